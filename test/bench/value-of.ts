import type { Result } from 'neverthrow';

/** What a call answered; a benchmark of calls that fail would measure nothing. */
export function valueOf<T>(answer: Result<T, unknown>): T {
  if (answer.isErr()) throw new Error(`A call failed: ${JSON.stringify(answer.error)}`);
  return answer.value;
}
