import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { InvalidCommand } from '../values/errors.ts';
import { onReplica, type MayLag, type ReadsHost, type ReplicaHost, withAsOf } from './replica.ts';
import type { AnyResult, ErrorOf, ValueOf } from './results.ts';
import type { Shape } from './shapes/shape.ts';
import { type StoreError, storeError } from './store-error.ts';
import { StoreFailure } from './store-failure.ts';
import type { FailureKinds, FollowUp, Query, Refused, Route } from './verb.ts';

/** A verb that reads what is committed, or that writes in several commits of commands. */
export interface QueryDeclaration<Input, Checked, Outcome, On extends ReadsHost> {
  /** The name of the verb, as a host calls it. */
  readonly name: string;
  /**
   * Where it is reached over HTTP, with fields of the input in braces; `POST /` and its path on the ledger when left
   * out.
   */
  readonly route?: Route;
  /** Checks the input. */
  readonly input: Shape<Input, Checked>;
  /** The kinds of its own failures, beside those of the input and the store. */
  readonly failures: FailureKinds<Exclude<ErrorOf<Outcome>, InvalidCommand | StoreError>>;
  /** Whether it has commands write, in commits of their own. @defaultValue `false` */
  readonly writes?: boolean;
  /** Whether it sends something, so that asking again is not the same as asking once. @defaultValue `false` */
  readonly sends?: boolean;
  /**
   * Which answers may be a little old, so that a replica of the store may give them. Nothing is decided on such an
   * answer. @defaultValue `false`
   */
  readonly mayLag?: MayLag;
  /** One async function, not a chain of results: each link would cost as much as the read. */
  answer(query: Checked, host: On): Promise<Outcome>;
  /**
   * When who follows the answer asks again; left out where the answer is not followed. An answer with a `cursor` is
   * asked for what comes after it, every other one for what has changed. Declare it after `answer`, which gives its
   * type.
   */
  follow?(answer: NoInfer<ValueOf<Outcome>>, query: NoInfer<Input>): FollowUp;
}

/** Declares a verb that reads. */
export function query<Input, Checked, Outcome extends AnyResult, On extends ReadsHost>(
  declaration: QueryDeclaration<Input, Checked, Outcome, On>,
): Query<Input, ValueOf<Outcome>, ErrorOf<Outcome>, On> {
  const { name, route, input, failures, writes = false, sends = false, mayLag = false, follow, answer } = declaration;
  type Answer = Result<ValueOf<Outcome>, ErrorOf<Outcome> | Refused<Input>>;
  const bind: (host: On) => ReturnType<Query<Input, ValueOf<Outcome>, ErrorOf<Outcome>, On>> =
    (host) =>
    (...[given]) => {
      const checked = input.parse(given as Input);
      const answered = checked.isErr() ? Promise.resolve(err(checked.error)) : answerOf(checked.value, host);
      return new ResultAsync(answered as Promise<Answer>);
    };
  const answerOf = (checked: Checked, host: On): Promise<Outcome> => {
    const lagging = onReplica(host, mayLag, checked);
    return lagging === undefined
      ? asked(checked, host)
      : lagging.then(async (other) => replicaFirst(other, checked, host));
  };
  /** What a replica does not know yet, such as a new member, the primary is asked for. */
  async function replicaFirst(other: ReplicaHost<On> | null, checked: Checked, host: On): Promise<Outcome> {
    const answered = other && (await asked(checked, other.host));
    return answered?.isOk()
      ? (ok(withAsOf(answered.value, other?.asOf)) as AnyResult as Outcome)
      : asked(checked, host);
  }
  const asked = (checked: Checked, host: On): Promise<Outcome> =>
    writes || sends
      ? answer(checked, host)
      : answer(checked, host).catch((thrown: unknown) => strictly(checked, host, thrown));
  /** Where a damaged row makes the answer throw, the row is named by reads that trust none. */
  async function strictly(checked: Checked, host: On, thrown: unknown): Promise<Outcome> {
    const strict = await answer(checked, { ...host, reads: host.reads.strict() }).catch(() => null);
    if (strict?.isErr() && (strict.error as Partial<StoreError>).kind === 'store-corrupt') return strict;
    if (thrown instanceof StoreFailure) return err(storeError(thrown)) as unknown as Outcome;
    throw thrown;
  }
  return Object.assign(bind, {
    type: 'query' as const,
    verb: name,
    route,
    input,
    writes,
    sends,
    mayLag,
    follow,
    failures: Object.keys(failures ?? {}),
    declaration,
  });
}
