import type { Instant } from '@pointbook/core';
import { postgresStore } from '@pointbook/postgres';
import type { Progress } from '../bench-case.ts';
import { openOurs } from '../postgres/prepare-ledger.ts';
import { openPool } from '../postgres/raw-ledger.ts';
import { memberIdOf, openTill } from '../shop.ts';
import { valueOf } from '../../support/value-of.ts';
import { asAnother, type MemberRows, readMember, writeCopies } from '../write-copies.ts';

/** How large a ledger is: so many members, who have each bought so many times. */
export interface Size {
  readonly members: number;
  readonly purchases: number;
}

const patternId = memberIdOf(0);
const dayMs = 24 * 60 * 60_000;
const jakartaMs = 7 * 60 * 60_000;

/**
 * Fills an empty database: calls write all that there is of the first member, and the store writes the same of the
 * others, with ids, times and places in the feed of their own; purchase by purchase, as time goes by.
 */
export async function fillLedger(url: string, { members, purchases }: Size, progress: Progress): Promise<void> {
  const { from, until } = recentDays();
  const stepMs = Math.floor((until - from) / purchases);
  await writePattern(url, purchases, from, stepMs);

  progress(`scale: ${members} members who bought ${purchases} times`);
  const store = postgresStore(url);
  const pattern = await readMember(store, patternId);
  /** What another member has: all others buy after the first, and before that one buys again. */
  const other = (index: number) =>
    later(asAnother(pattern, memberIdOf(index), index), Math.floor((index * stepMs) / members));
  await writeCopies(store, members, (index) => {
    const { member, profile } = other(index);
    return { member, profile: { ...profile, name: `Customer ${index}` as typeof profile.name } };
  });
  for (let purchase = 0; purchase < purchases; purchase += 1)
    await writeCopies(store, members, (index) => {
      const { entries, invoices } = other(index);
      return {
        entries: entries.slice(purchase, purchase + 1),
        invoices: invoices.slice(purchase, purchase + 1),
      };
    });
  valueOf(await store.close());

  progress(`scale: VACUUM ANALYZE of ${members} members who bought ${purchases} times`);
  const pool = openPool(url, 2);
  await pool.query('VACUUM ANALYZE');
  await pool.end();
}

/** The same so much later. */
function later({ member, profile, entries, invoices }: MemberRows, ms: number): MemberRows {
  const { account } = member;
  const after = (at: Instant) => (at + ms) as Instant;
  return {
    profile,
    member: { ...member, account: { ...account, lastInstant: after(account.lastInstant) } },
    entries: entries.map((entry) => ({
      ...entry,
      postedAt: after(entry.postedAt),
      effectiveAt: after(entry.effectiveAt),
    })),
    invoices: invoices.map(({ sale, posted, ...invoice }) => ({
      ...invoice,
      sale: { ...sale, soldAt: after(sale.soldAt) },
      posted: { ...posted, lots: posted.lots.map((lot) => ({ ...lot, postedAt: after(lot.postedAt) })) },
    })),
  };
}

/** From the first of the month in Jakarta, or ten days ago, until now: all points of these days end together. */
function recentDays(): { from: number; until: number } {
  const until = Date.now();
  const local = new Date(until + jakartaMs);
  const first = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), 1) - jakartaMs;
  return { from: Math.max(first, until - 10 * dayMs), until };
}

/** The first member's purchases, of one line each. */
async function writePattern(url: string, purchases: number, from: number, stepMs: number): Promise<void> {
  let time = from;
  const pointbook = openOurs(url, () => time);
  valueOf(await pointbook.enrolMember({ memberId: patternId, name: 'Customer', actor: 'staff-1' }));
  const till = openTill('pattern');
  for (let index = 0; index < purchases; index++) {
    time = from + index * stepMs;
    const sale = till();
    const lines = sale.lines.slice(0, 1);
    const total = lines.reduce((sum, { net, tax }) => sum + net + tax, 0);
    valueOf(await pointbook.saveInvoice({ ...sale, memberId: patternId, lines, total }));
  }
  valueOf(await pointbook.close());
}
