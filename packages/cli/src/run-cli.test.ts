import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { done, openFolder, openShop } from './cli-testing.ts';
import { runCli } from './run-cli.ts';
import type { Terminal } from './terminal.ts';

describe('init and migrate', () => {
  test('make the rules and the ledger, and never overwrite existing rules', async () => {
    const shop = openFolder();
    const first = await done(shop.run('init', '--name', 'Warung Ayu', '--currency', 'idr', '--earn-per', '500'));
    expect(first.stderr).toContain('one point for 500');
    expect(first.stderr).toContain(`time zone ${Intl.DateTimeFormat().resolvedOptions().timeZone}.`);
    const rules = readFileSync(shop.path('pointbook.json'), 'utf8');
    expect(JSON.parse(rules)).toMatchObject({ programId: 'warung-ayu', currency: 'IDR' });
    expect(existsSync(shop.path('points.db'))).toBe(true);
    expect(await shop.run('init', '--name', 'Other', '--currency', 'EUR')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('program-exists') as string,
    });
    expect(readFileSync(shop.path('pointbook.json'), 'utf8')).toBe(rules);
    await done(shop.run('migrate'));
  });

  test('rules with a mistake make no file and no ledger', async () => {
    const shop = openFolder();
    const { code, stderr } = await shop.run('init', '--name', 'Warung', '--currency', 'RUPIAH');
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('currency') as string });
    expect([existsSync(shop.path('pointbook.json')), existsSync(shop.path('points.db'))]).toEqual([false, false]);
  });

  test('a file of rules that cannot be written ends with 5', async () => {
    const shop = openFolder();
    const file = shop.path('no-folder/pointbook.json');
    expect(await shop.run('init', '--name', 'Warung', '--currency', 'IDR', '--program', file)).toMatchObject({
      code: 5,
      stderr: expect.stringContaining('file-unwritable') as string,
    });
  });

  test('a missing option is asked for on a terminal, and is an error elsewhere', async () => {
    const shop = openFolder();
    expect(await shop.run('init')).toMatchObject({ code: 2, stderr: expect.stringContaining('--name') as string });
    const asked = await shop.runAt({ columns: 80, typed: '\n' }, 'init', '--currency', 'EUR');
    expect(asked).toMatchObject({ code: 0, stderr: expect.stringContaining('Our Points') as string });
    expect(readFileSync(shop.path('pointbook.json'), 'utf8')).toContain('"name": "Our Points"');
  });

  test('two ledgers with different prefixes share a file', async () => {
    const shop = await openShop({ 'C-17': 5 });
    const other = ['--table-prefix', 'kopi_'];
    expect(await shop.run('verify', ...other)).toMatchObject({ code: 5 });
    await done(shop.run('migrate', ...other));
    expect(await shop.json('verify', ...other)).toMatchObject({ members: 0 });
    expect(await shop.json('verify')).toMatchObject({ members: 1 });
  });

  test('no other command makes a database', async () => {
    const shop = await openShop();
    const other = shop.path('typo.db');
    expect(await shop.run('verify', '--db', other)).toMatchObject({
      code: 5,
      stderr: `no-ledger: There is no file ${other}: \`pointbook migrate\` makes one.\n`,
    });
    expect(existsSync(other)).toBe(false);
    writeFileSync(other, '');
    expect(await shop.run('verify', '--db', other)).toMatchObject({
      code: 5,
      stderr: expect.stringContaining('pointbook migrate') as string,
    });
    writeFileSync(other, 'not a database, but a text that somebody needs');
    expect(await shop.run('verify', '--db', other)).toMatchObject({
      code: 5,
      stderr: expect.stringContaining('store-corrupt') as string,
    });
  });
});

