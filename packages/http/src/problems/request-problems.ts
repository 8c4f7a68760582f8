import type { Problem } from './problems.ts';
import type { ProblemStatus } from './statuses.ts';

/** What can be wrong with a request before a verb is asked, and the status of each. */
export const requestStatuses = {
  'invalid-path': 400,
  'invalid-json': 400,
  'invalid-header': 400,
  'body-broke-off': 400,
  'unknown-parameter': 400,
  'repeated-parameter': 400,
  'contradictory-request': 400,
  unauthenticated: 401,
  forbidden: 403,
  'foreign-actor': 403,
  'unknown-route': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  'body-timeout': 408,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'internal-error': 500,
  'file-not-kept': 503,
} as const satisfies Readonly<Record<string, ProblemStatus>>;

/** What is wrong with a request before a verb is asked. */
export type RequestProblemKind = keyof typeof requestStatuses;

/** A problem of HTTP itself. */
export function requestProblem(
  kind: RequestProblemKind,
  detail: string,
  more: Pick<Problem, 'fields' | 'headers' | 'hidden'> = {},
): Problem {
  return { kind, status: requestStatuses[kind], detail, ...more };
}

/** A fault of the server, of which only its log is told why. */
export function faultProblem(thrown: unknown): Problem {
  return requestProblem('internal-error', 'The server failed. Its log says why, under the `requestId`.', {
    hidden: thrown,
  });
}
