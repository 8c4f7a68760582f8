import {
  CommitFailure,
  DecisionFailure,
  storeError,
  StoreFailure,
  type StoreError,
  type StoreErrorKind,
} from '@pointbook/core/store';

/** What a failure of a database means, and what to do about it. */
export interface Meaning {
  /** The kind of the error. */
  readonly kind: StoreErrorKind;
  /** What to do about it, in words for a log. */
  readonly advice: string;
}

/**
 * What was thrown, as a value; what is no failure of storage is a mistake in a program and is thrown again.
 *
 * @param where - names the database in messages.
 * @param meaningOf - what a driver's error means; null or undefined for what is no failure of storage.
 */
export function storeErrorOf(
  thrown: unknown,
  where: string,
  meaningOf: (thrown: unknown) => Meaning | null | undefined,
): StoreError {
  if (thrown instanceof DecisionFailure) throw thrown.cause;
  if (thrown instanceof CommitFailure) return { ...storeErrorOf(thrown.cause, where, meaningOf), written: 'unknown' };
  if (thrown instanceof StoreFailure) {
    const { kind, message, remedied, cause } = thrown;
    return storeError({ kind, message, remedied, cause });
  }
  const meaning = meaningOf(thrown);
  if (meaning == null) throw thrown;
  const { message, code } = thrown as Error & { readonly code?: string };
  // An error of several addresses that were tried has no message of its own.
  return storeError({
    kind: meaning.kind,
    message: `${where}: ${meaning.advice} (${message || code}).`,
    cause: thrown,
  });
}

/**
 * For a kind of failure, a line for each advice: the codes that mean it with blanks between them, a colon, and what to
 * do.
 */
export type MeaningTable = { readonly [Kind in StoreErrorKind]?: string };

/** What each code of a table means. */
export function meaningsByCode(table: MeaningTable): ReadonlyMap<string, Meaning> {
  const meanings = new Map<string, Meaning>();
  for (const [kind, lines] of Object.entries(table) as [StoreErrorKind, string][])
    for (const [, codes = '', advice = ''] of lines.matchAll(/^\s*(.+?): (.+)$/gm))
      for (const code of codes.split(' ')) meanings.set(code, { kind, advice });
  return meanings;
}

/** What to do about a value that contradicts what the tables allow. */
export const refusedValue = 'the database refused a value; nothing of the batch was written';

/** What `close` leaves behind. */
export function storeClosed(): StoreFailure {
  return new StoreFailure('store-closed', 'The store was closed: make a new one.');
}
