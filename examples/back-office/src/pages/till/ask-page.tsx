import type { Invoice } from '@pointbook/core';
import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import { channelsOfMember } from '../../shop/code-settings.ts';
import type { WaitingSale } from '../../shop/waiting-sales.ts';
import { mayDo } from '../../staff/roles.ts';
import { tillAddress } from '../../ui/addresses.ts';
import { Card, Figure, Problem } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Field, Form } from '../../ui/form.tsx';
import { show } from '../../ui/page.tsx';
import type { Refusal } from './refusal.ts';
import { EndWaiting } from './end-forms.tsx';
import { VerifyButtons } from './verify-buttons.tsx';
import { nothingToUse, words } from './words.ts';
import { worthOf } from './worth-of.ts';

interface AskPageProps {
  readonly waits: WaitingSale;
  readonly invoice: Invoice;
  readonly problem: string | undefined;
  readonly refused: Refusal | undefined;
}

/** A sale whose request for points came to its end: ask for other points, or anew, or go on without. */
export async function askPage(c: Page, office: Office, { waits, invoice, problem, refused }: AskPageProps) {
  const t = words(c);
  const { number, money } = c.var.formats;
  const { directory, ledger } = office;
  const { invoiceId, memberId, wish } = waits;
  const { available } = orThrow(await ledger.pointbook.getBalance({ memberId }));
  const { total, leftToPay } = invoice;
  const quote = orThrow(ledger.pointbook.quoteRedemption({ available, invoice: { total, leftToPay } }));
  const { maximum, minimum, reason, codeAbovePoints, rewards } = quote;
  const reward =
    'rewardId' in wish ? ledger.program.redeem?.rewards?.find((each) => each.rewardId === wish.rewardId) : null;
  const canAsk = reward ? rewards.some(({ rewardId }) => rewardId === reward.rewardId) : maximum > 0;
  return show(
    c,
    { title: t.askAgain, status: refused ? 422 : 200, back: { href: '/till', label: t.title } },
    <div class="columns">
      <Card title={directory.get(memberId)?.name ?? memberId}>
        {problem !== undefined && <Problem>{problem}</Problem>}
        <dl class="figures">
          <Figure
            label={t.available}
            value={number(available)}
            note={t.worth(money(worthOf(ledger.program, available)))}
          />
          <Figure label={t.toPay} value={money(leftToPay)} />
        </dl>
        {canAsk ? (
          <Form c={c} action={`${tillAddress(invoiceId)}/ask`}>
            {reward ? (
              <p>{t.rewardFor(reward.name, number(reward.points))}</p>
            ) : (
              <Field
                name="points"
                label={t.usePoints}
                hint={t.between(number(minimum), number(maximum))}
                value={Math.min(maximum, 'points' in wish ? wish.points : maximum)}
                inputmode="numeric"
                autocomplete="off"
                maxlength={20}
              />
            )}
            <VerifyButtons c={c} channels={await channelsOfMember(ledger, memberId)} />
            {(codeAbovePoints === null || codeAbovePoints > minimum) && (
              <button class="big" name="do" value="confirm">
                {codeAbovePoints === null ? t.confirm : t.withoutCode(number(codeAbovePoints))}
              </button>
            )}
          </Form>
        ) : (
          <p>{reason ? nothingToUse(c)[reason](number(minimum)) : t.rewardTooDear}</p>
        )}
        {refused?.failure?.kind === 'member-locked' && <Unlock c={c} invoiceId={invoiceId} />}
      </Card>
      <EndWaiting c={c} invoiceId={invoiceId} />
    </div>,
  );
}

/** Managers may vouch for a customer whose codes were mistyped too often. */
function Unlock({ c, invoiceId }: { c: Page; invoiceId: string }) {
  const t = words(c);
  if (c.var.staff === null || !mayDo(c.var.staff.role, 'manager')) return <p class="hint">{t.askManager}</p>;
  return (
    <Form c={c} action={`${tillAddress(invoiceId)}/unlock`}>
      <Field name="reason" label={t.unlockReason} required maxlength={200} />
      <button>{t.unlock}</button>
    </Form>
  );
}
