import { err, ok, ResultAsync } from 'neverthrow';
import { codeNotSent } from '../values/code-failures.ts';
import type { CodeNotSent } from '../values/errors.ts';
import type { Message, SendOutcome } from '../values/message.ts';
import type { Task } from '../records/decision.ts';
import { withRejection } from '../redeeming/code-budget.ts';
import type { CodeReceipt } from '../redeeming/code-receipt.ts';
import type { Requested } from '../redeeming/decide-request.ts';
import { decideRejectedSend, rejectedKeys } from '../redeeming/decide-resend.ts';
import { type IssuedCode, waitOf } from '../redeeming/issue-code.ts';
import type { Ports } from './ports.ts';

/** What a code's request answers. */
export interface CodeSentReceipt extends CodeReceipt {
  /** How the provider knows the message; null where this call sent none, since it was asked for before. */
  readonly sent: { readonly providerId: string | null } | null;
}

/** Sends a code whose challenge is committed, and says how that ended. */
export function sendIssued(
  ports: Ports,
  { receipt, issued }: Requested,
  locale: string = ports.locale,
): ResultAsync<CodeSentReceipt, CodeNotSent> {
  return new ResultAsync(
    (async () => {
      if (issued === null) return ok({ ...receipt, sent: null });
      const outcome = await sendCode(ports, issued, locale);
      if (outcome.status === 'sent') return ok({ ...receipt, sent: { providerId: outcome.providerId } });
      const { channel, challenge } = issued;
      const retryable = outcome.status === 'unavailable';
      const retryAt = nextSend(ports, issued, outcome);
      return err(codeNotSent({ challengeId: challenge.challengeId, channel, outcome, retryable, retryAt }));
    })(),
  );
}

/** When the next code may be asked for: once the budgets allow it, and the provider may take it. */
function nextSend({ program }: Ports, { at, budgets }: IssuedCode, outcome: SendOutcome): Date {
  const isRejected = outcome.status === 'rejected';
  const counted = isRejected ? budgets.map((budget) => withRejection(budget, at)) : budgets;
  const free = waitOf(counted, program.redeem.codes, at)?.retryAt.getTime() ?? at;
  const wished = outcome.status === 'unavailable' ? (outcome.retryAfterMs ?? 0) : 0;
  return new Date(Math.max(free, at + wished));
}

/** Hands a code to its notifier; where the provider refuses it for good, the next one need not wait. */
export async function sendCode(ports: Ports, issued: IssuedCode, locale: string): Promise<SendOutcome> {
  const { channel, address, challenge, at } = issued;
  const outcome = await ports.messenger.send(channel, address, messageOf(ports, issued, locale));
  if (outcome.status === 'rejected') {
    const refused = { memberId: challenge.memberId, destination: challenge.destination, at };
    const task: Task<void, never> = {
      keys: rejectedKeys(refused),
      decide: (records) => decideRejectedSend(refused, records),
    };
    try {
      await ports.engine.run(task);
    } catch {
      // Where this cannot be written, the next code has to wait as after any other: nothing else depends on it.
    }
  }
  return outcome;
}

function messageOf({ program }: Ports, { code, challenge, at }: IssuedCode, locale: string): Message {
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
