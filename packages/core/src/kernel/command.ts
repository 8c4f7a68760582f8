import { err, errAsync, ok, type Result, type ResultAsync } from 'neverthrow';
import type { IdempotencyKeyReused } from '../values/errors.ts';
import { fingerprintOfText } from '../values/fingerprint.ts';
import { invariant } from '../values/invariant.ts';
import { atOnce } from './at-once.ts';
import type { Book } from './book.ts';
import type { Ref } from './record.ts';
import type { Shape } from './shapes/shape.ts';
import type { Task } from './engine/task.ts';
import type { AnyResult, ErrorOf, LaterErrorOf, LaterValueOf, ValueOf } from './results.ts';
import type { Command, CommandHost, FailureKinds, Joins, Replayable, Route } from './verb.ts';

/** What a command did, where it was done before. */
export interface Mark<Did> {
  /** The fingerprint of what was asked for then. */
  readonly fingerprint: string;
  /** What the command did. */
  readonly did: Did;
}

/** What replay needs: how to find the mark of a command, and the error where its id was used for another command. */
export interface Recall<Checked, Did, Failure> {
  /** Finds the mark; null where the command was not done. */
  find(input: Checked, book: Book, fingerprint: string): Mark<Did> | null;
  /**
   * The error where the id named another command before. Left out where `find` only finds marks of the same command.
   */
  reused?(input: Checked): IdempotencyKeyReused;
  /** What a repetition has left to do; null where it has nothing. */
  resume?(input: Checked, did: Did, book: Book): Result<Did, Failure> | null;
}

/** How a command recognises a repetition, or that it need not. */
export type Recalling<Checked, Did, Failure> = Recall<Checked, Did, Failure> | 'runs-again';

/**
 * A verb that writes.
 *
 * @remarks The kernel checks the input, loads what `reads` names, compares fingerprints, answers replays, runs the
 * decision, and hands the receipt out once the write is durable, in this order.
 */
export interface CommandDeclaration<Input, Checked, Decided, Answer, Joining> {
  /** The name of the verb, as a host calls it. */
  readonly name: string;
  /**
   * Where it is reached over HTTP, with fields of the input in braces; `POST /` and its path on the ledger when left
   * out.
   */
  readonly route?: Route;
  /** Checks the input. */
  readonly input: Shape<Input, Checked>;
  /** The kinds of the decision's own failures; the compiler holds the list complete. */
  readonly failures: FailureKinds<ErrorOf<Decided>>;
  /** Whether it may run inside the host's own transaction. */
  readonly joins: Joining;
  /**
   * What the fingerprint is taken of: the part of the input that a repetition has in common; all of it when left out.
   */
  identity?(input: NoInfer<Checked>, book: Book): object;
  /** Records that the decision asks for first: it saves a round. */
  reads?(input: NoInfer<Checked>): readonly Ref[];
  /**
   * How a repetition is recognised by the id of the command. `'runs-again'` says that the command has no id: it runs
   * each time that it is sent, also where an answer was lost, and does no harm by that.
   */
  readonly recall: Recalling<NoInfer<Checked>, ValueOf<Decided>, ErrorOf<Decided>>;
  /** Pure and synchronous: a `Result` of what was done. */
  decide(input: NoInfer<Checked>, book: Book, fingerprint: string): Decided;
  /** What is answered: what the command did, and what stands now. The kernel adds `replayed`. */
  receipt(did: ValueOf<Decided>, book: Book, input: NoInfer<Checked>): Answer;
}

/** Declares a verb that writes. */
export function command<Input, Checked, Decided extends AnyResult, Answer extends object, const Joining extends Joins>(
  declaration: CommandDeclaration<Input, Checked, Decided, Answer, Joining>,
): Command<Input, Answer & Replayable, ErrorOf<Decided>, CommandHost, Answer & Replayable, Joining> {
  const { input } = declaration;
  const plan = (_host: CommandHost, given: Input) => input.parse(given).map((checked) => taskOf(declaration, checked));
  const bind = (host: CommandHost) => (given: Input) => {
    const planned = plan(host, given);
    return planned.isErr() ? errAsync(planned.error) : host.engine.run(planned.value);
  };
  return withFacts(bind, declaration, false, plan) as never;
}

/** A verb that writes, with steps before and after the decision that are not pure. */
export interface SendingCommandDeclaration<Input, Checked, Prepared, Decided, Answer, After, On, Joining> extends Omit<
  CommandDeclaration<Input, ValueOf<Prepared>, Decided, Answer, Joining>,
  'input' | 'failures'
> {
  /** Checks the input, before `prepare`. */
  readonly input: Shape<Input, Checked>;
  /** The kinds of its own failures: of `prepare`, of the decision and of `after`. */
  readonly failures: FailureKinds<ErrorOf<Prepared> | ErrorOf<Decided> | LaterErrorOf<After>>;
  /** Whether `after` sends something. @defaultValue `true` */
  readonly sends?: boolean;
  /**
   * Makes what the decision needs that is not pure: random bytes, a keyed hash. Once a call, before anything is read.
   */
  prepare(input: Checked, host: On): Prepared;
  /** What follows the commit: a message. Its failures leave what was written. */
  after(answer: Answer & Replayable, input: ValueOf<Prepared>, host: On): After;
}

