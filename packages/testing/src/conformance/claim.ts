import type { Result } from 'neverthrow';
import { sortFields } from '../auditor/ledger-dump.ts';

/** What a store did that it must not do. */
export class ConformanceError extends Error {
  /** The name by which the error is recognised. */
  override readonly name = 'ConformanceError';
}

/** Ends a case where a store does not do what it must. */
export function claim(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new ConformanceError(sentence);
}

/** Ends a case where two figures, texts or records differ; absent fields and the order of fields do not count. */
export function claimSame(actual: unknown, expected: unknown, sentence: string): void {
  const [is, shouldBe] = [actual, expected].map((value) => JSON.stringify(sortFields(value)) ?? 'undefined');
  claim(is === shouldBe, `${sentence}\n  it is      ${shorten(is)}\n  and not    ${shorten(shouldBe)}`);
}

/** The value of a result that must be one. */
export function valueOf<T>(result: Result<T, { readonly kind: string; readonly message: string }>): T {
  if (result.isErr()) throw new ConformanceError(`${result.error.kind}: ${result.error.message}`);
  return result.value;
}

/** The error of a result that must be one. */
export function errorOf<E>(result: Result<unknown, E>): E {
  claim(result.isErr(), 'It should have failed, and did not.');
  return result.error;
}

function shorten(text = ''): string {
  return text.length > 1500 ? `${text.slice(0, 1500)} … (${text.length} characters)` : text;
}
