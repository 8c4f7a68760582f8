import { InvariantError } from '@pointbook/core';
import type { Problem } from '../problems/problems.ts';
import { requestProblem } from '../problems/request-problems.ts';

/** Where a body was not read to its end, the next request cannot follow on its connection. */
const headers = { connection: 'close' };

/** The body has more bytes than it may have. */
export function tooLarge(limit: number): Problem {
  return requestProblem('body-too-large', `The body is larger than ${limit} bytes.`, { fields: { limit }, headers });
}

/** The body did not come in time. */
export function tooLate(ms: number): Problem {
  return requestProblem('body-timeout', `The body did not come within ${ms} ms.`, { headers });
}

/** The body ended before its end. */
export function brokenOff(): Problem {
  return requestProblem('body-broke-off', 'The body broke off before its end. Nothing was written.', { headers });
}

/**
 * The host took the body, so that nothing is left of it: to answer as if there had been none would write what nobody
 * asked for.
 */
export function readBefore(): InvariantError {
  return new InvariantError(
    'The body of the request was read before it came to the handler: call the handler before what parses bodies.',
  );
}

/** A promise that is kept once so many milliseconds have passed. */
export function lateAfter(ms: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const promise = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ms);
  });
  return { promise, clear: () => clearTimeout(timer) };
}
