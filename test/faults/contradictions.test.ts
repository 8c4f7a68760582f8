import { createPointbook, type InvoiceRecord, type Payment, type Refund } from '@pointbook/core';
import { recordChange, recordOfRow, tillKinds } from '@pointbook/core/store';
import { verify } from '@pointbook/core/verify';
import { sqliteStore } from '@pointbook/sqlite';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { warung } from '../support/shops/warung.ts';
import { valueOf } from '../support/value-of.ts';

const word = (name: string) => `(SELECT word FROM pointbook_words WHERE name = '${name}')`;
let database: Database.Database;
let ledger: ReturnType<typeof createPointbook>;

/** Two members, of whom one has bought twice, and returned goods and moved a sale. */
beforeEach(async () => {
  database = new Database(':memory:');
  ledger = createPointbook({ program: warung(), store: sqliteStore(database) });
  const sale = { memberId: 'ayu', currency: 'IDR', total: 125_000 };
  valueOf(await ledger.enrolMember({ memberId: 'ayu', phone: '+628111000111', email: 'ayu@example.com' }));
  valueOf(await ledger.enrolMember({ memberId: 'budi', cardCode: 'CARD' }));
  for (const invoiceId of ['I-1', 'I-2']) valueOf(await ledger.saveInvoice({ ...sale, invoiceId }));
  valueOf(await ledger.refundInvoice({ invoiceId: 'I-1', refundId: 'R-1', value: 50_000 }));
  const move = { toMemberId: 'budi', actor: 'ann', reason: 'the wrong card', idempotencyKey: 'move' };
  const gift = { memberId: 'ayu', points: 5, direction: 'add', actor: 'ann', idempotencyKey: 'gift' } as const;
  valueOf(await ledger.adjustPoints({ ...gift, reason: 'a birthday', comment: 'Enjoy!' }));
  valueOf(await ledger.reassignInvoice({ invoiceId: 'I-2', ...move }));
  const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all();
  for (const name of triggers) database.exec(`DROP TRIGGER "${String(name)}"`);
  database.pragma('foreign_keys = OFF');
});

async function findings() {
  return valueOf(await verify(ledger)).findings.map(({ memberId, problem }) => [memberId, problem]);
}

/** Writes a sale anew, checksum and all. */
function forge(invoiceId: string, change: (record: InvoiceRecord) => InvoiceRecord): void {
  forgeRecord('invoice', invoiceId, change);
}

/** Writes a record anew, checksum and all. */
function forgeRecord<R>(name: string, key: string, change: (record: R) => R): void {
  const kind = tillKinds.find((each) => each.kind === name);
  if (kind === undefined) throw new Error(`There is no kind ${name}.`);
  const select = `SELECT key, format, body, (SELECT fingerprint FROM pointbook_versions v WHERE v.version = r.version) AS version
    FROM pointbook_records r WHERE kind = ${word(name)} AND key = ?`;
  type Row = { key: string; format: number; body: string; version: string | null };
  const row = database.prepare(select).get(key) as Row;
  const { version, ...others } = row;
  const after = change(recordOfRow(kind, { kind: name, ...others, ...(version !== null && { version }) }) as R);
  const { record } = recordChange(kind, key, null, after);
  database.prepare('UPDATE pointbook_records SET body = ? WHERE body = ?').run(record.body, row.body);
}