describe('points by hand', () => {
  test('earn, adjust, set, redeem, and what the statement says of it', async () => {
    const shop = await openShop();
    await done(shop.run('member', 'add', 'C-17', '--name', 'Ayu', '--phone', '+628123456789', '--tier', 'gold'));
    expect(await shop.json('earn', 'INV-1', '--member', 'C-17', '--total', '125000')).toMatchObject({ earned: 125 });
    expect(await shop.json('adjust', 'C-17', 'add', '50', '--reason', 'missed sale')).toMatchObject({ balance: 175 });
    expect(await shop.json('adjust', 'C-17', 'deduct', '5', '--reason', 'typo')).toMatchObject({ delta: -5 });
    expect(await shop.json('set', 'C-17', '160', '--expected', '170', '--reason', 'counted')).toMatchObject({
      delta: -10,
    });
    expect(await shop.json('redeem', 'C-17', '100', '--invoice', 'INV-1')).toMatchObject({ value: 1000 });
    const { stdout } = await done(shop.run('statement', 'C-17'));
    const rows = stdout
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    expect(rows.map((row) => [row[1], row[6], row[7], row[8]])).toEqual([
      ['sequence', 'delta', 'balance', 'actor'],
      ['6', '-1', '59', 'staff-3'],
      ['5', '-100', '60', 'staff-3'],
      ['4', '-10', '160', 'staff-3'],
      ['3', '-5', '170', 'staff-3'],
      ['2', '50', '175', 'staff-3'],
      ['1', '125', '125', 'staff-3'],
    ]);
    const found = await shop.json<{ reason: string }[]>('find', '--kind', 'adjustment', '--reason', 'missed');
    expect(found.map(({ reason }) => reason)).toEqual(['missed sale']);
    expect(await shop.json('find', '--kind', 'earn', 'expiry', '--limit', '501')).toHaveLength(1);
    expect(await shop.json('find', '--member', 'C-17', '--invoice', 'INV-1', '--by', 'staff-3')).toHaveLength(2);
    expect(await shop.json('find', '--from', '2020-01-01', '--to', '2020-12-31')).toEqual([]);
    expect(await shop.json('member', 'show', 'C-17')).toMatchObject({ name: 'Ayu', balance: 59 });
    expect(await shop.json('member', 'find', '--phone', '+62 812 3456 789')).toMatchObject([{ memberId: 'C-17' }]);
    const forMember = await done(shop.run('statement', 'C-17', '--view', 'member'));
    expect(forMember.stdout).toContain('-100,60');
    expect(forMember.stdout).not.toMatch(/reason|actor|staff-3|missed sale/);
  });

  test('a command with a key is done once, however often it is run', async () => {
    const shop = await openShop({ 'C-17': 0 });
    const gift = ['adjust', 'C-17', 'add', '50', '--reason', 'gift', '--key', 'ticket-1'];
    const [first, second] = [await shop.json<object>(...gift), await shop.json(...gift)];
    expect(second).toEqual({ ...first, replayed: true });
    expect(await shop.run('adjust', 'C-17', 'add', '51', '--reason', 'gift', '--key', 'ticket-1')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('idempotency-key-reused') as string,
    });
    expect(await shop.json('member', 'show', 'C-17')).toMatchObject({ balance: 50 });
  });

  test('an invoice comes whole from a file, and is paid in full where the program waits for that', async () => {
    const shop = await openShop({ 'C-17': 0 });
    const file = shop.path('pointbook.json');
    const rules = JSON.parse(readFileSync(file, 'utf8')) as { earn: object };
    writeFileSync(file, JSON.stringify({ ...rules, earn: { ...rules.earn, trigger: 'on-full-payment' } }));
    const lines = [{ lineId: '1', net: 40_000, tax: 4000 }];
    const invoice = {
      invoiceId: 'INV-2',
      memberId: 'C-17',
      currency: 'IDR',
      total: 44_000,
      lines,
      soldAt: '2026-03-02T03:00:00Z',
    };
    writeFileSync(shop.path('invoice.json'), JSON.stringify(invoice));
    expect(await shop.json('earn', '--file', shop.path('invoice.json'))).toMatchObject({
      earned: 0,
      withheld: 'awaiting-payment',
    });
    expect(await shop.json('earn', '--file', shop.path('invoice.json'), '--paid', 'PAY-1')).toMatchObject({
      earned: 44,
    });
    const piped = JSON.stringify({ ...invoice, invoiceId: 'INV-3' });
    expect(await done(shop.runAt({ piped }, 'earn', '--file', '-'))).toMatchObject({
      stdout: expect.stringContaining('INV-3,1,C-17,') as string,
    });
  });

  test('a refusal has the name of its error, and is JSON with --json', async () => {
    const shop = await openShop({ 'C-17': 5 });
    expect(await shop.run('redeem', 'C-17', '10')).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('insufficient-points: ') as string,
    });
    const failure = async (...args: readonly string[]) => {
      const { code, stderr } = await shop.run(...args, '--json');
      return [code, (JSON.parse(stderr) as { error: object }).error];
    };
    const adjust = ['adjust', 'C-18', 'add', '5'];
    expect(await failure(...adjust, '--reason', 'x')).toMatchObject([3, { kind: 'unknown-member' }]);
    const missing = { kind: 'usage', message: "missing required argument 'points'" };
    expect(await failure('adjust', 'C-18', 'add')).toEqual([2, missing]);
    expect(await failure('member')).toEqual([2, { kind: 'usage', message: 'Name a command: --help lists them.' }]);
  });
});

