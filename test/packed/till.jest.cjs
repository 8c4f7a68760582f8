// A host that tests with Jest, on the packages as they are packed: there Node's own errors, and those of drivers, are of
// another realm than the packages, and nothing may be imported dynamically.
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { DatabaseSync } = require('node:sqlite');
const { createPointbook } = require('@pointbook/core');
const { orThrow } = require('@pointbook/core/errors');
const { memoryStore } = require('@pointbook/memory');
const { postgresStore } = require('@pointbook/postgres');
const { sqliteStore } = require('@pointbook/sqlite');
const { backupSqlite } = require('@pointbook/sqlite/backup');

const folder = mkdtempSync(join(tmpdir(), 'pointbook-jest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program = {
  programId: 'warung',
  name: 'Warung Ayu',
  timeZone: 'Asia/Jakarta',
  currency: 'IDR',
  earn: { rules: [{ ruleId: 'base', earn: { per: 'amount', points: 1, of: 1000 } }] },
  redeem: { rate: { points: 1, money: 10 } },
};

test.each([
  ['memory', () => memoryStore()],
  ['the file of an SQLite database', () => sqliteStore(join(folder, 'points.db'))],
  ['a file that node:sqlite opens', () => sqliteStore(join(folder, 'node.db'), { driver: 'node:sqlite' })],
  ['a database that the host has open', () => sqliteStore(new DatabaseSync(join(folder, 'open.db')))],
])('A sale earns and is redeemed on %s', async (_, open) => {
  const store = open();
  const pointbook = createPointbook({ program, store });
  await orThrow(pointbook.enrolMember({ memberId: 'C-17' }));
  await orThrow(pointbook.saveInvoice({ invoiceId: 'INV-1', memberId: 'C-17', currency: 'IDR', total: 125_000 }));
  const { value } = await orThrow(pointbook.redeemPoints({ memberId: 'C-17', redemptionId: 'RD-1', points: 100 }));
  expect(value).toBe(1000);
  const refused = await pointbook.redeemPoints({ memberId: 'C-17', redemptionId: 'RD-2', points: 100 });
  expect(refused._unsafeUnwrapErr().kind).toBe('insufficient-points');
  const { balance } = await orThrow(pointbook.getMember({ memberId: 'C-17' }));
  expect(balance.available).toBe(25);
  await orThrow(store.close());
});

test.each([
  ['a file in no folder', () => sqliteStore(join(folder, 'none', 'points.db')), 'store-path-unusable'],
  [
    'a PostgreSQL that cannot be reached',
    () => postgresStore('postgres://nobody@127.0.0.1:1/none', { retryForMs: 0 }),
    'store-unavailable',
  ],
])('On %s a verb answers, and throws nothing', async (_, open, kind) => {
  const store = open();
  const answer = await createPointbook({ program, store }).enrolMember({ memberId: 'C-17' });
  expect(answer._unsafeUnwrapErr().kind).toBe(kind);
  await orThrow(store.close());
});

test('A record that cannot be read is a failure of the store', async () => {
  const database = new DatabaseSync(join(folder, 'damaged.db'));
  const pointbook = createPointbook({ program, store: sqliteStore(database) });
  await orThrow(pointbook.enrolMember({ memberId: 'C-17' }));
  database.exec(`UPDATE pointbook_records SET body = 'torn' WHERE key = 'C-17'`);
  const written = await pointbook.updateMember({ memberId: 'C-17', changes: { name: 'Ayu' } });
  expect(written._unsafeUnwrapErr().kind).toBe('store-corrupt');
  const read = await pointbook.getMember({ memberId: 'C-17' });
  expect(read._unsafeUnwrapErr().kind).toBe('store-corrupt');
});

test('A backup that cannot be written answers so', async () => {
  const from = join(folder, 'kept.db');
  const store = sqliteStore(from);
  await orThrow(createPointbook({ program, store }).enrolMember({ memberId: 'C-17' }));
  const made = await backupSqlite({
    from,
    to: join(folder, 'none', 'backup.db'),
    check: (restored) => createPointbook({ program, store: restored }).verify(),
  });
  expect(made._unsafeUnwrapErr().kind).toBe('backup-failed');
  await orThrow(store.close());
});