describe('verify compares what belongs together', () => {
  test('and finds nothing where nobody changed anything', async () => {
    expect(await findings()).toEqual([]);
  });

  test('a sale that says that it gave more, with a right checksum', async () => {
    forge('I-1', (record) => ({ ...record, posted: { ...record.posted, earned: record.posted.earned + 1 } }));
    expect(await findings()).toEqual([['ayu', expect.stringContaining('The sale "I-1" says that it gave 126 points')]]);
  });

  test('a sale that says that it took less back', async () => {
    forge('I-1', (record) => ({ ...record, posted: { ...record.posted, clawedBack: 0 } }));
    expect(await findings()).toEqual([['ayu', expect.stringContaining('took 0 back, and its entries 125 and 50')]]);
  });

  test('a sale that says that another member had it', async () => {
    forge('I-2', (record) => ({ ...record, moves: [] }));
    expect(await findings()).toEqual([['ayu', expect.stringContaining("does not say that it was ever the member's")]]);
  });

  test('a sale that says that the member whom it left was given more', async () => {
    forge('I-2', (record) => ({
      ...record,
      moves: record.moves.map(({ previousOwner: owner, ...move }) => ({
        ...move,
        previousOwner: owner && { ...owner, posted: { ...owner.posted, earned: 99 } },
      })),
    }));
    expect(await findings()).toEqual([['ayu', expect.stringContaining('The sale "I-2" says that it gave 99 points')]]);
  });

  test('a sale that is gone', async () => {
    database.exec(`DELETE FROM pointbook_records WHERE kind = ${word('invoice')} AND key = 'I-1'`);
    expect(await findings()).toEqual([
      ['ayu', 'The entry is about a sale that is not there.'],
      [null, 'The sale "I-1" is not there, and it has refunds.'],
    ]);
  });

  describe('a sale and its payments:', () => {
    beforeEach(async () => {
      for (const paymentId of ['P-1', 'P-2'])
        valueOf(await ledger.recordPayment({ invoiceId: 'I-1', paymentId, currency: 'IDR', amount: 100 }));
    });
    const says = (said: string) => [['ayu', expect.stringContaining(`The sale "I-1" says of its payments ${said}`)]];
    const two = '2, 200 received and 200 that count';
    test('a sale that says that more was received', async () => {
      expect(await findings()).toEqual([]);
      forge('I-1', (record) => ({ ...record, paymentSums: { ...record.paymentSums, received: 300 } as never }));
      expect(await findings()).toEqual(says(`2, 300 received and 200 that count, and they say ${two}`));
    });

    test('a sale that says that nothing was paid', async () => {
      forge('I-1', ({ paymentSums: _paid, ...record }) => record);
      expect(await findings()).toEqual(says(`0, 0 received and 0 that count, and they say ${two}`));
    });

    test('a payment that says that it was more', async () => {
      forgeRecord('payment', '3 I-1 P-2', (payment: Payment) => ({ ...payment, amount: 150 }));
      expect(await findings()).toEqual(says(`${two}, and they say 2, 250 received and 250 that count`));
    });

    test.each(['P-1', 'P-2'])('a payment that is gone: %s', async (paymentId) => {
      database.prepare(`DELETE FROM pointbook_records WHERE key = ?`).run(`3 I-1 ${paymentId}`);
      expect(await findings()).toEqual(says(`${two}, and they say 1, 100 received and 100 that count`));
    });

    test('payments of a sale that is gone', async () => {
      database.exec(`DELETE FROM pointbook_records WHERE kind = ${word('invoice')} AND key = 'I-1'`);
      expect(await findings()).toContainEqual([null, 'The sale "I-1" is not there, and it has payments.']);
    });
  });

  describe('a sale and its refunds:', () => {
    const says = (said: string) => [['ayu', expect.stringContaining(`The sale "I-1" says of its refunds ${said}`)]];
    const one = '1 of 50000 and 0 lines';
    test('a sale that says that more was taken back', async () => {
      forge('I-1', (record) => ({ ...record, refundSums: { ...record.refundSums, value: 60_000 } as never }));
      expect(await findings()).toEqual(says(`1 of 60000 and 0 lines, and they say ${one}`));
    });

    test('a refund that says that it took less', async () => {
      forgeRecord('refund', '3 I-1 R-1', (refund: Refund) => ({ ...refund, value: 40_000 }));
      expect(await findings()).toEqual(says(`${one}, and they say 1 of 40000 and 0 lines`));
    });

    test('a refund that is gone', async () => {
      database.prepare('DELETE FROM pointbook_records WHERE key = ?').run('3 I-1 R-1');
      expect(await findings()).toEqual(says(`${one}, and they say 0 of 0 and 0 lines`));
    });

    test('a refund of which the sale says nothing', async () => {
      forge('I-1', ({ refundSums: _taken, ...record }) => record);
      expect(await findings()).toEqual(says(`0 of 0 and 0 lines, and they say ${one}`));
    });
  });

  test('a profile that is gone', async () => {
    database.exec(`DELETE FROM pointbook_records WHERE kind = ${word('profile')} AND key = 'budi'`);
    expect(await findings()).toEqual([
      ['budi', 'The member has no profile.'],
      [null, 'A cardCode leads to the record profile "budi", which does not have it.'],
    ]);
  });

  test.each(['ayu', 'budi'])('an account that is gone, of the member %s', async (memberId) => {
    database.prepare('DELETE FROM pointbook_accounts WHERE member_id = ?').run(memberId);
    expect(await findings()).toEqual([
      [memberId, 'The entry belongs to no account.'],
      [memberId, 'The member has a profile and no account.'],
    ]);
  });

  test('rules that are gone, and that entries were posted by', async () => {
    database.exec('UPDATE pointbook_versions SET definition = NULL');
    const gone = /^Version .+ of the program is missing, and entries name it\.$/;
    expect(await findings()).toEqual([[null, expect.stringMatching(gone)]]);
  });

  const note = 'The note of Entry 4 of member "ayu" is not as Pointbook wrote it';
  test.each([
    ['changed', `UPDATE pointbook_notes SET reason = 'a bribe' WHERE reason = 'a birthday'`, note],
    ['moved to the comment', `UPDATE pointbook_notes SET comment = reason WHERE reason = 'a birthday'`, note],
    ['deleted', `DELETE FROM pointbook_notes WHERE reason = 'a birthday'`, note],
    [
      'written beside an entry that had none',
      `INSERT INTO pointbook_notes SELECT 1, program, member_id, reason, comment FROM pointbook_notes WHERE sequence = 4`,
      'The note of Entry 1 of member "ayu" is not as Pointbook wrote it',
    ],
    [
      'written beside no entry',
      `INSERT INTO pointbook_notes SELECT 99, program, member_id, reason, comment FROM pointbook_notes WHERE sequence = 4`,
      'The note belongs to no entry.',
    ],
  ])('a note that was %s', async (_what, sql, problem) => {
    expect(database.prepare(sql).run().changes).toBe(1);
    expect(await findings()).toEqual([['ayu', expect.stringContaining(problem)]]);
  });

  test.each([
    ['a phone that is gone', "DELETE FROM pointbook_uniques WHERE value LIKE '+%'", ['is not found by its phone']],
    [
      'a phone that leads to another member',
      `UPDATE pointbook_uniques SET key = 'budi' WHERE key = 'ayu'`,
      ['is not found by its phone', 'A phone leads to the record profile "budi", which does not have it.'],
    ],
    [
      'a phone that nobody has',
      `INSERT INTO pointbook_uniques SELECT program, kind, field, '+628999000111', key FROM pointbook_uniques WHERE key = 'ayu'`,
      ['A phone leads to the record profile "ayu", which does not have it.'],
    ],
    [
      'an email that is gone',
      'DELETE FROM pointbook_lists',
      ['The record profile "ayu" is missing in the list email.'],
    ],
    [
      'an email that is that of another member',
      `UPDATE pointbook_lists SET key = 'budi'`,
      ['The record profile "ayu" is missing in the list email.', 'The record profile "budi" stands in the list email'],
    ],
    [
      'an email that is another',
      `UPDATE pointbook_lists SET value = 'budi@example.com'`,
      ['The record profile "ayu" is missing in the list email.', 'The record profile "ayu" stands in the list email'],
    ],
    [
      'a place that has another rank',
      `UPDATE pointbook_lists SET rank = 7`,
      ['The record profile "ayu" is missing in the list email.', 'The record profile "ayu" stands in the list email'],
    ],
    [
      'a place of nobody',
      `INSERT INTO pointbook_lists (program, kind, list, value, rank, key) SELECT program, kind, list, value, rank, 'nobody' FROM pointbook_lists`,
      ['The record profile "nobody" stands in the list email where it does not belong.'],
    ],
  ])('%s', async (_what, sql, problems) => {
    expect(database.prepare(sql).run().changes).toBe(1);
    const found = (await findings()).map(([, problem]) => problem);
    expect(found).toEqual(problems.map((problem) => expect.stringContaining(problem)));
  });

  test('two records whose bodies were swapped', async () => {
    const ofSales = `kind = ${word('invoice')}`;
    database.exec(`CREATE TEMP TABLE swapped AS SELECT key, body FROM pointbook_records WHERE ${ofSales};
      UPDATE pointbook_records SET body = (SELECT body FROM swapped s WHERE s.key <> pointbook_records.key) WHERE ${ofSales}`);
    const swapped = ['I-1', 'I-2'].map((key) => [
      null,
      expect.stringContaining(`The record invoice "${key}" is not as`),
    ]);
    expect(await findings()).toEqual(swapped);
  });
});
