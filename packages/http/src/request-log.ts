/** What is told of a request: nothing of its body, its query or its path's ids. */
export interface LogLine {
  /** The id of the answer, as its header `Request-Id` has it. */
  readonly id: string;
  /** Such as `PUT`. */
  readonly method: string;
  /** The route, such as `/invoices/{invoiceId}`; null where there is none. */
  readonly route: string | null;
  /** The status of the answer. */
  readonly status: number;
  /** Until the answer began, in milliseconds. */
  readonly ms: number;
  /** The kind of the problem; null where the request was answered. */
  readonly problem: string | null;
  /**
   * Why the server failed: an error, or the failure of a verb. Left out where it did not. It may tell of paths and
   * hosts.
   */
  readonly cause?: unknown;
}

/** Takes a line for each request. */
export type RequestLog = (line: LogLine) => void;

/** Without a log, faults are still told: to the console. */
export const faultsToConsole: RequestLog = (line) => {
  if (line.cause !== undefined) console.error('@pointbook/http', line);
};

/** Ids that no other process gives. */
export function requestIds(): () => string {
  const process = crypto.randomUUID().slice(0, 8);
  let count = 0;
  return () => `${process}-${(count += 1).toString(36)}`;
}
