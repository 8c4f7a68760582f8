import type { BalanceAnswer, StatementLine } from '@pointbook/core';
import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import { mayDo } from '../../staff/roles.ts';
import { customerAddress } from '../../ui/addresses.ts';
import { Card, Columns, Empty, Figure, Problem, Table } from '../../ui/blocks.tsx';
import { toldCause } from '../../ui/entry-words.ts';
import { Field, Form, Radios } from '../../ui/form.tsx';
import type { Page } from '../../ui/env.ts';
import { show } from '../../ui/page.tsx';
import { ownAddress } from './own-address.ts';
import { OwnPage } from './own-page.tsx';
import { words } from './words.ts';

/** What was typed into the form, and what is wrong with it. */
export interface Typed {
  readonly key: string;
  readonly how: string;
  readonly points: string;
  readonly reason: string;
  readonly comment: string;
  /** Of the field of the points. */
  readonly error?: string;
  /** Of the whole. */
  readonly problem?: string;
}

/** A customer: the points, the form that changes them, and what has happened. */
export async function customerPage(c: Page, office: Office, typed?: Typed) {
  const t = words(c);
  const { ledger, directory } = office;
  const memberId = c.req.param('memberId') ?? '';
  const customer = directory.get(memberId);
  if (customer === null) return c.notFound();
  const balance = orThrow(await ledger.pointbook.getBalance({ memberId }));
  const statement = orThrow(await ledger.pointbook.getStatement({ memberId, limit: 50 }));
  const own = await ownAddress(c, office, memberId);
  const isRefused = typed?.error !== undefined || typed?.problem !== undefined;
  return show(
    c,
    { title: customer.name ?? memberId, status: isRefused ? 422 : 200, back: { href: '/customers', label: t.title } },
    <>
      <div class="columns">
        <div class="stack">
          <Card title={t.balance}>
            <p class="note">{[memberId, customer.phone, customer.email].filter((text) => text !== null).join(' · ')}</p>
            <Points c={c} balance={balance} />
          </Card>
          <OwnPage c={c} customer={customer} address={own} />
        </div>
        {c.var.staff && mayDo(c.var.staff.role, 'manager') && (
          <Card title={t.change}>
            <PointsForm c={c} office={office} memberId={memberId} balance={balance.balance} typed={typed} />
          </Card>
        )}
      </div>
      <Card title={t.statement}>
        <Statement c={c} entries={statement.items} />
      </Card>
    </>,
  );
}

function Points({ c, balance }: { c: Page; balance: BalanceAnswer }) {
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
  readonly typed: Typed | undefined;
}

function PointsForm({ c, office, memberId, balance, typed }: PointsFormProps) {
  const t = words(c);
  const usual = office.ledger.program.adjusting?.defaultComment;
  const actions = [
    { value: 'add', label: t.add },
    { value: 'deduct', label: t.deduct },
    { value: 'set', label: t.set },
  ];
  return (
    <Form c={c} action={`${customerAddress(memberId)}/points`} formKey={typed?.key}>
      {typed?.problem !== undefined && <Problem>{typed.problem}</Problem>}
      <input type="hidden" name="balance" value={balance} />
      <Radios name="how" label={t.how} options={actions} value={typed?.how ?? 'add'} />
      <Field
        name="points"
        label={t.points}
        inputmode="numeric"
        autocomplete="off"
        required
        hint={t.pointsHint}
        value={typed?.points}
        error={typed?.error}
        maxlength={20}
      />
      <Field name="reason" label={t.reason} hint={t.optional} value={typed?.reason} maxlength={200} />
      <Field
        name="comment"
        label={t.comment}
        hint={usual ? t.commentHint(usual) : t.optional}
        value={typed?.comment}
        maxlength={200}
      />
      <button class="main">{t.save}</button>
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
              {entry.reason !== null && <div class="note">{entry.reason}</div>}
              {entry.comment !== null && <div class="note">“{entry.comment}”</div>}
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
