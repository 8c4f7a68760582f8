import type { Named } from '@pointbook/core';
import type { RequestProblemKind } from '../problems/request-problems.ts';
import type { FaultKind } from '../problems/statuses.ts';
import type { JsonOf } from './json-of.ts';

/** What can go wrong on the way to a verb. */
export type ClientFailure = RequestProblem | Unreachable | Unreadable | Aborted;

/** The server did not ask the verb: who asks may not, or the request is not as it must be. */
export interface RequestProblem extends Named<RequestProblemKind> {
  /** The status of the answer. */
  readonly status: number;
  /** What the log of the server knows the request by. */
  readonly requestId: string;
}

/**
 * No answer came, or it broke off: also after the request was repeated. Or the request could not be made: see `cause`.
 */
export interface Unreachable extends Named<'unreachable'> {
  /** The verb may have done it. Send the same command again to find out. */
  readonly written: 'unknown';
  /** The same request may succeed later. */
  readonly retryable: true;
  /** What was thrown. */
  readonly cause: unknown;
}

/** What answered is not Pointbook, such as a proxy that writes a page of its own. */
export interface Unreadable extends Named<'unreadable'> {
  /** The status of the answer. */
  readonly status: number;
  /** The verb may have done it. Send the same command again to find out. */
  readonly written: 'unknown';
  /** What could not be read, or why. */
  readonly cause: unknown;
  /** Whether the status says that the same request may succeed later: 429, and from 500 on. */
  readonly retryable: boolean;
}

/** The `signal` of the call was aborted. */
export interface Aborted extends Named<'aborted'> {
  /** The verb may have done it. */
  readonly written: 'unknown';
  /** The reason that the signal has. */
  readonly cause: unknown;
}

/**
 * The error of a verb as the client is told it. From the status 500 on the server tells no more of it than whether it
 * wrote and whether it is retryable.
 */
export type ToldFailure<Failure> = Failure extends { readonly kind: FaultKind }
  ? Pick<Failure, Extract<keyof Failure, 'kind' | 'message' | 'written' | 'retryable' | 'field'>> & Asked
  : Failure extends { readonly kind: 'reaction-refused' }
    ? JsonOf<Failure> & Asked
    : JsonOf<'cause' extends keyof Failure ? Omit<Failure, 'cause'> : Failure> & Asked;

/** An error that a server answered. */
interface Asked {
  /** What the log of the server knows the request by. */
  readonly requestId: string;
}
