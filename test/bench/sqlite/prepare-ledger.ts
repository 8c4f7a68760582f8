import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPointbook } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';
import Database from 'better-sqlite3';
import { heavyEntries, heavyMemberId, memberCount, memberIdOf, openTill, shop } from '../shop.ts';
import { unsealed } from '../raw-sale.ts';
import { valueOf } from '../../support/value-of.ts';

/** Makes a ledger's file whose members have each bought once, so that all later sales cost alike. */
export async function prepareLedger(folder: string): Promise<string> {
  const path = join(folder, 'prepared.db');
  const pointbook = createPointbook({ program: shop, store: sqliteStore(path), queueLimit: 20_000 });
  const members = Array.from({ length: memberCount }, (_, index) => memberIdOf(index));
  const enrolled = [...members, heavyMemberId].map((memberId) =>
    pointbook.enrolMember({ memberId, name: `Customer ${memberId}`, actor: 'staff-1' }),
  );
  for (const answer of await Promise.all(enrolled)) valueOf(answer);
  const till = openTill('first');
  const sales = members.map((memberId) => pointbook.saveInvoice({ ...till(), memberId }));
  for (const answer of await Promise.all(sales)) valueOf(answer);
  valueOf(await pointbook.close());
  writeHistory(path);
  return path;
}

/** A copy of a closed file, under a name of its own. */
export function copyOf(prepared: string, name: string): string {
  const path = join(prepared, '..', `${name}.db`);
  copyFileSync(prepared, path);
  return path;
}

/** A point a minute until now; by SQL, for calls would take longer than the benchmarks. */
function writeHistory(path: string): void {
  const database = new Database(path);
  const from = Date.now() - heavyEntries * 60_000;
  database
    .prepare(
      `INSERT INTO pointbook_entries (program, member_id, sequence, kind, cause, delta, balance_after, posted_at,
         effective_at, actor, reference_type, reference_id, format, effect, version)
       WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :entries)
       SELECT program, :memberId, i, (SELECT word FROM pointbook_words WHERE name = 'earn'),
         (SELECT word FROM pointbook_words WHERE name = 'invoice-saved'), 1, i, :from + i * 60000, :from + i * 60000,
         'staff-3', (SELECT word FROM pointbook_words WHERE name = 'invoice'), printf('INV-heavy-%06d', i), 1,
         :effect, version
       FROM n, pointbook_versions`,
    )
    .run({ memberId: heavyMemberId, entries: heavyEntries, from, effect: JSON.stringify([unsealed, [[1]]]) });
  database
    .prepare(
      `UPDATE pointbook_accounts SET sequence = :entries, balance = :entries, lot_points = :entries,
         last_instant = :from + :entries * 60000,
         account = :account WHERE member_id = :memberId`,
    )
    .run({
      memberId: heavyMemberId,
      entries: heavyEntries,
      from,
      account: JSON.stringify([unsealed, [[heavyEntries]]]),
    });
  // Everything goes into the one file, which is copied.
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}
