// What a host tests of the packages as they are packed. Jest, Vitest and Bun run it, each on the packages as it loads them:
// till.test.cjs requires them and till.test.mjs imports them. In Jest and in jsdom, Node's own errors, and those of drivers,
// are of another realm than the packages. In Jest nothing may be imported dynamically.
const { randomUUID } = require('node:crypto');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { DatabaseSync } = require('node:sqlite');

/** Gives the tests to a runner whose `test` and `expect` are global; `timers` are its own for tests. */
exports.testTill = ({ pointbook: host, timers }) => {
  const { createPointbook, orThrow, codes, jobs, verify, memoryStore, postgresStore, sqliteStore, backupSqlite } = host;
  const { createHandler } = host;
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-till-'));
  let files = 0;
  const fileNamed = (name) => join(folder, `${name}-${(files += 1)}.db`);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const program = {
    programId: 'warung',
    name: 'Warung Ayu',
    timeZone: 'Asia/Jakarta',
    currency: 'IDR',
    earn: { rules: [{ ruleId: 'base', earn: { per: 'amount', points: 1, of: 1000 } }] },
    redeem: { rate: { points: 1, money: 10 } },
  };

  const stores = [
    ['memory', () => memoryStore()],
    ['the file of an SQLite database', () => sqliteStore(fileNamed('points'))],
    ['a file that better-sqlite3 opens', () => sqliteStore(fileNamed('better'), { driver: 'better-sqlite3' })],
    ['a file that node:sqlite opens', () => sqliteStore(fileNamed('node'), { driver: 'node:sqlite' })],
    ['a database that the host has open', () => sqliteStore(new DatabaseSync(fileNamed('open')))],
    ['PostgreSQL', () => postgresStore(process.env.DATABASE_URL, { schema: `till_${randomUUID().slice(0, 8)}` })],
  ];

  test.each(stores)('A sale earns and is redeemed on %s', async (_, open) => {
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

  test.each(stores)('A till whose test has stopped all timers is answered, on %s', async (_, open) => {
    timers.useFakeTimers();
    try {
      const pointbook = createPointbook({ program, store: open() });
      await orThrow(pointbook.enrolMember({ memberId: 'C-17' }));
      await orThrow(pointbook.saveInvoice({ invoiceId: 'INV-1', memberId: 'C-17', currency: 'IDR', total: 125_000 }));
      const { balance } = await orThrow(pointbook.getMember({ memberId: 'C-17' }));
      expect(balance.available).toBe(125);
      expect((await orThrow(verify(pointbook))).findings).toEqual([]);
      await orThrow(pointbook.close());
    } finally {
      timers.useRealTimers();
    }
  });

  // jsdom has no requests.
  if (typeof Request === 'function')
    test('The page of the documentation has its script', async () => {
      const pointbook = createPointbook({ program, store: memoryStore() });
      const handler = createHandler(pointbook, { authorize: () => ({ refused: 'forbidden' }) });
      const answer = await handler(new Request('https://till.example/docs/scalar.js'));
      expect((await answer.text()).length).toBeGreaterThan(1_000_000);
    });

  test('Points move in the transaction of the host, and go back with it', async () => {
    const database = new DatabaseSync(':memory:');
    const pointbook = createPointbook({ program, store: sqliteStore(database) });
    await orThrow(pointbook.enrolMember({ memberId: 'C-17' }));
    database.exec('BEGIN IMMEDIATE');
    const sale = { invoiceId: 'INV-1', memberId: 'C-17', currency: 'IDR', total: 125_000 };
    expect(pointbook.within(database).saveInvoice(sale)._unsafeUnwrap().balance.available).toBe(125);
    database.exec('ROLLBACK');
    expect((await orThrow(pointbook.getMember({ memberId: 'C-17' }))).balance.available).toBe(0);
  });

  if (process.versions.bun !== undefined)
    test('A database of bun:sqlite is refused by its name', () => {
      const { Database } = process.getBuiltinModule('bun:sqlite');
      expect(() => sqliteStore(new Database(':memory:'))).toThrow('bun:sqlite');
    });

  test('A code that the customer was sent spends the points', async () => {
    let code = '';
    const send = async ({ data }) => {
      code = data.code;
      return { status: 'sent', providerId: null };
    };
    const plugin = codes({ secret: 'a secret of thirty-two characters', notifiers: [{ channel: 'sms', send }] });
    const pointbook = createPointbook({ program, store: memoryStore(), plugins: [plugin] });
    await orThrow(pointbook.enrolMember({ memberId: 'C-17', phone: '+6281234567890' }));
    await orThrow(pointbook.saveInvoice({ invoiceId: 'INV-1', memberId: 'C-17', currency: 'IDR', total: 125_000 }));
    const asked = { memberId: 'C-17', redemptionId: 'RD-1', points: 100 };
    const { challengeId } = await orThrow(pointbook.codes.requestRedemption(asked));
    const spent = await orThrow(pointbook.codes.confirmRedemption({ challengeId, code }));
    expect(spent.value).toBe(1000);
  });

  test('A file of points is imported', async () => {
    const file = join(folder, 'points.csv');
    writeFileSync(file, 'member_id,points\nC-17,50\n');
    const source = () => [readFileSync(file)];
    const pointbook = createPointbook({ program, store: memoryStore(), plugins: [jobs()] });
    await orThrow(pointbook.enrolMember({ memberId: 'C-17' }));
    const { digest } = await orThrow(pointbook.jobs.previewImport({ mode: 'add', source }));
    const job = { mode: 'add', digest, actor: 'staff-3', reason: 'Eid gifts' };
    const { jobId } = await orThrow(pointbook.jobs.startImport(job));
    for await (const step of pointbook.jobs.runJob({ jobId, source })) expect(step.isOk()).toBe(true);
    expect((await orThrow(pointbook.getMember({ memberId: 'C-17' }))).balance.available).toBe(50);
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
      check: (restored) => verify(createPointbook({ program, store: restored })),
    });
    expect(made._unsafeUnwrapErr().kind).toBe('backup-failed');
    await orThrow(store.close());
  });
};