test.each<[string, readonly string[], RegExp]>([
  ['no command', [], /Usage: pointbook/],
  ['an unknown command', ['ajust'], /Did you mean adjust/],
  ['an unknown option', ['verify', '--fast'], /unknown option/],
  ['a figure with a fraction', ['adjust', 'C-17', 'add', '1.5', '--reason', 'x'], /whole number/],
  ['a figure beyond what is exact', ['adjust', 'C-17', 'add', '9007199254740993', '--reason', 'x'], /whole number/],
  ['points below 1', ['adjust', 'C-17', 'add', '0', '--reason', 'x'], /points/],
  ['a day that the calendar does not have', ['find', '--from', '2026-02-30'], /2026-03-31/],
  ['two formats', ['verify', '--json', '--csv'], /not both/],
  ['points and a reward', ['redeem', 'C-17', '5', '--reward', 'coffee'], /Give either/],
  ['a search without a phone, an email or a card', ['member', 'find'], /--phone/],
  ['everyone and a filter', ['bulk', 'add', '5', '--everyone', '--tier', 'gold', '--reason', 'x'], /in one way/],
  ['a bulk adjustment without members', ['bulk', 'add', '5', '--reason', 'x'], /--everyone/],
  ['an invoice as a file and as options', ['earn', 'INV-1', '--file', 'invoice.json'], /leave the rest out/],
  ['a limit below 1', ['report', 'status', '--limit', '0'], /1 or more/],
  ['a page without its size', ['bulk', 'add', '5', '--page-after', 'C-1', '--reason', 'x'], /--page-limit/],
  ['an import from stdin', ['import', 'add', '-', '--reason', 'x'], /more than once/],
  ['an unknown column', ['report', 'daily', '--columns', 'date,spent'], /earned/],
  ['a database of another kind', ['verify', '--db', 'mysql://root:secret@localhost/shop'], /one of mysql/],
  ['a schema in a file', ['verify', '--schema', 'shop'], /--table-prefix/],
  ['a prefix on PostgreSQL', ['verify', '--db', 'postgres://x/y', '--table-prefix', 'shop_'], /--schema/],
  ['a prefix with a space', ['verify', '--table-prefix', 'a b'], /tablePrefix/],
  ['a prefix with a space, of a backup', ['backup', 'x.db', '--table-prefix', 'a b'], /tablePrefix/],
  ['a backup without a name', ['backup', ''], /name the file/],
  ['an export without a name', ['export', ''], /Name the file/],
  ['a database without a name', ['migrate', '--db', ''], /POINTBOOK_DB/],
  ['a missing file of rules', ['verify', '--program', 'nowhere.json'], /nowhere\.json/],
])('%s is a mistake on the command line', async (_, args, words) => {
  const shop = await openShop();
  const { code, stdout, stderr } = await shop.run(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(words);
  expect(stderr).not.toContain('secret');
});

test('a fault of the program itself is printed with its stack', async () => {
  const told = new PassThrough();
  const terminal = { stdin: told, stdout: told, stderr: told } as unknown as Terminal;
  expect(await runCli(['verify'], terminal)).toBe(1);
  expect(String(told.read())).toMatch(/^pointbook-fault: TypeError: .+\n +at /);
});

test('stdout that cannot be written ends with 5', async () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const stdout = new Writable({ write: (_chunk, _encoding, next) => next(full) });
  const stderr = new PassThrough();
  const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
  onTestFinished(() => void vi.restoreAllMocks());
  await runCli(['--version'], { stdin: stderr, stdout, stderr, env: {} } as unknown as Terminal);
  await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(5));
  expect(String(stderr.read())).toBe(`output-unwritable: stdout cannot be written: ${full.message}.\n`);
});

test('without a database, the error says how to name one', async () => {
  const shop = await openShop();
  expect(await shop.runAt({ env: { POINTBOOK_DB: '' } }, 'verify')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('POINTBOOK_DB') as string,
  });
});

test('expire posts what has ended, and verify adds it all up', async () => {
  const shop = await openShop({ 'C-17': 50 });
  expect(await shop.json('expire')).toEqual({ members: 0, entries: 0, more: false });
  expect(await shop.json('verify')).toEqual({ members: 1, entries: 1, findings: [], unchecked: [] });
  const database = new DatabaseSync(shop.path('points.db'));
  database.exec(
    'DROP TRIGGER pointbook_entries_no_update; UPDATE pointbook_entries SET delta = 51, balance_after = 51',
  );
  database.close();
  const { code, stdout, stderr } = await shop.run('verify');
  expect({ code, stdout }).toEqual({ code: 6, stdout: 'members,entries,findings\r\n1,1,1\r\n' });
  expect(stderr).toMatch(/^C-17, entry 1: /);
});
