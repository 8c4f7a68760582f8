import type { Result, ResultAsync } from 'neverthrow';
import type { MayLag } from './replica.ts';
import type { IdempotencyKeyReused, InvalidCommand, Overloaded } from '../values/errors.ts';
import type { Engine } from './engine/engine.ts';
import type { RefusedReaction } from './reactions/reaction-failure.ts';
import type { Shape } from './shapes/shape.ts';
import type { StoreError } from './store-error.ts';
import type { Task } from './engine/task.ts';

/** What commands work with. Others need more of a host, and a plugin's verbs the plugin's own services. */
export interface CommandHost {
  /** Runs commands in batches and commits them. */
  readonly engine: Engine;
}

/** Whether an answer is the first one to its command. */
export interface Replayable {
  /** The command was done before: this call wrote nothing. */
  readonly replayed: boolean;
}

/**
 * What can go wrong with any command, beside what its own decision says. `reaction-refused`, `reaction-failed` and
 * `record-removed` come about only where plugins react, or remove records.
 */
export type CommandFailure = InvalidCommand | IdempotencyKeyReused | Overloaded | StoreError | RefusedReaction;

/** The kinds of a verb's own failures; the compiler holds the list complete. */
export type FailureKinds<Failure> = Readonly<Record<KindOf<Failure>, true>>;

type KindOf<Failure> = Failure extends { readonly kind: infer Kind extends string } ? Kind : never;

/**
 * Where a verb is reached over HTTP: a method and a path, in which `{field}` stands for a field of the input, such as
 * `'PUT /invoices/{invoiceId}'`.
 */
export type Route = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`;

/**
 * When an answer that is followed is asked for again: at once, because more waits; later; or never, because nothing
 * follows.
 */
export type FollowUp = 'at-once' | 'later' | 'never';

/** Says of an answer that is followed when to ask again. Lists of verbs hold those of all answers. */
export type Follow<Input, Answer> = { follow(answer: Answer, query: Input): FollowUp }['follow'];

/** What every verb tells of itself; lists of verbs are made from it. */
interface VerbFacts<Input> {
  /** The name of the verb. */
  readonly verb: string;
  /** Where it is reached over HTTP; undefined where its declaration does not say so. */
  readonly route: Route | undefined;
  /** Checks the input of the verb. */
  readonly input: Shape<Input, unknown>;
  /** The kinds of its own failures. */
  readonly failures: readonly string[];
  /** Whether it changes the ledger. A verb that does not may be called at any time. */
  readonly writes: boolean;
  /** Whether it sends something, so that asking again is not the same as asking once. */
  readonly sends: boolean;
  /** Which of its answers may be a little old, where the store has a replica; none of a verb that writes or sends. */
  readonly mayLag: MayLag;
}

/**
 * Whether a command may run inside the host's own transaction, or needs a commit of its own because it counts or sends.
 */
export type Joins = 'host' | 'own-commit';

/** What a verb is called with: an input that may be undefined may be left out. */
export type Given<Input> = undefined extends Input ? [input?: Input] : [input: Input];

/** The error of a wrong input; a verb without an input has none. */
export type Refused<Input> = [Input] extends [undefined] ? never : InvalidCommand;

/** A verb that writes: bound to a host by calling it. */
export interface Command<
  Input,
  Receipt,
  Failure,
  On = CommandHost,
  Answer = Receipt,
  Joining extends Joins = Joins,
> extends VerbFacts<Input> {
  /** Binds the verb to a host. */
  (host: On): (command: Input) => ResultAsync<Receipt, Failure | CommandFailure>;
  /** The type of the verb. */
  readonly type: 'command';
  /** Whether it may run inside the host's own transaction. */
  readonly joins: Joining;
  /** The command as the engine runs it, or what is wrong with it. */
  plan(host: On, command: Input): Result<Task<Answer, Failure | IdempotencyKeyReused>, Failure | InvalidCommand>;
}

/** A verb that reads, or that writes in several commits. */
export interface Query<Input, Answer, Failure, On> extends VerbFacts<Input> {
  /** Binds the verb to a host. */
  (host: On): (...given: Given<Input>) => ResultAsync<Answer, Failure | Refused<Input>>;
  /** The type of the verb. */
  readonly type: 'query';
  /** When who follows the answer asks again; undefined where it is not followed. */
  readonly follow: Follow<Input, Answer> | undefined;
}

/** A verb that computes from the program alone. */
export interface Pure<Input, Answer, Failure, Program> extends VerbFacts<Input> {
  /** Binds the verb to a program. */
  (program: Program): (query: Input) => Result<Answer, Failure | InvalidCommand>;
  /** The type of the verb. */
  readonly type: 'pure';
}

/** A verb that answers in many parts. The last part is an error where it failed. */
export interface Stream<Input, Part, Failure, On> extends VerbFacts<Input> {
  /** Binds the verb to a host. */
  (host: On): (...given: Given<Input>) => AsyncIterable<Result<Part, Failure | Refused<Input>>>;
  /** The type of the verb. */
  readonly type: 'stream';
  /** The columns of its parts, where they are rows of a report; else undefined. */
  readonly columns: readonly string[] | undefined;
  /** The media type of a text whose pieces its parts are; else undefined. */
  readonly mediaType: string | undefined;
}

/** Any verb, for lists of verbs. */
export type AnyVerb =
  | Command<never, unknown, unknown, never, unknown>
  | Query<never, unknown, unknown, never>
  | Pure<never, unknown, unknown, never>
  | Stream<never, unknown, unknown, never>;

/** A verb as it is called once it is bound. */
export type Bound<Verb> = Verb extends (host: never) => infer Method ? Method : never;

/** What can go wrong with a verb. */
export type FailureOf<Verb> =
  Bound<Verb> extends (input: never) => infer Answer
    ? Answer extends
        | { readonly match: never }
        | ResultAsync<unknown, infer Failure>
        | Result<unknown, infer Failure>
        | AsyncIterable<Result<unknown, infer Failure>>
      ? Failure
      : never
    : never;
