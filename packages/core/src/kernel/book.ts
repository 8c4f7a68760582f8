import type { Result } from 'neverthrow';
import type { Instant } from '../values/instant.ts';
import type { RefusedReaction } from './reactions/reaction-failure.ts';
import type { RecordKind, Ref } from './record.ts';

/**
 * A draft of the records of one program, on which decisions run.
 *
 * @remarks A decision sees what decisions before it in the batch wrote. What it asks for and was not loaded stops it;
 * the kernel loads that and runs it again, so a decision must be pure and must not catch what a book throws. A decision
 * that fails leaves nothing in the book.
 */
export interface Book {
  /** The time of the clock. The last instant of an account may be later, when the clock went back. */
  readonly now: Instant;
  /** The program, as its owner knows it (`programOf` of the program's folder gives it a type). */
  readonly program: unknown;
  /** The record under a key; null where there is none, or where it was removed. */
  get<R>(kind: RecordKind<R>, key: string): R | null;
  /**
   * Writes a record under its own key. It throws where another record holds a unique value of it: call `find` first.
   */
  put<R>(kind: RecordKind<R>, record: R): void;
  /** Removes a record of a removable kind; its key can never be written again. */
  remove<R>(kind: RecordKind<R>, key: string): void;
  /** Whether a record was removed under this key. */
  isRemoved<R>(kind: RecordKind<R>, key: string): boolean;
  /** The key of the record that holds a unique value. */
  find<R>(kind: RecordKind<R>, index: string, value: string): string | null;
  /**
   * The records of an owner, by key.
   *
   * @remarks They are read under the lock of the owner's account. Where the owner has no account, nothing is locked on
   * PostgreSQL, and another process may write such a record meanwhile: where that matters, answer `unknown-member` when
   * `get(accounts, owner)` is null.
   */
  list<R>(kind: RecordKind<R>, owner: string): readonly R[];
  /**
   * The records whose keys begin with a text that ends with a blank, by key.
   *
   * @remarks Nothing of a range is locked. The record that they belong to, such as the sale of payments, guards them:
   * who writes one of them writes that record too.
   */
  within<R>(kind: RecordKind<R>, prefix: string): readonly R[];
  /** Adds a new record that no decision of this batch reads: an entry, a note. */
  append<R>(kind: RecordKind<R>, record: R): void;
  /**
   * Whether any decision of this batch asks for records of a kind; if not, records of the kind need not be kept up to
   * date.
   */
  isAsked<R>(kind: RecordKind<R>): boolean;
  /**
   * Shows something to later decisions of the batch, such as an appended entry, with its unique values, which are known
   * to be free. It is not written.
   */
  show<R>(kind: RecordKind<R>, record: R): void;
  /** What was loaded or shown under a key; undefined where nothing was. It never stops the decision. */
  shown<R>(kind: RecordKind<R>, key: string): R | null | undefined;
  /** Stops the decision until all of these are loaded. */
  demand(refs: readonly Ref[]): void;
  /**
   * Runs a decision for each of many items, and the reactions to each. An item that fails, or that a reaction refuses,
   * leaves nothing, and the others go on. The records that they lack are loaded together.
   */
  attempt<Item, Value, Failure>(
    items: readonly Item[],
    decide: (item: Item) => Result<Value, Failure>,
  ): Result<Value, Failure | RefusedReaction>[];
  /** Fails, and keeps only what `write` writes: a code that was judged wrong is counted. */
  keep<Failure>(failure: Failure, write: () => void): Result<never, Failure>;
}
