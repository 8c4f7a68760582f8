import type { InvoiceRecord } from '@pointbook/core';
import { memberIdOf, openTill } from '../shop.ts';
import { valueOf } from '../../support/value-of.ts';
import { asAnother, type MemberRows, readMember, writeCopies } from '../write-copies.ts';
import type { Ground, Ledger } from './ground.ts';
import { openLedger, openStore } from './open-ledger.ts';

/** How large a ledger is: so many members, who have as many entries each. */
export interface Size {
  readonly members: number;
  readonly entries: number;
}

const patternId = memberIdOf(0);
const hourMs = 3_600_000;

/**
 * Fills a new ledger: calls write all that there is of the first member, who buys, buys, and spends some points, over
 * and over, an hour apart; the store writes the same of the others, but for how much the first purchase was worth.
 */
export async function fillMembers(ground: Ground, name: string, { members, entries }: Size): Promise<Ledger> {
  const ledger = await ground.create(name);
  await writePattern(ground, ledger, entries);
  const store = openStore(ground.store, ledger.target);
  const pattern = await readMember(store, patternId);
  // No two members in a row have the same points.
  await writeCopies(store, members, (index) => withMore(asAnother(pattern, memberIdOf(index), index), index % 97));
  valueOf(await store.close());
  await ground.settle(ledger);
  return ledger;
}

/** With so many more points earned with the first purchase, which are still there. */
function withMore({ member, profile, entries, invoices }: MemberRows, more: number): MemberRows {
  const { account } = member;
  return {
    profile,
    member: { ...member, account: { ...account, balance: account.balance + more, lots: inFirst(account.lots, more) } },
    entries: entries.map((entry, index) => {
      const after = { ...entry, balanceAfter: entry.balanceAfter + more };
      if (index > 0) return after;
      const { added = [] } = entry.effect;
      return { ...after, delta: entry.delta + more, effect: { ...entry.effect, added: inFirst(added, more) } };
    }),
    invoices: invoices.map((invoice, index) => (index > 0 ? invoice : worthMore(invoice, more))),
  };
}

function worthMore({ sale, save, posted, ...invoice }: InvoiceRecord, more: number): InvoiceRecord {
  const { total, lines } = sale;
  return {
    ...invoice,
    sale: {
      ...sale,
      total: total + more * 1000,
      lines: lines.map((line, index) => (index > 0 ? line : { ...line, net: line.net + more * 1000 })),
    },
    save: save && { ...save, did: { ...save.did, earned: save.did.earned + more } },
    posted: { ...posted, earned: posted.earned + more, lots: inFirst(posted.lots, more) },
  };
}

function inFirst<Lot extends { readonly points: number }>(lots: readonly Lot[], more: number): Lot[] {
  return lots.map((lot, index) => (index > 0 ? lot : { ...lot, points: lot.points + more }));
}

async function writePattern(ground: Ground, ledger: Ledger, entries: number): Promise<void> {
  let time = Date.now() - entries * hourMs;
  const pointbook = openLedger(ground.store, ledger.target, () => time);
  valueOf(await pointbook.enrolMember({ memberId: patternId, name: 'Customer', actor: 'staff-1' }));
  const till = openTill('pattern');
  for (let number = 1; number <= entries; number++) {
    time += hourMs;
    const spent = { memberId: patternId, redemptionId: `R-${number}`, points: 20, actor: 'staff-3' };
    if (number % 3 === 0) valueOf(await pointbook.redeemPoints(spent));
    else valueOf(await pointbook.saveInvoice({ ...till(), memberId: patternId }));
  }
  valueOf(await pointbook.close());
}
