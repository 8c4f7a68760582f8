import type { Office } from '../../office.ts';
import { channels } from '../../shop/inbox.ts';
import { askedCode } from '../../shop/waiting-sales.ts';
import { tillAddress } from '../../ui/addresses.ts';
import type { Page } from '../../ui/env.ts';
import { done } from '../../ui/page.tsx';
import { readForm } from '../../ui/read-form.ts';
import { endRequest, nextSend } from './ask-for-code.ts';
import { ticketPage } from './ticket-page.tsx';
import { channelNames, words } from './words.ts';

/** Sends another code for the same points. The one before is no longer good. */
export async function resend(c: Page, office: Office) {
  const t = words(c);
  const { ledger, waiting, now } = office;
  const invoiceId = c.req.param('invoiceId') ?? '';
  const sale = waiting.get(invoiceId);
  const form = await readForm(c);
  const channel = channels.find((each) => each === form.text('do'));
  if (!sale?.asked || channel === undefined) return c.redirect(tillAddress(invoiceId), 303);
  const { asked } = sale;
  const sent = await ledger.pointbook.codes.resendCode({
    challengeId: asked.challengeId,
    channel,
    locale: c.var.language,
  });
  if (sent.isOk()) {
    const resendAt = nextSend(ledger.program, now());
    waiting.change({ ...sale, asked: askedCode(sent.value, { isSent: true, resendAt }) });
    return done(c, tillAddress(invoiceId), t.sentAgain(channelNames[channel]));
  }
  const { error: failure } = sent;
  if (failure.kind === 'code-not-sent')
    waiting.change({ ...sale, asked: { ...asked, isSent: false, resendAt: failure.retryAt } });
  if (failure.kind === 'too-many-codes') waiting.change({ ...sale, asked: { ...asked, resendAt: failure.retryAt } });
  if (failure.kind === 'challenge-closed' || failure.kind === 'code-locked') endRequest(c, office, sale);
  return ticketPage(c, office, { invoiceId, failure });
}
