import type { AnyPlugin, VerbList } from '../kernel/plugin.ts';
import type { Shape } from '../kernel/shapes/shape.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { storeErrorKinds } from '../kernel/store-error-kinds.ts';
import type { MayLag } from '../kernel/replica.ts';
import type { AnyVerb, CommandFailure, FailureKinds, Follow, Joins, Route } from '../kernel/verb.ts';
import { noInput } from '../schemas/shape.ts';
import { quotingVerbs } from './quoting-verbs.ts';
import { readingVerbs } from './reading-verbs.ts';
import { writingVerbs } from './writing-verbs.ts';

/** What a verb is. Routes, command lines and pages are made from it. */
export interface VerbDescription {
  /** Where it is on a ledger: `['saveInvoice']`, or `['codes', 'forMembers', 'resendCode']`. */
  readonly path: readonly string[];
  /** The name of the verb: the last of its path. */
  readonly name: string;
  /**
   * Where it is reached over HTTP: what its declaration says, or `POST /` and its path. Fields of the input are in
   * braces.
   */
  readonly route: Route;
  /**
   * A command writes in one commit, a query answers once, a pure verb needs the program alone, a stream answers in
   * parts.
   */
  readonly kind: AnyVerb['type'];
  /** Whether it changes the ledger. A verb that neither writes nor sends may be asked again at any time. */
  readonly writes: boolean;
  /** Whether it sends something, so that asking again is not the same as asking once. */
  readonly sends: boolean;
  /** Which of its answers may be a little old, where the store has a replica. */
  readonly mayLag: MayLag;
  /** Whether a command may run inside the host's own transaction; null for a verb that is not a command. */
  readonly joins: Joins | null;
  /** The columns of a stream of rows, where its declaration says so; else null. */
  readonly columns: readonly string[] | null;
  /** The media type of a text whose pieces the parts of a stream are; else null. */
  readonly mediaType: string | null;
  /** When who follows its answer asks again; null where it is not followed. */
  readonly follow: Follow<unknown, unknown> | null;
  /** The kinds of all errors that it may answer with, each once, in the order of the alphabet. */
  readonly failures: readonly string[];
  /** Checks its input, and holds the JSON Schema of it. */
  readonly input: Shape<never, unknown>;
}

/**
 * All verbs of a ledger with these plugins, each with what it is.
 *
 * @example
 * ```ts
 * import { codes } from '@pointbook/core/codes';
 * import { verbsOf } from '@pointbook/core/plugin';
 *
 * for (const { path, route, failures } of verbsOf([codes()])) print(path.join('.'), route, failures.length);
 * ```
 */
export function verbsOf(plugins: readonly AnyPlugin[] = []): readonly VerbDescription[] {
  const ofPlugins = plugins.flatMap(({ name, verbs }) => described(verbs, [name]));
  return [...described({ ...writingVerbs, ...readingVerbs, ...quotingVerbs }, []), ...ofPlugins];
}

function described(verbs: VerbList, above: readonly string[]): readonly VerbDescription[] {
  return Object.entries(verbs).flatMap(([name, verb]) => {
    const path = [...above, name];
    return typeof verb === 'function' ? [describe(verb, path)] : described(verb, path);
  });
}

function describe(verb: AnyVerb, path: readonly string[]): VerbDescription {
  const { verb: name, type: kind, writes, sends, mayLag, input } = verb;
  const route: Route = verb.route ?? `POST /${path.join('/')}`;
  const failures = [...new Set([...verb.failures, ...commonFailures(verb)])].toSorted();
  const joins = verb.type === 'command' ? verb.joins : null;
  const columns = verb.type === 'stream' ? (verb.columns ?? null) : null;
  const mediaType = verb.type === 'stream' ? (verb.mediaType ?? null) : null;
  const follow = verb.type === 'query' ? (verb.follow ?? null) : null;
  return { path, name, route, kind, writes, sends, mayLag, joins, columns, mediaType, follow, failures, input };
}

/** What verbs of its type may answer with, beside what each says of itself. */
function commonFailures({ type, input }: AnyVerb): readonly string[] {
  if (type === 'command') return [...Object.keys(failuresOfCommands), ...storeErrorKinds];
  const ofInput = input === noInput ? [] : ['invalid-command'];
  return type === 'pure' ? ofInput : [...ofInput, ...storeErrorKinds];
}

/** What any command may answer with, beside the errors of the store. */
const failuresOfCommands: FailureKinds<Exclude<CommandFailure, StoreError>> = {
  'invalid-command': true,
  'idempotency-key-reused': true,
  overloaded: true,
  'reaction-refused': true,
  'reaction-failed': true,
  'record-removed': true,
};
