import { err, ok, type Result } from 'neverthrow';
import type { Book } from '../book.ts';
import type { Journal } from '../draft/journal.ts';
import type { RefusedReaction } from './reaction-failure.ts';
import { react, type Reactions } from './reaction.ts';

interface WrittenRecord {
  readonly kind: string;
  readonly before: unknown;
  readonly after: unknown;
  isAnswered: boolean;
}

/**
 * What a batch wrote that plugins react to. Each write is answered once, with the item or the decision that made it.
 */
export class Reactor {
  readonly #reactions: Reactions;
  readonly #journal: Journal;
  readonly #written: WrittenRecord[] = [];
  #isReacting = false;

  constructor(reactions: Reactions, journal: Journal) {
    this.#reactions = reactions;
    this.#journal = journal;
  }

  /** How much was written so far. */
  get length(): number {
    return this.#written.length;
  }

  note(kind: string, before: unknown, after: unknown): void {
    if (this.#reactions.has(kind)) this.#journal.append(this.#written, { kind, before, after, isAnswered: false });
  }

  /** Runs the reactions to what was written from a point on. What reactions write triggers none. */
  react(first: number, book: Book): Result<void, RefusedReaction> {
    if (this.#isReacting || this.length === first) return ok();
    const open = this.#written.slice(first).filter(({ isAnswered }) => !isAnswered);
    this.#isReacting = true;
    const reacted = react(this.#reactions, open, book);
    this.#isReacting = false;
    return reacted.isErr() ? err(reacted.error) : ok();
  }

  /** Nothing reacts later to what was written from this point on. */
  settle(first: number): void {
    for (let index = first; index < this.#written.length; index++) {
      const written = this.#written[index];
      if (written) written.isAnswered = true;
    }
  }
}
