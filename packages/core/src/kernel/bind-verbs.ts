import type { Result } from 'neverthrow';
import { InvariantError } from '../values/invariant.ts';
import type { Task } from './engine/task.ts';
import { observed } from './observing/observe-verb.ts';
import type { ObservedVerb, Observer } from './observing/observer.ts';
import type { BoundList, VerbList } from './plugin.ts';
import type { AnyVerb } from './verb.ts';

/** Who is told of the calls of verbs, and where on the ledger these are. */
interface Observed {
  readonly observers: readonly Observer[];
  readonly at?: string;
}

/** The verbs of a list on a host. */
export function bindVerbs<Verbs extends Bindable>(
  verbs: Verbs,
  host: unknown,
  { observers, at = '' }: Observed,
): BoundList<Verbs> {
  return mapVerbs(verbs, at, (verb, path) =>
    watched(verb(host as never), verb, { verb: path, joined: false }, observers),
  ) as BoundList<Verbs>;
}

/** The commands of a list inside the host's own transaction. Those that need a commit of their own throw. */
export function joinVerbs(
  verbs: VerbList,
  host: unknown,
  run: (plan: Result<Task<unknown, unknown>, unknown>) => unknown,
  { observers, at = '' }: Observed,
): object {
  return mapVerbs(verbs, at, (verb, path) => {
    if (verb.type === 'command' && verb.joins === 'host') {
      const joined = (command: never) => run(verb.plan(host as never, command));
      return watched(joined, verb, { verb: path, joined: true }, observers);
    }
    return verb.writes || verb.sends ? refuseInside(path) : undefined;
  });
}

function watched(
  bound: unknown,
  { type, writes }: AnyVerb,
  where: Pick<ObservedVerb, 'verb' | 'joined'>,
  observers: readonly Observer[],
): unknown {
  return observers.length === 0 ? bound : observed(bound, { ...where, type, writes }, observers);
}

/** A list of verbs, and of lists of verbs. */
interface Bindable {
  readonly [name: string]: ((host: never) => unknown) | Bindable;
}

function mapVerbs(verbs: Bindable, at: string, map: (verb: AnyVerb, path: string) => unknown): object {
  const entries = Object.entries(verbs).map(([name, verb]) => [
    name,
    typeof verb === 'function' ? map(verb as AnyVerb, at + name) : mapVerbs(verb, `${at}${name}.`, map),
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
