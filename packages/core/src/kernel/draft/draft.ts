import { err, type Result } from 'neverthrow';
import type { Instant } from '../../values/instant.ts';
import { invariant } from '../../values/invariant.ts';
import { atOnce } from '../at-once.ts';
import type { Book } from '../book.ts';
import { type Change, type Loaded, removedRecord } from './loaded.ts';
import { ownerKind, type RecordKind, type Ref } from '../record.ts';
import { shelfOfIndex, shelfOfOwner, shelfOfRange } from '../shelf-names.ts';
import { Journal } from './journal.ts';
import type { RefusedReaction } from '../reactions/reaction-failure.ts';
import type { Reactions } from '../reactions/reaction.ts';
import { Reactor } from '../reactions/reactor.ts';
import { recordRemoved, RecordRemovedSignal } from '../record-removed.ts';
import { Shelves } from './shelves.ts';
import { addRef, type Wanted } from './wanted.ts';

/** Thrown to stop a decision. It is one object, because its stack is never read. */
const stop = Object.assign(new Error('A record was not loaded: the kernel runs the decision again.'), { stack: '' });

/** The book of one batch. Every write is noted in a journal, so that a decision that fails can be undone. */
export class Draft implements Book {
  readonly now: Instant;
  readonly program: unknown;
  readonly #shelves: Shelves;
  readonly #kinds = new Map<string, RecordKind<unknown>>();
  readonly #appended = new Map<string, { readonly kind: RecordKind<unknown>; readonly list: unknown[] }>();
  readonly #journal = new Journal();
  readonly #reactor: Reactor;
  /** Where the decision that runs began. */
  #start = 0;
  #isStopped = false;
  #isKept = false;
  #wanted: Map<string, Set<string>> | null = null;

  constructor(loaded: Loaded, now: Instant, program: unknown, reactions: Reactions = new Map()) {
    this.#shelves = new Shelves(loaded);
    this.#reactor = new Reactor(reactions, this.#journal);
    this.now = now;
    this.program = program;
  }

  get<R>(kind: RecordKind<R>, key: string): R | null {
    const value = this.#look(kind.kind, key);
    return value === removedRecord ? null : (value as R | null);
  }

  put<R>(kind: RecordKind<R>, record: R): void {
    const key = kind.key(record);
    const before = this.#look(kind.kind, key);
    if (before === removedRecord) throw new RecordRemovedSignal(kind.kind, key);
    this.#change(kind, key, before as R | null, record);
  }

  remove<R>(kind: RecordKind<R>, key: string): void {
    invariant(kind.removable === true, `records of kind ${kind.kind} are never removed`);
    const before = this.#look(kind.kind, key);
    if (before !== null && before !== removedRecord) this.#change(kind, key, before as R, null);
  }

  isRemoved<R>(kind: RecordKind<R>, key: string): boolean {
    return this.#look(kind.kind, key) === removedRecord;
  }

  find<R>(kind: RecordKind<R>, index: string, value: string): string | null {
    return this.#look(shelfOfIndex(kind.kind, index), value) as string | null;
  }

  list<R>(kind: RecordKind<R>, owner: string): readonly R[] {
    this.#look(ownerKind, owner);
    if (kind.isKeyOwner) return [this.get(kind, owner)].filter((only) => only !== null);
    invariant(kind.isListedByOwner, `records of kind ${kind.kind} are listed by their owner`);
    return this.#listed(kind, shelfOfOwner(kind.kind), owner, (value) => kind.owner?.(value) === owner);
  }

  within<R>(kind: RecordKind<R>, prefix: string): readonly R[] {
    return this.#listed(kind, shelfOfRange(kind.kind), prefix, (value) => kind.key(value).startsWith(prefix));
  }

