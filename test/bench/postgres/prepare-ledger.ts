import { createPointbook, type Pointbook } from '@pointbook/core';
import { postgresStore } from '@pointbook/postgres';
import { unsealed } from '../raw-sale.ts';
import { heavyEntries, heavyMemberId, memberCount, memberIdOf, openTill, shop } from '../shop.ts';
import { valueOf } from '../../support/value-of.ts';
import { openPool } from './raw-ledger.ts';

/** The library's ledger in a database, with the time from a clock or as it is. */
export function openOurs(url: string, now: () => number = Date.now): Pointbook {
  return createPointbook({ program: shop, store: postgresStore(url), clock: { now }, queueLimit: 20_000 });
}

/** Fills an empty database with members who have each bought once, so that all later sales cost alike. */
export async function prepareLedger(url: string): Promise<void> {
  const pointbook = openOurs(url);
  const members = Array.from({ length: memberCount }, (_, index) => memberIdOf(index));
  const enrolled = [...members, heavyMemberId].map((memberId) =>
    pointbook.enrolMember({ memberId, name: `Customer ${memberId}`, actor: 'staff-1' }),
  );
  for (const answer of await Promise.all(enrolled)) valueOf(answer);
  const till = openTill('first');
  const sales = members.map((memberId) => pointbook.saveInvoice({ ...till(), memberId }));
  for (const answer of await Promise.all(sales)) valueOf(answer);
  valueOf(await pointbook.close());
  await writeHistory(url);
}

/** A point a minute until now; by SQL, for calls would take longer than the benchmarks. */
async function writeHistory(url: string): Promise<void> {
  const pool = openPool(url, 1);
  const word = (name: string) => `(SELECT word FROM pointbook.words WHERE name = '${name}')`;
  const from = Date.now() - heavyEntries * 60_000;
  const lots = (points: number) => JSON.stringify([unsealed, [[points]]]);
  await pool.query(
    `INSERT INTO pointbook.entries (program, member_id, sequence, kind, cause, delta, balance_after, posted_at,
       effective_at, actor, reference_type, reference_id, format, effect, version, position)
     SELECT program, $1, i, ${word('earn')}, ${word('invoice-saved')}, 1, i, $2::bigint + i * 60000,
       $2::bigint + i * 60000, 'staff-3', ${word('invoice')}, 'INV-heavy-' || lpad(i::text, 6, '0'), 1, $3, version,
       pg_current_xact_id()::text::bigint
     FROM pointbook.versions, generate_series(1, $4::bigint) AS i`,
    [heavyMemberId, from, lots(1), heavyEntries],
  );
  await pool.query(
    `UPDATE pointbook.accounts SET sequence = $2, balance = $2, lot_points = $2, last_instant = $3,
       account = $4, position = pg_current_xact_id()::text::bigint
     WHERE member_id = $1`,
    [heavyMemberId, heavyEntries, from + heavyEntries * 60_000, lots(heavyEntries)],
  );
  await pool.query('VACUUM ANALYZE');
  await pool.end();
}
