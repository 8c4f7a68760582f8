import type { EventPace } from '../options/event-pace.ts';
import type { Input } from '../reading/read-request.ts';
import type { VerbRoute } from '../routing/verb-routes.ts';

/** One request to a verb, and what answers it. */
export interface Exchange {
  readonly request: Request;
  readonly url: URL;
  readonly route: VerbRoute;
  /** The input that was read and authorised. */
  readonly input: Input;
  /** How a client is told of what changes. */
  readonly events: EventPace;
  /** How the log names the request. */
  readonly id: string;
  /** Calls the verb. */
  call(input: Input): unknown;
  /** Tells the time, in milliseconds since 1970. */
  now(): number;
  /** Tells the log of a failure that the client cannot be told any more. */
  fail(cause: unknown): void;
}
