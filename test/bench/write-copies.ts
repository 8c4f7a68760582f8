// Large ledgers are copies of what one member has: calls would take hours. The store itself writes them, so that each
// row is as the library writes it, with a checksum of its own.
import type {
  Entry,
  InvoiceId,
  InvoiceRecord,
  MemberId,
  MemberRecord,
  ProfileRecord,
  ProgramId,
} from '@pointbook/core';
import { invoices, profiles, type RecordKind } from '@pointbook/core/plugin';
import {
  entryOfRow,
  memberOfRow,
  nothingToLoad,
  nothingToStore,
  recordChange,
  recordOfRow,
  type RecordStore,
  storedAccount,
  storedEntry,
} from '@pointbook/core/store';
import { shop } from './shop.ts';
import { valueOf } from '../support/value-of.ts';

/** What a ledger has of a member. */
export interface MemberRows {
  readonly member: MemberRecord;
  readonly profile: ProfileRecord;
  readonly entries: readonly Entry[];
  readonly invoices: readonly InvoiceRecord[];
}

const programId = shop.programId as ProgramId;
/** Members in a commit. */
const atATime = 500;

/** Reads what there is of a member. */
export async function readMember(store: RecordStore, memberId: string): Promise<MemberRows> {
  const range = { above: null, below: null, order: 'oldest-first' } as const;
  const noted = valueOf(await store.rows.memberEntries(programId, memberId, range, 1000));
  const entries = noted.map(({ entry }) => entryOfRow(entry));
  const sales = entries.flatMap(({ reference }) => (reference?.type === 'invoice' ? [reference.id] : []));
  const records = [{ kind: profiles.kind, key: memberId }, ...sales.map((key) => ({ kind: invoices.kind, key }))];
  const loaded = valueOf(await store.rows.load(programId, { ...nothingToLoad, accounts: [memberId], records }));
  const [account] = loaded.accounts;
  if (account === undefined) throw new Error(`There is no member ${memberId} to copy.`);
  const recordAt = <R>(kind: RecordKind<R>, key: string): R => {
    const row = loaded.records.find((each) => each.kind === kind.kind && each.key === key);
    if (row === undefined) throw new Error(`There is no ${kind.kind} ${key} to copy.`);
    return recordOfRow(kind, row) as R;
  };
  return {
    member: memberOfRow(account),
    profile: recordAt(profiles, memberId),
    entries,
    invoices: sales.map((id) => recordAt(invoices, id)),
  };
}

/** The same of another member, the one of this number, who bought all of it on invoices with ids of their own. */
export function asAnother(
  { member, profile, entries, invoices: sales }: MemberRows,
  id: string,
  index: number,
): MemberRows {
  const memberId = id as MemberId;
  const ids = new Map<string, InvoiceId>(
    sales.map(({ invoiceId }, nth) => [invoiceId, `INV-${nth}-${String(index).padStart(8, '0')}` as InvoiceId]),
  );
  const { account, activity } = member;
  const firstPurchase = ids.get(activity.firstPurchase ?? '');
  return {
    member: {
      account: { ...account, memberId },
      activity: firstPurchase === undefined ? activity : { ...activity, firstPurchase },
    },
    profile: { ...profile, memberId },
    entries: entries.map((entry) => {
      const invoiceId = ids.get(entry.reference?.id ?? '');
      return { ...entry, memberId, ...(invoiceId && { reference: { type: 'invoice', id: invoiceId } }) };
    }),
    invoices: sales.map((sale) => ({ ...sale, memberId, invoiceId: ids.get(sale.invoiceId) ?? sale.invoiceId })),
  };
}

/** Writes what `copyOf` makes for each member but the first; some hundred members a commit. */
export async function writeCopies(
  store: RecordStore,
  members: number,
  copyOf: (index: number) => Partial<MemberRows>,
): Promise<void> {
  for (let first = 1; first < members; first += atATime) {
    const copies = Array.from({ length: Math.min(atATime, members - first) }, (_, index) => copyOf(first + index));
    const changes = {
      ...nothingToStore,
      accounts: copies.flatMap(({ member }) =>
        member === undefined ? [] : [{ isNew: true, dueWas: undefined, account: storedAccount(member) }],
      ),
      records: copies.flatMap(({ profile, invoices: sales = [] }) => [
        ...(profile === undefined ? [] : [recordChange(profiles, profile.memberId, null, profile)]),
        ...sales.map((sale) => recordChange(invoices, sale.invoiceId, null, sale)),
      ]),
      entries: copies.flatMap(({ entries = [] }) => entries.map((entry) => storedEntry(entry))),
    };
    valueOf(await store.transact(programId, nothingToLoad, () => ({ changes, value: null })));
  }
}
