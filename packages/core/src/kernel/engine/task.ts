import type { Result } from 'neverthrow';
import type { Book } from '../book.ts';
import type { Ref } from '../record.ts';

/** A decision with what it reads first. */
export interface Task<Value, Failure> {
  /** The records to load before the first run. */
  readonly reads: readonly Ref[];
  /** Pure and synchronous; it runs again when something was missing. */
  decide(book: Book): Result<Value, Failure>;
}

/** Any decision. */
export type AnyTask = Task<unknown, unknown>;
