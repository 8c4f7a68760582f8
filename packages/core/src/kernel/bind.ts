import type { Result } from 'neverthrow';
import { InvariantError } from '../values/invariant.ts';
import type { Task } from './task.ts';
import type { AnyVerb, BoundVerbs } from './verb.ts';

/** A list of verbs, each under its own name. */
export type VerbList = Readonly<Record<string, AnyVerb>>;

/** The verbs of a list on a host. */
export function bindVerbs<Verbs extends Readonly<Record<string, (host: never) => unknown>>>(
  verbs: Verbs,
  host: unknown,
): BoundVerbs<Verbs> {
  return Object.fromEntries(
    Object.entries(verbs).map(([name, verb]) => [name, (verb as (host: unknown) => unknown)(host)]),
  ) as BoundVerbs<Verbs>;
}

/** The commands of a list inside the host's own transaction. Those that need a commit of their own throw. */
export function joinVerbs<Ran>(
  verbs: VerbList,
  host: unknown,
  run: (plan: Result<Task<unknown, unknown>, unknown>) => Ran,
): Readonly<Record<string, (command: never) => Ran>> {
  const commands = Object.entries(verbs).flatMap(([name, verb]) =>
    verb.type === 'command' ? [[name, joined(name, verb)] as const] : [],
  );
  return Object.fromEntries(commands);

  function joined(name: string, verb: Extract<AnyVerb, { type: 'command' }>): (command: never) => Ran {
    if (verb.joins === 'own-commit') return refuseInside(name);
    return (command) => run(verb.plan(host as never, command));
  }
}

/** A JavaScript host has no type that says that this verb is missing here. */
export function refuseInside(verb: string): () => never {
  return () => {
    throw new InvariantError(
      `${verb} is not for use inside your transaction, whose rollback would undo what it counts or has sent: call it on the ledger itself.`,
    );
  };
}
