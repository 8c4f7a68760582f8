import { err, type Result } from 'neverthrow';
import type { InvalidCommand } from '../values/errors.ts';
import { hasReplica, onReplica, type MayLag, type ReadsHost } from './replica.ts';
import type { Shape } from './shapes/shape.ts';
import type { StoreError } from './store-error.ts';
import type { FailureKinds, Refused, Route, Stream } from './verb.ts';

/** A verb that answers in many parts, such as a report's rows. */
export interface StreamDeclaration<Input, Checked, Part, Failure, On extends ReadsHost> {
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
  readonly failures: FailureKinds<Exclude<Failure, InvalidCommand | StoreError>>;
  /** Whether it has commands write, in commits of their own. @defaultValue `false` */
  readonly writes?: boolean;
  /** Which answers may be a little old: a store that has a replica may be asked there. @defaultValue `false` */
  readonly mayLag?: MayLag;
  /** The columns of the parts, where they are rows of a report, in the order in which a file has them. */
  readonly columns?: readonly string[];
  /**
   * The media type of a text whose pieces the parts are, such as `'text/csv'`; left out where each part stands for
   * itself.
   */
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
    const other = await onReplica(host, mayLag, checked.value);
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
