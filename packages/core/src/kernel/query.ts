import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { InvalidCommand } from '../values/errors.ts';
import { type BehindHost, hasReplica, hostBehind, type MayLag, type ReadsHost, withAsOf } from './behind.ts';
import type { AnyResult, ErrorOf, ValueOf } from './results.ts';
import type { Shape } from './shapes/shape.ts';
import { type StoreError, storeError } from './store-error.ts';
import { StoreFailure } from './store-failure.ts';
import type { FailureKinds, FollowUp, Pure, Query, Refused, Route, Stream } from './verb.ts';

/** A verb that reads what is committed, or that writes in several commits of commands. */
export interface QueryDeclaration<Input, Checked, Outcome, On extends ReadsHost> {
  /** The name of the verb, as a host calls it. */
  readonly name: string;
  /** Where it is reached over HTTP, with fields of the input in braces; `POST /` and its path on the ledger when left out. */
  readonly route?: Route;
  /** Checks the input. */
  readonly input: Shape<Input, Checked>;
  /** The kinds of its own failures, beside those of the input and the store. */
  readonly failures: FailureKinds<Exclude<ErrorOf<Outcome>, InvalidCommand | StoreError>>;
  /** Whether it has commands write, in commits of their own. @defaultValue `false` */
  readonly writes?: boolean;
  /** Whether it sends something, so that asking again is not the same as asking once. @defaultValue `false` */
  readonly sends?: boolean;
  /** Which answers may be a little old, so that a replica of the store may give them. Nothing is decided on such an answer. @defaultValue `false` */
  readonly mayLag?: MayLag;
  /** One async function, not a chain of results: each link would cost as much as the read. */
  answer(query: Checked, host: On): Promise<Outcome>;
  /**
   * When who follows the answer asks again; left out where the answer is not followed. It stands after `answer`, whose type it has. An answer with a `cursor` is asked for
   * what comes after it, every other one for what has changed.
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
      const answered = checked.isErr() ? Promise.resolve(err(checked.error)) : begun(checked.value, host);
      return new ResultAsync(answered as Promise<Answer>);
    };
  const begun = (checked: Checked, host: On): Promise<Outcome> => {
    const behind = hostBehind(host, mayLag, checked);
    return behind === undefined ? asked(checked, host) : behind.then(async (other) => askedFirst(other, checked, host));
  };
  /** What a replica does not know yet, such as a new member, the primary is asked for. */
  async function askedFirst(other: BehindHost<On> | null, checked: Checked, host: On): Promise<Outcome> {
    const answered = other && (await asked(checked, other.host));
    return answered?.isOk()
      ? (ok(withAsOf(answered.value, other?.asOf)) as AnyResult as Outcome)
      : asked(checked, host);
  }
  const asked = (checked: Checked, host: On): Promise<Outcome> =>
    writes || sends
      ? answer(checked, host)
      : answer(checked, host).catch((thrown: unknown) => again(checked, host, thrown));
  /** Where a damaged row makes the answer throw, the row is named by reads that trust none. */
  async function again(checked: Checked, host: On, thrown: unknown): Promise<Outcome> {
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

/** A verb that computes from the program alone. */
export interface PureDeclaration<Input, Checked, Outcome, Program> {
  /** The name of the verb, as a host calls it. */
  readonly name: string;
  /** Where it is reached over HTTP, with fields of the input in braces; `POST /` and its path on the ledger when left out. */
  readonly route?: Route;
  /** Checks the input. */
  readonly input: Shape<Input, Checked>;
  /** The kinds of its own failures, beside `invalid-command`. */
  readonly failures: FailureKinds<ErrorOf<Outcome>>;
  /** Computes the answer; pure and synchronous. */
  answer(query: Checked, program: Program): Outcome;
}

/** Declares a verb that computes from the program alone. */
export function pure<Input, Checked, Outcome extends AnyResult, Program>(
  declaration: PureDeclaration<Input, Checked, Outcome, Program>,
): Pure<Input, ValueOf<Outcome>, ErrorOf<Outcome>, Program> {
  const { name, route, input, failures, answer } = declaration;
  type Answer = Result<ValueOf<Outcome>, ErrorOf<Outcome> | InvalidCommand>;
  const bind = (program: Program) => (given: Input) => {
    const checked = input.parse(given);
    return (checked.isErr() ? err(checked.error) : answer(checked.value, program)) as Answer;
  };
  return Object.assign(bind, {
    type: 'pure' as const,
    verb: name,
    route,
    input,
    writes: false,
    sends: false,
    mayLag: false,
    failures: Object.keys(failures ?? {}),
    declaration,
  });
}

/** A verb that answers in many parts, such as a report's rows. */
export interface StreamDeclaration<Input, Checked, Part, Failure, On extends ReadsHost> {
  /** The name of the verb, as a host calls it. */
  readonly name: string;
  /** Where it is reached over HTTP, with fields of the input in braces; `POST /` and its path on the ledger when left out. */
  readonly route?: Route;
  /** Checks the input. */
  readonly input: Shape<Input, Checked>;
  /** The kinds of its own failures, beside those of the input and the store. */
  readonly failures: FailureKinds<Exclude<Failure, InvalidCommand | StoreError>>;
  /** Whether it has commands write, in commits of their own. @defaultValue `false` */
  readonly writes?: boolean;
  /** Which answers may be a little old: a store that has a replica may be asked there. @defaultValue `false` */
  readonly mayLag?: MayLag;
  /** The columns of the parts, where they are rows of a report, in the order in which a file has them. */
  readonly columns?: readonly string[];
  /** The media type of a text whose pieces the parts are, such as `'text/csv'`; left out where each part stands for itself. */
  readonly mediaType?: string;
  /** Yields the parts; after an error it yields nothing more. */
  parts(query: Checked, host: On): AsyncIterable<Result<Part, Failure>>;
}

/** Declares a verb that answers in many parts. */
export function stream<Input, Checked, Part, Failure, On extends ReadsHost>(
  declaration: StreamDeclaration<Input, Checked, Part, Failure, On>,
): Stream<Input, Part, Failure, On> {
  const { name, route, input, failures, columns, mediaType, writes = false, mayLag = false, parts } = declaration;
  const bind: (host: On) => ReturnType<Stream<Input, Part, Failure, On>> =
    (host) =>
    (...[given]) => {
      const checked = input.parse(given as Input);
      // A generator around the parts would take its time for each.
      return checked.isOk() && !hasReplica(host) ? parts(checked.value, host) : answer(checked, host);
    };
  async function* answer(
    checked: Result<Checked, InvalidCommand>,
    host: On,
  ): AsyncGenerator<Result<Part, Failure | Refused<Input>>, void> {
    if (checked.isErr()) return yield err(checked.error as Refused<Input>);
    const other = await hostBehind(host, mayLag, checked.value);
    let isBegun = false;
    if (other != null)
      for await (const part of parts(checked.value, other.host)) {
        if (!isBegun && part.isErr()) break;
        isBegun = true;
        yield part;
      }
    if (!isBegun) yield* parts(checked.value, host);
  }
  return Object.assign(bind, {
    type: 'stream' as const,
    verb: name,
    route,
    input,
    writes,
    columns,
    mediaType,
    sends: false,
    mayLag,
    failures: Object.keys(failures ?? {}),
    declaration,
  });
}
