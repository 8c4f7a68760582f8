import type { RejectReason, SendOptions, SendOutcome } from '@pointbook/core/codes';

/** A provider of messages that is reached over HTTP. */
export interface HttpProvider {
  /** Its name, with which the message of an outcome begins. */
  readonly name: string;
  /** Where it is: https, or http on this machine. */
  readonly baseUrl: string;
  /** The path of what takes messages, below the base URL: it begins with one `/`, and has neither `?` nor `#`. */
  readonly path: string;
  /** Used instead of the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
  /** Finds the message's id in what was answered with 2xx; it should answer nothing that does not look like one. */
  readonly idOf: (body: unknown) => unknown;
  /** Reads an error; where it does not know the reason, the HTTP status decides. */
  readonly explain: (answer: HttpAnswer) => HttpRefusal;
}

/** What a provider answered; the body is undefined where it was no JSON, or too long. */
export interface HttpAnswer {
  /** The HTTP status, such as 200. */
  readonly status: number;
  /** The parsed JSON body. */
  readonly body: unknown;
}

/**
 * A provider's error: only its number goes into an outcome, and that where a reason is known, for the rest may repeat
 * what was sent.
 */
export interface HttpRefusal {
  /** The provider's number of the error; null where it gives none. */
  readonly code: number | null;
  /** What it means; null where the number is not known. */
  readonly reason: RejectReason | 'unavailable' | null;
}

/** What is posted. */
export interface HttpRequest {
  /** The headers, by name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text. */
  readonly body: string;
}

/** Posts one message and says how that ended. */
export type HttpSender = (request: HttpRequest, options: SendOptions) => Promise<SendOutcome>;
