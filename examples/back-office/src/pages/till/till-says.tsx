import type { Member, RedemptionQuote } from '@pointbook/core';
import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import { channelsOf } from '../../shop/code-settings.ts';
import { Figure, Pair } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Choices } from '../sales/choices.tsx';
import { type Found, findCustomer } from '../sales/find-customer.ts';
import { lineInput, totalOf } from '../sales/typed-sale.ts';
import { type ReadWish, tillLines, type TypedTill, wishOf } from './typed-till.ts';
import { VerifyButtons } from './verify-buttons.tsx';
import { nothingToUse, words } from './words.ts';
import { worthOf } from './worth-of.ts';

/** What the till says to what is typed: who the customer is, what points can do, what is to pay, and what to press. */
export async function TillSays({ c, office, typed }: { c: Page; office: Office; typed: TypedTill }) {
  const t = words(c);
  const { program, pointbook } = office.ledger;
  const found = await findCustomer(office, typed.who);
  const read = wishOf(c, program, typed);
  const wished: ReadWish = 'mistake' in read ? { wish: null, cost: 0, reward: null } : read;
  const lines = tillLines(c, program, typed, wished.reward);
  const total = 'lines' in lines ? totalOf(lines.lines) : 0;
  const member = found.is === 'one' ? found.member : null;
  const quote =
    member === null
      ? null
      : orThrow(
          pointbook.quoteRedemption({ available: member.balance.available, ...(total > 0 && { invoice: { total } }) }),
        );
  return (
    <section id="says" class="card till-says" aria-label={t.says} aria-live="polite">
      <Who c={c} office={office} found={found} />
      {quote !== null && <WhatPointsDo c={c} office={office} quote={quote} typed={typed} />}
      {'mistake' in read && <p class="error">{read.mistake}</p>}
      {'lines' in lines && total > 0 && <Totals c={c} office={office} total={total} wished={wished} />}
      {member !== null && wished.wish === null && 'lines' in lines && (
        <Earning c={c} office={office} total={total} lines={lines.lines} />
      )}
      <Buttons c={c} office={office} member={member} quote={quote} cost={wished.cost} />
    </section>
  );
}

function Who({ c, office: { ledger }, found }: { c: Page; office: Office; found: Found }) {
  const t = words(c);
  const { number, money } = c.var.formats;
  if (found.is === 'several') return <Choices c={c} customers={found.customers} field="who" />;
  if (found.is !== 'one')
    return found.is === 'none' ? <p class="error">{t.notFound}</p> : <p class="hint">{t.nobody}</p>;
  const { available } = found;
  return (
    <>
      <h2>{found.name}</h2>
      <dl class="figures">
        <Figure
          label={t.available}
          value={number(available)}
          note={t.worth(money(worthOf(ledger.program, available)))}
        />
      </dl>
    </>
  );
}

interface WhatPointsDoProps {
  readonly c: Page;
  readonly office: Office;
  readonly quote: RedemptionQuote;
  readonly typed: TypedTill;
}

/** The most points that can be used, and the rewards that they suffice for: each fills in its field. */
function WhatPointsDo({ c, quote, typed }: WhatPointsDoProps) {
  const t = words(c);
  const { number, money } = c.var.formats;
  const { maximum, minimum, value, reason, rewards } = quote;
  if (maximum === 0 && rewards.length === 0)
    return reason && <p class="hint">{nothingToUse(c)[reason](number(minimum))}</p>;
  return (
    <ul class="choices" aria-label={t.canDo}>
      {maximum > 0 && (
        <li>
          <button type="button" id="use-most" data-fill="points" data-value={maximum} disabled={typed.plu !== ''}>
            <strong>{t.useMost(number(maximum))}</strong>
            <span class="note">{t.worth(money(value))}</span>
          </button>
        </li>
      )}
      {rewards.map(({ plu, name, points }) =>
        plu === null ? null : (
          <li>
            <button type="button" id={`reward-${plu}`} data-fill="plu" data-value={plu} disabled={typed.points !== ''}>
              <strong>{name}</strong>
              <span class="note">{t.reward(plu, number(points))}</span>
            </button>
          </li>
        ),
      )}
    </ul>
  );
}

function Totals({ c, office, total, wished }: { c: Page; office: Office; total: number; wished: ReadWish }) {
  const t = words(c);
  const { money } = c.var.formats;
  const { cost, reward } = wished;
  const paid = Math.min(total, reward === null ? worthOf(office.ledger.program, cost) : (reward.value ?? 0));
  return (
    <dl class="pairs">
      {cost > 0 && <Pair label={t.total} value={money(total)} />}
      {cost > 0 && <Pair label={t.byPoints} value={money(-paid)} />}
      <Pair label={t.toPay} value={money(total - paid)} isSum />
    </dl>
  );
}

interface EarningProps {
  readonly c: Page;
  readonly office: Office;
  readonly total: number;
  readonly lines: Parameters<typeof totalOf>[0];
}

function Earning({ c, office, total, lines }: EarningProps) {
  const { pointbook, program } = office.ledger;
  const sale = { total, currency: program.currency, lines: lines.map(lineInput), soldAt: office.now() };
  const earning = pointbook.quoteEarning(sale);
  return earning.isOk() ? <p class="hint">{words(c).earns(c.var.formats.number(earning.value.points))}</p> : null;
}

interface ButtonsProps {
  readonly c: Page;
  readonly office: Office;
  readonly member: Member | null;
  readonly quote: RedemptionQuote | null;
  readonly cost: number;
}

function Buttons({ c, office, member, quote, cost }: ButtonsProps) {
  const t = words(c);
  const limit = quote?.codeAbovePoints ?? null;
  const needsCode = member !== null && limit !== null && cost > limit;
  return (
    <>
      {needsCode && (
        <>
          <p class="hint">{limit === 0 ? t.codeAlways : t.codeAbove(c.var.formats.number(limit))}</p>
          <VerifyButtons c={c} channels={channelsOf(office.ledger.program, member)} />
        </>
      )}
      {!needsCode && (
        <button id="confirm" class="main big" name="do" value="confirm">
          {t.confirm}
        </button>
      )}
      <noscript>
        <button name="do" value="look">
          {t.look}
        </button>
      </noscript>
    </>
  );
}
