import { codesSection } from './code-policy.ts';
import { err, ok, ResultAsync } from 'neverthrow';
import type { Channel, Named } from '../../index.ts';
import type { Replayable, Task } from '../../plugin.ts';
import { budgetOf, budgets, withRejection } from './challenges/code-budget.ts';
import { budgetKeys, budgetRefs, checkWait } from './challenges/code-limits.ts';
import type { CodeReceipt } from './code-receipt.ts';
import type { CodesHost } from './codes-host.ts';
import type { IssuedCode } from './challenges/issue-code.ts';
import type { Message, SendOutcome } from './messages/message.ts';

/** The points are held, but the code did not go out: send another, over another channel if necessary. */
export interface CodeNotSent extends Named<'code-not-sent'> {
  /** The challenge whose code it is. */
  readonly challengeId: string;
  /** Over which channel it was to go. */
  readonly channel: Channel;
  /** How the send ended. */
  readonly outcome: Exclude<SendOutcome, { readonly status: 'sent' }>;
  /** Whether the same channel may do it later. */
  readonly retryable: boolean;
  /** The next code may be asked for at this time. If the hold ends before, request again under another id. */
  readonly retryAt: Date;
}

/** What a code's request answers. */
export interface CodeSentReceipt extends CodeReceipt, Replayable {
  /** The provider's id of the message; null where this call sent none, because it is a repetition. */
  readonly sent: { readonly providerId: string | null } | null;
}

/** What a commit left to send. */
interface Asked extends Replayable {
  readonly receipt: CodeReceipt;
  readonly issued: IssuedCode | null;
}

/** Sends a code whose challenge is committed, and says how that ended. */
export function sendIssued(
  host: CodesHost,
  { receipt, issued, replayed }: Asked,
  locale: string = host.locale,
): ResultAsync<CodeSentReceipt, CodeNotSent> {
  return new ResultAsync(
    (async () => {
      if (issued === null) return ok({ ...receipt, sent: null, replayed });
      const outcome = await sendCode(host, issued, locale);
      if (outcome.status === 'sent') return ok({ ...receipt, sent: { providerId: outcome.providerId }, replayed });
      const { channel, challenge } = issued;
      const retryable = outcome.status === 'unavailable';
      const retryAt = nextSend(host, issued, outcome);
      return err(codeNotSent({ challengeId: challenge.challengeId, channel, outcome, retryable, retryAt }));
    })(),
  );
}

/** When the next code may be asked for: once the budgets allow it, and the provider may take it. */
function nextSend({ program }: CodesHost, { at, budgets: counted }: IssuedCode, outcome: SendOutcome): Date {
  const isRejected = outcome.status === 'rejected';
  const used = isRejected ? counted.map((budget) => withRejection(budget, at)) : counted;
  const free = checkWait(used, codesSection.of(program), at).match(
    () => at,
    ({ retryAt }) => retryAt.getTime(),
  );
  const wished = outcome.status === 'unavailable' ? (outcome.retryAfterMs ?? 0) : 0;
  return new Date(Math.max(free, at + wished));
}

/** Gives a code to its notifier. Where the provider refuses it for good, the next code need not wait. */
export async function sendCode(host: CodesHost, issued: IssuedCode, locale: string): Promise<SendOutcome> {
  const { channel, address } = issued;
  const outcome = await host.messenger.send(channel, address, messageOf(host, issued, locale));
  if (outcome.status === 'rejected') {
    try {
      await host.engine.run(noteRejection(issued));
    } catch {
      // Where this cannot be written, the next code has to wait as usual. Nothing else depends on it.
    }
  }
  return outcome;
}

/** Lets the next code go out at once, for example over another channel. The refused one still counts as a send. */
function noteRejection({ challenge: { memberId, destination }, at }: IssuedCode): Task<void, never> {
  return {
    reads: budgetRefs(memberId, destination),
    decide(book) {
      for (const key of budgetKeys(memberId, destination)) book.put(budgets, withRejection(budgetOf(book, key), at));
      return ok();
    },
  };
}

function messageOf({ program }: CodesHost, { code, challenge, at }: IssuedCode, locale: string): Message {
  const { points, value, invoiceId, rewardId, expiresAt } = challenge;
  const reward = program.redeem.rewards.find((each) => each.rewardId === rewardId)?.name ?? null;
  return {
    template: 'redemption-code',
    locale,
    data: {
      code,
      points,
      value,
      currency: program.currency,
      merchant: program.name,
      sale: invoiceId,
      reward,
      minutes: Math.max(1, Math.floor((expiresAt - at) / 60_000)),
    },
  };
}

function codeNotSent(sending: Omit<CodeNotSent, 'kind' | 'message'>): CodeNotSent {
  const { channel, outcome, retryAt } = sending;
  const again = outcome.status === 'rejected' ? 'over another channel' : `from ${retryAt.toISOString()} on`;
  const message = `The points are held, but the code did not go out over ${channel}: ${outcome.message} Call resendCode ${again}, or cancelRedemption.`;
  return { kind: 'code-not-sent', message, ...sending };
}
