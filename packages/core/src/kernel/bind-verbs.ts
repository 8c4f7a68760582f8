import type { Result } from 'neverthrow';
import { InvariantError } from '../values/invariant.ts';
import type { Task } from './engine/task.ts';
import type { BoundList, VerbList } from './plugin.ts';
import type { AnyVerb } from './verb.ts';

/** The verbs of a list on a host. */
export function bindVerbs<Verbs extends Bindable>(verbs: Verbs, host: unknown): BoundList<Verbs> {
  return mapVerbs(verbs, (verb) => verb(host as never)) as BoundList<Verbs>;
}

/** The commands of a list inside the host's own transaction. Those that need a commit of their own throw. */
export function joinVerbs(
  verbs: VerbList,
  host: unknown,
  run: (plan: Result<Task<unknown, unknown>, unknown>) => unknown,
): object {
  return mapVerbs(verbs, (verb, name) => {
    if (verb.type === 'command' && verb.joins === 'host')
      return (command: never) => run(verb.plan(host as never, command));
    return verb.writes || verb.sends ? refuseInside(name) : undefined;
  });
}

/** A list of verbs, and of lists of verbs. */
interface Bindable {
  readonly [name: string]: ((host: never) => unknown) | Bindable;
}

function mapVerbs(verbs: Bindable, map: (verb: AnyVerb, name: string) => unknown): object {
  const entries = Object.entries(verbs).map(([name, verb]) => [
    name,
    typeof verb === 'function' ? map(verb as AnyVerb, name) : mapVerbs(verb, map),
  ]);
  return Object.fromEntries(entries.filter(([, made]) => made !== undefined));
}

/** A host in JavaScript has no type that tells it that this verb is missing here. */
function refuseInside(verb: string): () => never {
  return () => {
    throw new InvariantError(
      `${verb} is not for use inside your transaction, whose rollback would undo what it counts, or not undo what it sends and commits: call it on the ledger itself.`,
    );
  };
}
