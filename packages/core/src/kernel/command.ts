import { err, errAsync, ok, type Result, type ResultAsync } from 'neverthrow';
import type { IdempotencyKeyReused } from '../values/errors.ts';
import { fingerprintOfText } from '../values/fingerprint.ts';
import { invariant } from '../values/invariant.ts';
import { atOnce } from './at-once.ts';
import type { Book } from './book.ts';
import type { Ref } from './record.ts';
import type { Shape } from './shape.ts';
import type { Task } from './task.ts';
import type { AnyResult, ErrorOf, LaterErrorOf, LaterValueOf, ValueOf } from './results.ts';
import type { Command, CommandHost, FailureKinds, Joins, Replayable } from './verb.ts';

/** What a command did, where it was done before. */
export interface Mark<Did> {
  /** The fingerprint of what was asked for then. */
  readonly fingerprint: string;
  /** What the command did. */
  readonly did: Did;
}

/** What replay needs: how to find the mark of a command, and the error where its id was used for another command. */
export interface Recall<Said, Did, Failure> {
  /** Finds the mark; null where the command was not done. */
  find(command: Said, book: Book, fingerprint: string): Mark<Did> | null;
  /** The error where the id named another command before. Left out where `find` only finds marks of the same command. */
  reused?(command: Said): IdempotencyKeyReused;
  /** What a repetition has left to do; null where it has nothing. */
  resume?(command: Said, did: Did, book: Book): Result<Did, Failure> | null;
}

/** How a command recognises a repetition, or that it need not. */
export type Recalling<Said, Did, Failure> = Recall<Said, Did, Failure> | 'runs-again';

/**
 * A verb that writes.
 *
 * @remarks The kernel checks the input, loads what `reads` names, compares fingerprints, answers replays, runs the
 * decision, and hands the receipt out once the write is durable, in this order.
 */
export interface CommandDeclaration<Input, Said, Decided, Answer, Joining> {
  /** The name of the verb, as a host calls it. */
  readonly name: string;
  /** Checks the input. */
  readonly input: Shape<Input, Said>;
  /** The kinds of the decision's own failures; the compiler holds the list complete. */
  readonly failures: FailureKinds<ErrorOf<Decided>>;
  /** Whether it may run inside the host's own transaction. */
  readonly joins: Joining;
  /** The part of the command that its fingerprint is taken of; all of it when left out. */
  says?(command: NoInfer<Said>, book: Book): object;
  /** Records that the decision asks for first: it saves a round. */
  reads?(command: NoInfer<Said>): readonly Ref[];
  /**
   * How a repetition is recognised by the id of the command. `'runs-again'` says that the command has no id: it runs each
   * time that it is sent, also where an answer was lost, and does no harm by that.
   */
  readonly recall: Recalling<NoInfer<Said>, ValueOf<Decided>, ErrorOf<Decided>>;
  /** Pure and synchronous: a `Result` of what was done. */
  decide(command: NoInfer<Said>, book: Book, fingerprint: string): Decided;
  /** What is answered: what the command did, and what stands now. The kernel adds `replayed`. */
  receipt(did: ValueOf<Decided>, book: Book, command: NoInfer<Said>): Answer;
}

/** Declares a verb that writes. */
export function command<Input, Said, Decided extends AnyResult, Answer extends object, const Joining extends Joins>(
  declaration: CommandDeclaration<Input, Said, Decided, Answer, Joining>,
): Command<Input, Answer & Replayable, ErrorOf<Decided>, CommandHost, Answer & Replayable, Joining> {
  const { input } = declaration;
  const plan = (_host: CommandHost, given: Input) => input.parse(given).map((said) => taskOf(declaration, said));
  const bind = (host: CommandHost) => (given: Input) => {
    const planned = plan(host, given);
    return planned.isErr() ? errAsync(planned.error) : host.engine.run(planned.value);
  };
  return told(bind, { ...declaration, sends: false }, plan) as never;
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
  /** Makes what the decision needs that is not pure: random bytes, a keyed hash. Once a call, before anything is read. */
  prepare(command: Checked, host: On): Prepared;
  /** What follows the commit: a message. Its failures leave what was written. */
  after(answer: Answer & Replayable, command: ValueOf<Prepared>, host: On): After;
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
    const said = prepared(given, host);
    if (said.isErr()) return errAsync(said.error);
    const task: Task<Answer & Replayable, unknown> = taskOf(declaration, said.value);
    return host.engine.run(task).andThen((answer) => after(answer, said.value, host));
  };
  const plan = (host: On, given: Input) => prepared(given, host).map((said) => taskOf(declaration, said));
  return told(bind, declaration, plan) as never;
}

function told(
  bind: unknown,
  {
    name,
    input,
    failures,
    joins,
    sends = true,
  }: Pick<CommandDeclaration<never, unknown, never, never, Joins>, 'name' | 'joins'> & {
    readonly input: unknown;
    readonly failures: object;
    readonly sends?: boolean | undefined;
  },
  plan: unknown,
) {
  const says = {
    type: 'command' as const,
    verb: name,
    input,
    writes: true,
    sends,
    failures: Object.keys(failures),
    joins,
    plan,
  };
  return Object.assign(bind as object, says);
}

/** What a repetition of a command has in common with it: its verb, and all that it says in the order of its shape. */
export function fingerprintOfCommand(verb: string, said: object): string {
  return fingerprintOfText(JSON.stringify([verb, said]));
}

/** A command as the engine runs it: replay, then the decision. */
function taskOf<Said, Decided extends AnyResult, Answer extends object>(
  {
    name,
    says,
    reads,
    recall,
    decide,
    receipt,
  }: Pick<
    CommandDeclaration<never, Said, Decided, Answer, Joins>,
    'name' | 'says' | 'reads' | 'recall' | 'decide' | 'receipt'
  >,
  said: Said,
): Task<Answer & Replayable, ErrorOf<Decided> | IdempotencyKeyReused> {
  const own = says ? null : fingerprintOfCommand(name, said as object);
  return {
    reads: reads?.(said) ?? [],
    decide(book) {
      const fingerprint = own ?? fingerprintOfCommand(name, says?.(said, book) ?? (said as object));
      return decideOnce({ recall, decide }, said, book, fingerprint, (did, replayed) => ({
        ...receipt(did, book, said),
        replayed,
      }));
    },
  };
}

/** Answers a repetition with what was done, and decides what is new: what the kernel does for every command. */
export function decideOnce<Said, Decided extends AnyResult, Answer>(
  {
    recall,
    decide,
  }: {
    readonly recall: Recalling<Said, ValueOf<Decided>, ErrorOf<Decided>>;
    decide(command: Said, book: Book, fingerprint: string): Decided;
  },
  said: Said,
  book: Book,
  fingerprint: string,
  answer: (did: ValueOf<Decided>, replayed: boolean) => Answer,
): Result<Answer, ErrorOf<Decided> | IdempotencyKeyReused> {
  type Outcome = Result<ValueOf<Decided>, ErrorOf<Decided>>;
  const first = (outcome: Outcome) => atOnce(outcome, 'A decision').map((did) => answer(did, false));
  const mark = recall === 'runs-again' ? null : recall.find(said, book, fingerprint);
  if (recall === 'runs-again' || mark === null) return first(decide(said, book, fingerprint) as Outcome);
  if (mark.fingerprint !== fingerprint) {
    invariant(recall.reused !== undefined, 'marks of other commands are told with what is wrong with them');
    return err(recall.reused(said));
  }
  const resumed = recall.resume?.(said, mark.did, book) ?? null;
  return resumed === null ? ok(answer(mark.did, true)) : first(resumed);
}
