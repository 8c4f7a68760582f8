import { createPointbook, type InvoiceRecord } from '@pointbook/core';
import { recordChange, recordOfRow, tillKinds } from '@pointbook/core/store';
import { sqliteStore } from '@pointbook/sqlite';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { warung } from '../support/warung.ts';

const word = (name: string) => `(SELECT word FROM pointbook_words WHERE name = '${name}')`;
let database: Database.Database;
let ledger: ReturnType<typeof createPointbook>;

/** Two members, of whom one has bought twice, and returned goods and moved a sale. */
beforeEach(async () => {
  database = new Database(':memory:');
  ledger = createPointbook({ program: warung(), store: sqliteStore(database) });
  const sale = { memberId: 'ayu', currency: 'IDR', total: 125_000 };
  for (const memberId of ['ayu', 'budi']) (await ledger.enrolMember({ memberId }))._unsafeUnwrap();
  for (const invoiceId of ['I-1', 'I-2']) (await ledger.saveInvoice({ ...sale, invoiceId }))._unsafeUnwrap();
  (await ledger.refundInvoice({ invoiceId: 'I-1', refundId: 'R-1', value: 50_000 }))._unsafeUnwrap();
  const move = { toMemberId: 'budi', actor: 'ann', reason: 'the wrong card', idempotencyKey: 'move' };
  (await ledger.reassignInvoice({ invoiceId: 'I-2', ...move }))._unsafeUnwrap();
  const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all();
  for (const name of triggers) database.exec(`DROP TRIGGER "${String(name)}"`);
  database.pragma('foreign_keys = OFF');
});

async function findings() {
  const found = (await ledger.verify())._unsafeUnwrap().findings;
  return found.map(({ memberId, problem }) => [memberId, problem]);
}

/** Writes a sale anew, checksum and all. */
function forge(invoiceId: string, change: (record: InvoiceRecord) => InvoiceRecord): void {
  const kind = tillKinds.find((each) => each.kind === 'invoice');
  if (kind === undefined) throw new Error('There is no kind of sales.');
  const select = `SELECT key, format, body FROM pointbook_records WHERE kind = ${word('invoice')} AND key = ?`;
  const row = database.prepare(select).get(invoiceId) as { key: string; format: number; body: string };
  const after = change(recordOfRow(kind, { kind: 'invoice', ...row }) as InvoiceRecord);
  const { record } = recordChange(kind, invoiceId, null, after);
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
      moves: record.moves.map((move) => ({
        ...move,
        left: move.left && { ...move.left, posted: { ...move.left.posted, earned: 99 } },
      })),
    }));
    expect(await findings()).toEqual([['ayu', expect.stringContaining('The sale "I-2" says that it gave 99 points')]]);
  });

  test('a sale that is gone', async () => {
    database.exec(`DELETE FROM pointbook_records WHERE kind = ${word('invoice')} AND key = 'I-1'`);
    expect(await findings()).toEqual([['ayu', 'The entry is about a sale that is not there.']]);
  });

  test('a profile that is gone', async () => {
    database.exec(`DELETE FROM pointbook_records WHERE kind = ${word('profile')} AND key = 'budi'`);
    expect(await findings()).toEqual([['budi', 'The member has no profile.']]);
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
});
