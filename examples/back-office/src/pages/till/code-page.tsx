import type { Invoice } from '@pointbook/core';
import type { Office } from '../../office.ts';
import { channelsOfMember } from '../../shop/code-settings.ts';
import type { AskedCode, WaitingSale } from '../../shop/waiting-sales.ts';
import { tillAddress } from '../../ui/addresses.ts';
import { Card, Pair, Problem } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Field, Form } from '../../ui/form.tsx';
import { show } from '../../ui/page.tsx';
import { EndWaiting } from './end-forms.tsx';
import { VerifyButtons } from './verify-buttons.tsx';
import { channelNames, words } from './words.ts';

interface CodePageProps {
  readonly waits: WaitingSale;
  readonly asked: AskedCode;
  readonly invoice: Invoice;
  readonly problem: string | undefined;
}

/** The page for the customer's code, and for another one. */
export async function codePage(c: Page, office: Office, { waits, asked, invoice, problem }: CodePageProps) {
  const t = words(c);
  const { number, money, time } = c.var.formats;
  const here = tillAddress(waits.invoiceId);
  const customer = office.directory.get(waits.memberId);
  const channel = channelNames[asked.channel];
  const status = problem === undefined ? 200 : 422;
  return show(
    c,
    { title: t.enterCode, status, back: { href: '/till', label: t.title } },
    <div class="columns">
      <Card title={customer?.name ?? waits.memberId}>
        {problem !== undefined && <Problem>{problem}</Problem>}
        <dl class="pairs">
          <Pair label={t.total} value={money(invoice.total)} />
          <Pair label={t.spends(number(asked.points))} value={money(-asked.value)} />
          <Pair label={t.toPay} value={money(invoice.leftToPay - asked.value)} isSum />
        </dl>
        {asked.isSent && (
          <Form c={c} action={`${here}/code`}>
            <p>{t.codeWent(channel, asked.destination ?? '', time(asked.expiresAt))}</p>
            <Field
              name="code"
              label={t.code}
              inputmode="numeric"
              autocomplete="one-time-code"
              required
              autofocus
              maxlength={20}
              class="code"
            />
            <button class="main big">{t.confirm}</button>
          </Form>
        )}
      </Card>
      <div class="stack">
        <Card title={asked.isSent ? t.noCode : t.sendAgain}>
          <p class="hint">{t.nextCode(time(asked.resendAt))}</p>
          <Form c={c} action={`${here}/resend`}>
            <VerifyButtons c={c} channels={await channelsOfMember(office.ledger, waits.memberId)} isAgain />
          </Form>
          <p class="hint">
            <a href="/inbox">{t.whereMessages}</a>
          </p>
        </Card>
        <EndWaiting c={c} invoiceId={waits.invoiceId} heldUntil={time(asked.deadline)} />
      </div>
    </div>,
  );
}
