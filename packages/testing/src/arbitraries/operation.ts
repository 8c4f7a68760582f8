import type { LedgerVerbs } from '@pointbook/core';

/** One call of a verb that writes. */
export type Call = {
  readonly [Verb in keyof LedgerVerbs]: { readonly verb: Verb; readonly command: Parameters<LedgerVerbs[Verb]>[0] };
}[keyof LedgerVerbs];

/** One step of a generated history. */
export type Operation =
  | Call
  /** Posts what is due, for up to `limit` members. */
  | { readonly verb: 'sweep'; readonly limit?: number }
  /** Lets time go by; back, where it is negative. */
  | { readonly verb: 'wait'; readonly ms: number }
  /** The command of so many calls before, once more: a message that comes twice. */
  | { readonly verb: 'again'; readonly callsAgo: number };

/** Whether a step calls a verb that writes. */
export function isCall(operation: Operation): operation is Call {
  return operation.verb !== 'sweep' && operation.verb !== 'wait' && operation.verb !== 'again';
}