/** Declares a verb that writes, with steps before and after the decision that are not pure. */
export function sendingCommand<
  Input,
  Checked,
  Prepared extends AnyResult,
  Decided extends AnyResult,
  Answer extends object,
  After extends ResultAsync<unknown, unknown>,
  On extends CommandHost,
  const Joining extends Joins,
>(
  declaration: SendingCommandDeclaration<Input, Checked, Prepared, Decided, Answer, After, On, Joining>,
): Command<
  Input,
  LaterValueOf<After>,
  ErrorOf<Prepared> | ErrorOf<Decided> | LaterErrorOf<After>,
  On,
  Answer & Replayable,
  Joining
> {
  const { input, prepare, after } = declaration;
  const prepared = (given: Input, host: On): Result<ValueOf<Prepared>, unknown> =>
    input
      .parse(given)
      .andThen(
        (checked) => atOnce(prepare(checked, host), 'What prepares a decision') as Result<ValueOf<Prepared>, unknown>,
      );
  const bind = (host: On) => (given: Input) => {
    const checked = prepared(given, host);
    if (checked.isErr()) return errAsync(checked.error);
    const task: Task<Answer & Replayable, unknown> = taskOf(declaration, checked.value);
    return host.engine.run(task).andThen((answer) => after(answer, checked.value, host));
  };
  const plan = (host: On, given: Input) => prepared(given, host).map((checked) => taskOf(declaration, checked));
  return withFacts(bind, declaration, declaration.sends ?? true, plan) as never;
}

function withFacts(
  bind: unknown,
  declaration: Pick<CommandDeclaration<never, unknown, never, never, Joins>, 'name' | 'route' | 'joins'> & {
    readonly input: unknown;
    readonly failures: object;
  },
  sends: boolean,
  plan: unknown,
) {
  const { name, route, input, failures, joins } = declaration;
  const facts = {
    type: 'command' as const,
    verb: name,
    route,
    input,
    writes: true,
    sends,
    mayLag: false,
    failures: Object.keys(failures ?? {}),
    joins,
    plan,
    declaration,
  };
  return Object.assign(bind as object, facts);
}

/** What a repetition of a command has in common with it: its verb, and all that it says in the order of its shape. */
export function fingerprintOfCommand(verb: string, checked: object): string {
  return fingerprintOfText(JSON.stringify([verb, checked]));
}

/** A command as the engine runs it: replay, then the decision. */
function taskOf<Checked, Decided extends AnyResult, Answer extends object>(
  declaration: Pick<
    CommandDeclaration<never, Checked, Decided, Answer, Joins>,
    'name' | 'identity' | 'reads' | 'recall' | 'decide' | 'receipt'
  >,
  checked: Checked,
): Task<Answer & Replayable, ErrorOf<Decided> | IdempotencyKeyReused> {
  const { name, identity, reads } = declaration;
  const own = identity ? null : fingerprintOfCommand(name, checked as object);
  return {
    reads: reads?.(checked) ?? [],
    decide(book) {
      const fingerprint = own ?? fingerprintOfCommand(name, identity?.(checked, book) ?? (checked as object));
      return decideOnce(declaration, checked, book, fingerprint, (did, replayed) => ({
        ...declaration.receipt(did, book, checked),
        replayed,
      }));
    },
  };
}

/** Answers a repetition with what was done, and decides what is new: what the kernel does for every command. */
export function decideOnce<Checked, Decided extends AnyResult, Answer>(
  {
    recall,
    decide,
  }: {
    readonly recall: Recalling<Checked, ValueOf<Decided>, ErrorOf<Decided>>;
    decide(input: Checked, book: Book, fingerprint: string): Decided;
  },
  checked: Checked,
  book: Book,
  fingerprint: string,
  answer: (did: ValueOf<Decided>, replayed: boolean) => Answer,
): Result<Answer, ErrorOf<Decided> | IdempotencyKeyReused> {
  type Outcome = Result<ValueOf<Decided>, ErrorOf<Decided>>;
  const first = (outcome: Outcome) => atOnce(outcome, 'A decision').map((did) => answer(did, false));
  const mark = recall === 'runs-again' ? null : recall.find(checked, book, fingerprint);
  if (recall === 'runs-again' || mark === null) return first(decide(checked, book, fingerprint) as Outcome);
  if (mark.fingerprint !== fingerprint) {
    invariant(recall.reused !== undefined, 'marks of other commands are told with what is wrong with them');
    return err(recall.reused(checked));
  }
  const resumed = recall.resume?.(checked, mark.did, book) ?? null;
  return resumed === null ? ok(answer(mark.did, true)) : first(resumed);
}
