import type { BalanceAnswer, ProgramDefinition, StatementLine } from '@pointbook/core';
import { orThrow } from '@pointbook/core/errors';
import { linkParameter } from '@pointbook/http';
import type { Office } from '../../office.ts';
import type { Customer } from '../../shop/directory.ts';
import { pointsAwaitingApproval } from '../../shop/receive-money.ts';
import { Card, Empty, Figure } from '../../ui/blocks.tsx';
import { toldCause } from '../../ui/entry-words.ts';
import type { Page } from '../../ui/env.ts';
import { Icon } from '../../ui/icons.tsx';
import { show } from '../../ui/page.tsx';
import { noLinkPage } from './no-link-page.tsx';
import { myAddress, myCardAddress } from './addresses.ts';
import { words } from './words.ts';

const perPage = 20;

/** A customer's own page: what there is, what ends when, and what has happened, in the view for members. */
export async function pointsPage(c: Page, office: Office, { memberId, name }: Customer): Promise<Response> {
  const t = words(c);
  const { pointbook, program } = office.ledger;
  const token = c.req.query(linkParameter) ?? '';
  const cursor = c.req.query('before');
  const balance = orThrow(await pointbook.getBalance({ memberId }));
  const toCome = await pointsAwaitingApproval(office, memberId);
  const read = await pointbook.getStatement({ memberId, view: 'member', limit: perPage, ...(cursor && { cursor }) });
  // A place in the statement that somebody made up.
  if (read.isErr() && read.error.kind === 'invalid-command') return noLinkPage(c);
  const { items, next } = orThrow(read);
  return show(
    c,
    { title: t.title, actions: <bdi class="note">{name ?? memberId}</bdi> },
    <>
      <Card>
        <Points c={c} balance={balance} toCome={toCome} worth={worthOf(balance.available, program.redeem?.rate)} />
        <p>
          <a class="button" href={myCardAddress(token)}>
            <Icon name="print" />
            {t.card}
          </a>
        </p>
      </Card>
      {balance.ending.length > 0 && <Ending c={c} balance={balance} />}
      <Card title={t.statement}>
        {items.length === 0 ? <Empty title={t.nothing} /> : <Statement c={c} lines={items} />}
        {next !== null && (
          <p class="pages">
            <a class="button" href={myAddress(token, { before: next })}>
              {t.older}
            </a>
          </p>
        )}
      </Card>
    </>,
  );
}

type Rate = NonNullable<ProgramDefinition['redeem']>['rate'];

/** What points are worth in minor units; null where points have no rate. */
function worthOf(points: number, rate: Rate): number | null {
  return rate == null ? null : Math.floor((points * rate.money) / rate.points);
}

interface PointsProps {
  readonly c: Page;
  readonly balance: BalanceAnswer;
  /** Points that are in no balance yet. */
  readonly toCome: number;
  readonly worth: number | null;
}

function Points({ c, balance, toCome, worth }: PointsProps) {
  const t = words(c);
  const { number, money } = c.var.formats;
  const { available, pending, held, debt } = balance;
  return (
    <dl class="figures">
      <Figure label={t.available} value={number(available)} note={worth === null ? undefined : t.worth(money(worth))} />
      {pending > 0 && <Figure label={t.pending} value={number(pending)} />}
      {toCome > 0 && <Figure label={t.toCome} value={number(toCome)} note={t.toComeNote} />}
      {held > 0 && <Figure label={t.held} value={number(held)} />}
      {debt > 0 && <Figure label={t.debt} value={number(debt)} />}
    </dl>
  );
}

/** Points can be used on their last day, which is the one before they end. */
function Ending({ c, balance: { ending } }: { c: Page; balance: BalanceAnswer }) {
  const t = words(c);
  const { number, day } = c.var.formats;
  return (
    <Card title={t.ending}>
      <ul class="list">
        {ending.slice(0, 12).map(({ at, points }) => (
          <li>
            <span>{t.until(day(new Date(at.getTime() - 1)))}</span>
            <span>{t.points(number(points))}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Statement({ c, lines }: { c: Page; lines: readonly StatementLine[] }) {
  const t = words(c);
  const { change, moment, number } = c.var.formats;
  return (
    <ul class="list statement">
      {lines.map(({ cause, comment, delta, balance, effectiveAt, reference }) => (
        <li>
          <div>
            {toldCause(c, cause)}
            {reference?.type === 'invoice' && <span class="note"> {reference.id}</span>}
            <div class="note">{moment(effectiveAt)}</div>
            {comment !== null && (
              <div class="note">
                “<bdi>{comment}</bdi>”
              </div>
            )}
          </div>
          <div class="end">
            <strong class={delta < 0 ? 'lost' : 'gained'}>{change(delta)}</strong>
            <div class="note">{t.after(number(balance))}</div>
          </div>
        </li>
      ))}
    </ul>
  );
}
