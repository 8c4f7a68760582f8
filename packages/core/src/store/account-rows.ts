import type { Json } from '../kernel/forms/forms.ts';
import { type FormatStep, inFormat, ofFormat } from '../kernel/record.ts';
import { type Account, heldPoints, lotPoints } from '../ledger/account.ts';
import { nextDueAt } from '../ledger/due.ts';
import { accountForm, type AccountText, activityForm } from '../ledger/ledger-forms.ts';
import { accountSteps } from '../ledger/ledger-kinds.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import type { MemberId } from '../values/ids.ts';
import { checkFormat } from './format-check.ts';
import { bearsSeal, type Columns, damaged, isSealed, readable, sealed } from './seal.ts';
import type { StoredAccount } from './stored-rows.ts';

/** A member as a store keeps one; in the newest format, if none is said. */
export function storedAccount(member: MemberRecord, format?: number): StoredAccount {
  return storedAccountBy(accountSteps, member, format);
}

/** The member that a row tells. Throws a `StoreFailure` where the row cannot be read. */
export function memberOfRow(row: StoredAccount): MemberRecord {
  return memberOfRowBy(accountSteps, row);
}

/** The account alone of such a row: of what the rules need of the past no text is read. */
export function accountOfRow(row: StoredAccount): Account {
  // An older format is put right with both texts.
  if (row.format !== accountSteps.length + 1) return memberOfRow(row).account;
  return accountOf(
    row,
    readable(row.account, nameOfAccount(row), (text) => accountForm.read(JSON.parse(text), 0)),
  );
}

/** A member of a row that must be as it was written. One that has no seal is held to its entries alone. */
export function soundMemberOfRow(row: StoredAccount): MemberRecord {
  if (bearsSeal(row.account) && !isSealed(row.account, besideAccount(row))) throw damaged(nameOfAccount(row)());
  return memberOfRow(row);
}

/** The same as `storedAccount`, by other steps between formats. */
export function storedAccountBy(
  steps: readonly FormatStep[],
  { account, activity }: MemberRecord,
  format = steps.length + 1,
): StoredAccount {
  const written: Texts = { account: accountForm.write(account, 0), activity: activityForm.write(activity, 0) };
  const texts = inFormat(steps, written, format) as Texts;
  const row = {
    memberId: account.memberId,
    sequence: account.sequence,
    balance: account.balance,
    lotPoints: lotPoints(account),
    held: heldPoints(account),
    debt: account.debt,
    lastInstant: account.lastInstant,
    dueAt: nextDueAt(account),
    format,
    account: JSON.stringify(texts.account),
    activity: JSON.stringify(texts.activity),
  };
  row.account = sealed(row.account, besideAccount(row));
  return row;
}

/** The same as `memberOfRow`, by other steps between formats. */
export function memberOfRowBy(steps: readonly FormatStep[], row: StoredAccount): MemberRecord {
  checkFormat('account', row.format, steps);
  const read = (text: string) => {
    const stored = { account: JSON.parse(text), activity: JSON.parse(row.activity) } as Texts;
    const texts = ofFormat(steps, stored, row.format) as Texts;
    return { ...accountForm.read(texts.account, 0), activity: activityForm.read(texts.activity, 0) };
  };
  const parsed = readable(row.account, nameOfAccount(row), read);
  return { account: accountOf(row, parsed), activity: parsed.activity };
}

function accountOf(row: StoredAccount, { lots, holds, lapsed, inactivity, holdClaims }: AccountText): Account {
  const { sequence, balance, debt, lastInstant } = row;
  const memberId = row.memberId as MemberId;
  const account = { memberId, sequence, balance, debt, lots, holds, lapsed, inactivity, lastInstant };
  return holdClaims === undefined ? account : { ...account, holdClaims };
}

/** The texts of an account's row. */
interface Texts {
  readonly account: Json;
  readonly activity: Json;
}

function nameOfAccount({ memberId }: StoredAccount): () => string {
  return () => `The account of member ${JSON.stringify(memberId)}`;
}

function besideAccount(row: StoredAccount): Columns {
  const { memberId, sequence, balance, lotPoints: inLots, held, debt, lastInstant, dueAt, activity } = row;
  return [memberId, sequence, balance, inLots, held, debt, lastInstant, dueAt, row.format, activity];
}
