import { randomUUID } from 'node:crypto';
import type { Channel } from '@pointbook/core';
import type { AnyFailure } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import { codeSettings } from '../../shop/code-settings.ts';
import { askedCode, type WaitingSale } from '../../shop/waiting-sales.ts';
import type { Page } from '../../ui/env.ts';

/** Has the points of a sale held and a code sent. A request that is repeated sends nothing. Answers what went wrong. */
export async function askForCode(
  c: Page,
  { ledger, waiting, now }: Office,
  sale: WaitingSale,
  channel: Channel,
): Promise<AnyFailure | null> {
  const { invoiceId, memberId, redemptionId, wish } = sale;
  const { requestRedemption } = ledger.pointbook.codes;
  const common = { channel, locale: c.var.language, actor: c.var.staff?.staffId };
  const command = { ...common, invoiceId, memberId, redemptionId, ...wish };
  const asked = await requestRedemption(command);
  if (asked.isOk()) {
    const resendAt = nextSend(ledger.program, now());
    const isOpen = asked.value.state === 'open';
    waiting.change({ ...sale, asked: isOpen ? askedCode(asked.value, { isSent: true, resendAt }) : null });
    return null;
  }
  if (asked.error.kind === 'code-not-sent') {
    // The points are held all the same. Asked once more, the ledger says how, and sends nothing.
    const held = await requestRedemption(command);
    const resendAt = asked.error.retryAt;
    if (held.isOk()) waiting.change({ ...sale, asked: askedCode(held.value, { isSent: false, resendAt }) });
  }
  return asked.error;
}

/** When the code after this one can be sent. */
export function nextSend(program: Parameters<typeof codeSettings>[0], sentAt: Date): Date {
  return new Date(sentAt.getTime() + codeSettings(program).secondsBetweenSends * 1000);
}

/** Lets go of what a request holds. The next request of the sale has an id of its own. */
export function endRequest(c: Page, { database, ledger, waiting }: Office, sale: WaitingSale): WaitingSale {
  const { memberId, redemptionId } = sale;
  const next = { ...sale, redemptionId: randomUUID(), asked: null };
  const end = database.transaction(() => {
    // Refused where nothing is held any more: the hold has lapsed, or was spent, which the page of the sale sees.
    ledger.pointbook.within(database).releaseHold({ memberId, redemptionId, actor: c.var.staff?.staffId });
    waiting.change(next);
  });
  end.immediate();
  return next;
}
