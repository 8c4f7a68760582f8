import type { BalanceAnswer, StatementLine } from '@pointbook/core';
import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import { pointsAwaitingApproval } from '../../shop/receive-money.ts';
import { mayDo } from '../../staff/roles.ts';
import { customerAddress } from '../../ui/addresses.ts';
import { Card, Columns, Empty, Figure, Problem, Table } from '../../ui/blocks.tsx';
import { toldCause } from '../../ui/entry-words.ts';
import { Form } from '../../ui/form.tsx';
import type { Page } from '../../ui/env.ts';
import { show } from '../../ui/page.tsx';
import { PointsFields, type PointsMistakes, type TypedPoints } from '../../ui/points-fields.tsx';
import { ownAddress } from './own-address.ts';
import { OwnPage } from './own-page.tsx';
import { words } from './words.ts';

/** The form as it was sent, where it was not carried out. */
export interface Refused {
  readonly key: string;
  readonly typed: TypedPoints;
  readonly mistakes?: PointsMistakes;
  /** Of the whole. */
  readonly problem?: string;
}

/** A customer: the points, the form that changes them, and what has happened. */
export async function customerPage(c: Page, office: Office, refused?: Refused) {
  const t = words(c);
  const { ledger, directory } = office;
  const memberId = c.req.param('memberId') ?? '';
  const customer = directory.get(memberId);
  if (customer === null) return c.notFound();
  const balance = orThrow(await ledger.pointbook.getBalance({ memberId }));
  const toCome = await pointsAwaitingApproval(office, memberId);
  const statement = orThrow(await ledger.pointbook.getStatement({ memberId, limit: 50 }));
  const own = await ownAddress(c, office, memberId);
  return show(
    c,
    { title: customer.name ?? memberId, status: refused ? 422 : 200, back: { href: '/customers', label: t.title } },
    <>
      <div class="columns">
        <div class="stack">
          <Card title={t.balance}>
            <p class="note">{[memberId, customer.phone, customer.email].filter((text) => text !== null).join(' · ')}</p>
            <Points c={c} balance={balance} toCome={toCome} />
          </Card>
          <OwnPage c={c} customer={customer} address={own} />
        </div>
        {c.var.staff && mayDo(c.var.staff.role, 'manager') && (
          <Card title={t.change}>
            <PointsForm c={c} office={office} memberId={memberId} balance={balance.balance} refused={refused} />
          </Card>
        )}
      </div>
      <Card title={t.statement}>
        <Statement c={c} entries={statement.items} />
      </Card>
    </>,
  );
}

function Points({ c, balance, toCome }: { c: Page; balance: BalanceAnswer; toCome: number }) {
  const t = words(c);
  const { number, day } = c.var.formats;
  const next = balance.ending[0];
  return (
    <dl class="figures">
      <Figure label={t.balance} value={number(balance.balance)} />
      <Figure
        label={t.available}
        value={number(balance.available)}
        note={next && t.ends(number(next.points), day(next.at))}
      />
      {balance.pending > 0 && <Figure label={t.pending} value={number(balance.pending)} />}
      {toCome > 0 && <Figure label={t.toCome} value={number(toCome)} note={t.toComeNote} />}
      {balance.held > 0 && <Figure label={t.held} value={number(balance.held)} />}
      {balance.debt > 0 && <Figure label={t.debt} value={number(balance.debt)} />}
    </dl>
  );
}

interface PointsFormProps {
  readonly c: Page;
  readonly office: Office;
  readonly memberId: string;
  readonly balance: number;
  readonly refused: Refused | undefined;
}

function PointsForm({ c, office, memberId, balance, refused }: PointsFormProps) {
  return (
    <Form c={c} action={`${customerAddress(memberId)}/points`} formKey={refused?.key}>
      {refused?.problem !== undefined && <Problem>{refused.problem}</Problem>}
      <input type="hidden" name="balance" value={balance} />
      <PointsFields c={c} office={office} typed={refused?.typed} mistakes={refused?.mistakes} />
      <button class="main">{words(c).save}</button>
    </Form>
  );
}

function Statement({ c, entries }: { c: Page; entries: readonly StatementLine[] }) {
  const t = words(c);
  const { change, moment, number } = c.var.formats;
  if (entries.length === 0) return <Empty title={t.noEntries} />;
  return (
    <Table caption={t.statement}>
      <Columns
        of={[
          { label: t.when },
          { label: t.what },
          { label: t.by, class: 'wide' },
          { label: t.delta, class: 'end' },
          { label: t.after, class: 'end' },
        ]}
      />
      <tbody>
        {entries.map((entry) => (
          <tr>
            <td>{moment(entry.effectiveAt)}</td>
            <td>
              {toldCause(c, entry.cause)}
              {entry.reference !== null && <span class="note"> {entry.reference.id}</span>}
              {entry.reason !== null && (
                <div class="note">
                  <bdi>{entry.reason}</bdi>
                </div>
              )}
              {entry.comment !== null && (
                <div class="note">
                  “<bdi>{entry.comment}</bdi>”
                </div>
              )}
            </td>
            <td class="note wide">{entry.actor}</td>
            <td class={`end ${entry.delta < 0 ? 'lost' : 'gained'}`}>{change(entry.delta)}</td>
            <td class="end">{number(entry.balance)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
