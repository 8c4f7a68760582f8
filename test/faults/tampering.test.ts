import { createPointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { sqliteStore } from '@pointbook/sqlite';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { warung } from '../support/shops/warung.ts';
import { valueOf } from '../support/value-of.ts';

async function soldLedger() {
  const database = new Database(':memory:');
  const ledger = createPointbook({ program: warung(), store: sqliteStore(database) });
  await ledger.enrolMember({ memberId: 'C-1' });
  await ledger.saveInvoice({ invoiceId: 'INV-1', memberId: 'C-1', currency: 'IDR', total: 125_000 });
  const findings = async () => valueOf(await verify(ledger)).findings.map(({ problem }) => problem);
  expect(await findings()).toEqual([]);
  return { database, findings };
}

describe('what is changed in the database by hand', () => {
  test.each([
    ['DELETE FROM pointbook_entries', 'never changed or deleted: a correction is another entry'],
    ['UPDATE pointbook_entries SET delta = delta + 1', 'never changed or deleted: a correction is another entry'],
    ['DELETE FROM pointbook_accounts', 'never deleted'],
    ['DELETE FROM pointbook_records', 'never deleted'],
    ['DELETE FROM pointbook_programs', 'never deleted'],
    ['DELETE FROM pointbook_versions', 'never deleted'],
    ['UPDATE pointbook_accounts SET balance = balance + 1', 'CHECK constraint'],
    ['UPDATE pointbook_accounts SET debt = 1, balance = balance - 1', 'CHECK constraint'],
  ])('%s is refused', async (sql, words) => {
    const { database } = await soldLedger();
    expect(() => database.exec(sql)).toThrow(words);
  });

  test.each([
    [
      'a lot that ends earlier',
      `UPDATE pointbook_accounts SET account = json_insert(account, '$[1][0][1]', 1900000000000)`,
    ],
    [
      'a balance that its lots do not make',
      'UPDATE pointbook_accounts SET balance = balance + 1, lot_points = lot_points + 1',
    ],
    [
      'an entry beyond the account',
      `INSERT INTO pointbook_entries SELECT NULL, sequence + 1, delta, balance_after, posted_at, effective_at, program,
        version, kind, cause, reference_type, format, member_id, actor, reference_id, reference_detail, effect,
        command_key, command_fingerprint FROM pointbook_entries`,
    ],
  ])('%s is found', async (_, sql) => {
    const { database, findings } = await soldLedger();
    expect(database.prepare(sql).run().changes).toBe(1);
    expect(await findings()).toHaveLength(1);
  });
});