  append<R>(kind: RecordKind<R>, record: R): void {
    if (this.#isStopped) throw stop;
    let of = this.#appended.get(kind.kind);
    if (of === undefined) this.#appended.set(kind.kind, (of = { kind: kind as RecordKind<unknown>, list: [] }));
    this.#journal.append(of.list, record);
    this.#reactor.note(kind.kind, null, record);
  }

  isAsked<R>(kind: RecordKind<R>): boolean {
    return this.#shelves.isAsked(kind.kind);
  }

  show<R>(kind: RecordKind<R>, record: R): void {
    const key = kind.key(record);
    this.#journal.set(this.#shelves.at(kind.kind).changed, key, record);
    this.#handOver(kind, null, record, key, true);
  }

  shown<R>(kind: RecordKind<R>, key: string): R | null | undefined {
    return this.#shelves.see(kind.kind, key) as R | null | undefined;
  }

  demand(refs: readonly Ref[]): void {
    if (this.#isStopped) throw stop;
    const missing = refs.filter(({ shelf, key }) => this.#shelves.see(shelf, key) === undefined);
    for (const ref of missing) addRef((this.#wanted ??= new Map()), ref);
    if (missing.length > 0) this.#stop();
  }

  attempt<Item, Value, Failure>(
    items: readonly Item[],
    decide: (item: Item) => Result<Value, Failure>,
  ): Result<Value, Failure | RefusedReaction>[] {
    const results: Result<Value, Failure | RefusedReaction>[] = [];
    const outer = this.#start;
    let isStopped = false;
    for (const item of items) {
      const result = this.decide(() => decide(item));
      if (result === null) isStopped = true;
      else results.push(result);
    }
    this.#start = outer;
    this.#isKept = false;
    if (isStopped) this.#stop();
    return results;
  }

  keep<Failure>(failure: Failure, write: () => void): Result<never, Failure> {
    this.#journal.undo(this.#start);
    write();
    this.#isKept = true;
    return err(failure);
  }

  /**
   * Runs one decision and the reactions to it; null when it was stopped. What a decision that fails wrote is undone.
   */
  decide<Value, Failure>(decide: () => Result<Value, Failure>): Result<Value, Failure | RefusedReaction> | null {
    const first = this.#reactor.length;
    try {
      return this.run(() => {
        const outcome: Result<Value, Failure | RefusedReaction> = atOnce(decide(), 'A decision');
        if (outcome.isErr() || this.#isStopped) return outcome;
        const reacted = this.#reactor.react(first, this);
        // What a reaction keeps is not the decision's: all of it is undone.
        this.#isKept = false;
        return reacted.isErr() ? err(reacted.error) : outcome;
      });
    } catch (thrown) {
      if (thrown instanceof RecordRemovedSignal) return err(recordRemoved(thrown.recordKind, thrown.key));
      throw thrown;
    } finally {
      this.#reactor.settle(first);
    }
  }

  /** Runs one decision without reactions; null when it was stopped. What a decision that fails wrote is undone. */
  run<Value, Failure>(decide: () => Result<Value, Failure>): Result<Value, Failure> | null {
    const start = this.#journal.length;
    this.#start = start;
    this.#isKept = false;
    let result: Result<Value, Failure> | null = null;
    try {
      result = decide();
    } catch (error) {
      // An error after a stop is a consequence of the stop.
      if (!this.#isStopped) {
        this.#journal.undo(start);
        throw error;
      }
    }
    if (this.#isStopped) {
      this.#isStopped = false;
      this.#journal.undo(start);
      return null;
    }
    if (result?.isErr() && !this.#isKept) this.#journal.undo(start);
    return result;
  }

  /** What decisions asked for and was not loaded; null when nothing is missing. */
  get wanted(): Wanted | null {
    return this.#wanted;
  }

  /** The records that changed, each once. */
  *changes(): Generator<Change, void> {
    for (const [name, kind] of this.#kinds) {
      const { loaded, changed } = this.#shelves.at(name);
      for (const [key, value] of changed) {
        const before = loaded.get(key) ?? null;
        yield { kind, key, before, after: value === removedRecord ? null : value };
      }
    }
  }

  /** What was appended to a kind, in order. */
  appended<R>(kind: RecordKind<R>): readonly R[] {
    return (this.#appended.get(kind.kind)?.list ?? []) as R[];
  }

  /** What was appended to each kind. */
  *appendedRecords(): Generator<readonly [RecordKind<unknown>, readonly unknown[]], void> {
    for (const { kind, list } of this.#appended.values()) yield [kind, list];
  }

  /** What is listed, as it was loaded or changed since. */
  #listed<R>(kind: RecordKind<R>, shelf: string, key: string, isIn: (record: R) => boolean): R[] {
    const keys = this.#shelves.withChanged(kind.kind, this.#look(shelf, key) as readonly string[]);
    return keys.map((each) => this.get(kind, each)).filter((value) => value !== null && isIn(value)) as R[];
  }

  #look(shelf: string, key: string): unknown {
    if (this.#isStopped) throw stop;
    const seen = this.#shelves.see(shelf, key);
    if (seen !== undefined) return seen;
    addRef((this.#wanted ??= new Map()), { shelf, key });
    return this.#stop();
  }

  #stop(): never {
    this.#isStopped = true;
    throw stop;
  }

  #change<R>(kind: RecordKind<R>, key: string, before: R | null, after: R | null): void {
    const guard = kind.guard((after ?? before) as R);
    if (guard !== null) this.#look(guard.shelf, guard.key);
    this.#handOver(kind, before, after, key);
    if (!this.#kinds.has(kind.kind)) this.#kinds.set(kind.kind, kind as RecordKind<unknown>);
    this.#journal.set(this.#shelves.at(kind.kind).changed, key, after ?? removedRecord);
    this.#reactor.note(kind.kind, before, after);
  }

  #handOver<R>(kind: RecordKind<R>, before: R | null, after: R | null, key: string, isFree = false): void {
    for (const index in kind.unique) {
      const valueOf = kind.unique[index] as (record: R) => string | null;
      const old = before === null ? null : valueOf(before);
      const next = after === null ? null : valueOf(after);
      if (old === next) continue;
      const shelf = shelfOfIndex(kind.kind, index);
      if (next !== null && !isFree) {
        const holder = this.#look(shelf, next);
        invariant(holder === null || holder === key, `a ${index} of one ${kind.kind} is free, or was asked for`);
      }
      const { changed } = this.#shelves.at(shelf);
      if (old !== null) this.#journal.set(changed, old, null);
      if (next !== null) this.#journal.set(changed, next, key);
    }
  }
}
