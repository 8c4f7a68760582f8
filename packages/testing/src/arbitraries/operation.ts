import type { WritingVerbs, Pointbook } from '@pointbook/core';
import type { CodeVerbs } from '@pointbook/core/codes';

/** The verbs that change a ledger; only messages to members do not. */
type Verbs = WritingVerbs & Omit<CodeVerbs, 'notifyMember' | 'forMembers'>;

/** A ledger with codes: histories ask for some. */
export type CodesPointbook = Pointbook & { readonly codes: CodeVerbs };

/** One call of a verb that writes. */
export type Call = {
  readonly [Verb in keyof Verbs]: { readonly verb: Verb; readonly command: Parameters<Verbs[Verb]>[0] };
}[keyof Verbs];

/** One step of a generated history. */
export type Operation =
  | Call
  /** Posts what is due, for up to `limit` members. */
  | { readonly verb: 'sweep'; readonly limit?: number }
  /** Lets time go by; back, where it is negative. */
  | { readonly verb: 'wait'; readonly ms: number }
  /** The command of so many calls before, once more: a message that comes twice. */
  | { readonly verb: 'again'; readonly callsAgo: number }
  /** What a customer or the staff does about the code that was asked for so many requests before. */
  | { readonly verb: 'code'; readonly requestsAgo: number; readonly what: AboutCode };

/** The ways to go on with a code. */
export type AboutCode = 'right' | 'wrong' | 'resend' | 'cancel';

/** Whether a step calls a verb that writes. */
export function isCall(operation: Operation): operation is Call {
  const { verb } = operation;
  return verb !== 'sweep' && verb !== 'wait' && verb !== 'again' && verb !== 'code';
}
