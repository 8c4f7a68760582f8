import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createPointbook, type Finding } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { sqliteStore } from '@pointbook/sqlite';
import { fakeClock } from '@pointbook/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { postOffice } from '../support/shops/post-office.ts';
import { start } from '../support/properties/worlds.ts';
import { program } from './unharmed-ledger.ts';
import { valueOf } from '../support/value-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'pointbook-damage-'));
const path = join(folder, 'shop.db');
const sound = join(folder, 'sound.db');
const staff = { actor: 'ann', reason: 'a gift', comment: 'Enjoy!' };
const clock = fakeClock(start);
const { equipment, code } = postOffice();
let challengeId = '';

function open() {
  return createPointbook({ ...equipment, program, store: sqliteStore(path), clock });
}

/** A day of a shop: a record of each kind, and entries of most causes. */
beforeAll(async () => {
  const ledger = open();
  const { codes, jobs } = ledger;
  valueOf(await ledger.enrolMember({ memberId: 'M1', phone: '+628111000111', email: 'm@example.com' }));
  valueOf(await ledger.enrolMember({ memberId: 'M2', cardCode: 'CARD-2' }));
  const sale = { memberId: 'M1', currency: program.currency, total: 900 };
  valueOf(await ledger.saveInvoice({ ...sale, invoiceId: 'I1' }));
  valueOf(await ledger.refundInvoice({ invoiceId: 'I1', refundId: 'R1', value: 100 }));
  const gift = { ...staff, memberId: 'M1', points: 90, direction: 'add', idempotencyKey: 'gift' } as const;
  valueOf(await ledger.adjustPoints(gift));
  const asked = valueOf(await codes.requestRedemption({ memberId: 'M1', redemptionId: 'RD', points: 4 }));
  ({ challengeId } = asked);
  valueOf(await codes.confirmRedemption({ challengeId, code: code() }));
  const bulk = { jobId: 'J1', select: { all: true }, apply: { points: 1, direction: 'add' }, ...staff } as const;
  await jobs.startBulk(bulk as never);
  valueOf(await ledger.holdPoints({ memberId: 'M1', redemptionId: 'H1', points: 2 }));
  valueOf(await ledger.close());
  copyFileSync(path, sound);
});

beforeEach(() => {
  copyFileSync(sound, path);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Each verb that reads what may be damaged. None may throw. */
async function useAll(): Promise<readonly Finding[]> {
  const ledger = open();
  const { codes, jobs } = ledger;
  // First: a verb that does not notice may write the record again.
  const verified = await verify(ledger);
  const answers = [
    await ledger.getMember({ memberId: 'M1' }),
    await ledger.findMembers({ phone: '+628111000111' }),
    await ledger.findMembers({ cardCode: 'CARD-2' }),
    await ledger.getBalance({ memberId: 'M1' }),
    await ledger.getInvoice({ invoiceId: 'I1' }),
    await ledger.getStatement({ memberId: 'M1' }),
    await ledger.findEntries({}),
    await ledger.readFeed({}),
    await ledger.updateMember({ memberId: 'M1', changes: {} }),
    await ledger.refundInvoice({ invoiceId: 'I1', refundId: 'R1', value: 100 }),
    await ledger.adjustPoints({ ...staff, memberId: 'M1', points: 90, direction: 'add', idempotencyKey: 'gift' }),
    await codes.confirmRedemption({ challengeId, code: code() }),
    await jobs.getJob({ jobId: 'J1' }),
    await ledger.saveInvoice({ memberId: 'M1', invoiceId: 'I2', currency: program.currency, total: 900 }),
    await ledger.redeemPoints({ memberId: 'M1', redemptionId: 'RD2', points: 1 }),
  ];
  valueOf(await ledger.close());
  const kinds = answers.flatMap((answer) => (answer.isErr() ? [answer.error.kind] : []));
  expect(kinds.filter((kind) => !expected.has(kind))).toEqual([]);
  return valueOf(verified).findings;
}

/** What a verb may answer where a row is damaged. A column of a format says that the record is newer. */
const expected = new Set([
  'store-corrupt',
  'store-schema-newer',
  'unknown-member',
  'unknown-challenge',
  'unknown-job',
  'unknown-invoice',
  // The plugin of codes has a seal of its own.
  'challenge-closed',
  'idempotency-key-reused',
]);

/** How a value changes: a flipped bit at some places, a cut, another text; a figure by one. */
function damagesOf(value: string | number): (string | number)[] {
  if (typeof value === 'number') return [value + 1];
  const flipped = [0, Math.floor(value.length / 2), value.length - 2].map(
    (at) =>
      value.slice(0, at) + String.fromCodePoint((value.codePointAt(Math.max(0, at)) ?? 0) ^ 1) + value.slice(at + 1),
  );
  return [...new Set([...flipped, value.slice(0, -5), '{}'])].filter((each) => each !== value && each !== '');
}

const columns: readonly (readonly [table: string, column: string])[] = Object.entries({
  accounts: 'member_id sequence balance lot_points held debt last_instant due_at format account activity',
  entries: `member_id delta balance_after posted_at effective_at version kind cause reference_type format actor
    reference_id reference_detail effect command_key command_fingerprint`,
  records: 'kind key format version body',
  versions: 'fingerprint definition',
  uniques: 'kind field value key',
  lists: 'kind list rank value key',
  notes: 'reason comment',
}).flatMap(([table, names]) => names.split(/\s+/).map((column) => [table, column] as const));

describe('A value that was changed past the ledger', () => {
  test('is named by verify only where there is one', async () => {
    expect(await useAll()).toEqual([]);
  });

  test.each(columns)('in %s.%s is named by verify, and no verb throws', async (table, column) => {
    const of = `pointbook_${table}`;
    const rows = onFile((database) => database.prepare(`SELECT * FROM ${of} WHERE "${column}" IS NOT NULL`).all());
    let damaged = 0;
    for (const row of rows) {
      const others = Object.entries(row).filter(([name, each]) => name !== column && each !== null);
      const where = others.map(([name]) => `"${name}" = ?`).join(' AND ');
      const sql = `UPDATE ${of} SET "${column}" = ? WHERE "${column}" = ? AND ${where}`;
      const rest = others.map(([, each]) => each as string | number);
      const value = row[column] as string | number;
      for (const damage of damagesOf(value)) {
        expect(onFile((database) => database.prepare(sql).run(damage, value, ...rest).changes)).toBe(1);
        const found = await useAll();
        expect([row, damage, found.length > 0]).toEqual([row, damage, true]);
        damaged += 1;
        copyFileSync(sound, path);
      }
    }
    expect(damaged).toBeGreaterThan(0);
  });
});

/** Does something to the file that no ledger does. */
function onFile<T>(work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF');
    const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all();
    for (const { name } of triggers) database.exec(`DROP TRIGGER "${String(name)}"`);
    return work(database);
  } finally {
    database.close();
  }
}
