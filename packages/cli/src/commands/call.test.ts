import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { verbsOf } from '@pointbook/core/plugin';
import { expect, test } from 'vitest';
import { done, openShop, type Shop } from '../cli-testing.ts';
import { plugins } from '../ledger/plugins.ts';

const verbs = verbsOf(plugins);

async function call(shop: Shop, verb: string, input?: object, ...more: readonly string[]): Promise<unknown> {
  const given = input === undefined ? [] : [JSON.stringify(input)];
  const { stdout } = await done(shop.runAt({ piped: '' }, 'call', verb, ...given, ...more));
  return JSON.parse(stdout);
}

test('every verb of the ledger and of the plugins is called with JSON, and answers JSON', async () => {
  const shop = await openShop({ 'C-17': 50, 'C-18': 0 });
  const sale = { invoiceId: 'INV-1', memberId: 'C-17', currency: 'IDR', total: 9000, soldAt: new Date().toISOString() };
  expect(await call(shop, 'saveInvoice', sale)).toMatchObject({ earned: 9, balance: { balance: 59 } });
  expect(await call(shop, 'reassignInvoice', { invoiceId: 'INV-1', toMemberId: 'C-18' })).toMatchObject({
    memberId: 'C-18',
  });
  expect(await call(shop, 'quoteRedemption', { available: 50 })).toBeTypeOf('object');
  expect(await call(shop, 'jobs.listJobs')).toEqual({ items: [], next: null });
  expect(await call(shop, 'getBalance', { memberId: 'C-17' })).toMatchObject({ balance: 50 });
});

test('the input comes by stdin, too, and a command names who is logged in', async () => {
  const shop = await openShop({ 'C-17': 0 });
  const piped = JSON.stringify({ memberId: 'C-17', points: 5, direction: 'add', reason: 'gift' });
  await done(shop.runAt({ piped }, 'call', 'adjustPoints'));
  const named = JSON.stringify({ memberId: 'C-17', points: 5, direction: 'add', reason: 'gift', actor: 'owner' });
  await done(shop.runAt({ piped: named }, 'call', 'adjustPoints', '-', '--actor', 'somebody'));
  const entries = await shop.json<{ actor: string }[]>('find', '--member', 'C-17', '--kind', 'adjustment');
  expect(entries.map(({ actor }) => actor)).toEqual(['owner', 'staff-3']);
  const found = (await call(shop, 'findEntries', { memberId: 'C-17' })) as { items: unknown[] };
  expect(found.items).toHaveLength(2);
});

test('what comes in parts is a line of JSON for each', async () => {
  const shop = await openShop({ 'C-17': 5, 'C-18': 7 });
  const { stdout } = await done(shop.runAt({ piped: '' }, 'call', 'reports.status'));
  const rows = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { memberId: string });
  expect(rows.map(({ memberId }) => memberId)).toEqual(['C-17', 'C-18']);
  writeFileSync(shop.path('gifts.csv'), 'memberId,points\nC-17,5\n');
  const preview = await call(shop, 'jobs.previewImport', { mode: 'add' }, '--source', shop.path('gifts.csv'));
  expect(preview).toMatchObject({ accepted: 1, given: 5 });
});

test('an error is JSON with the fields of the error, and ends as other commands do', async () => {
  const shop = await openShop({ 'C-17': 5 });
  const failure = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await shop.runAt({ piped: '' }, 'call', ...args);
    expect(stdout).toBe('');
    return [code, (JSON.parse(stderr) as { error: object }).error];
  };
  const spend = { memberId: 'C-17', redemptionId: 'RD-1', points: 10 };
  expect(await failure('redeemPoints', JSON.stringify(spend))).toMatchObject([
    3,
    { kind: 'insufficient-points', requested: 10, available: 5 },
  ]);
  const sale = { invoiceId: 'INV-1', memberId: 'C-17', currency: 'IDR', total: 1000, revision: 1 };
  await call(shop, 'saveInvoice', sale);
  expect(await failure('saveInvoice', JSON.stringify({ ...sale, total: 2000 }))).toMatchObject([
    3,
    { kind: 'idempotency-key-reused', field: 'revision', id: '1' },
  ]);
  expect(await failure('getBalance', '{"memberID":"C-17"}')).toMatchObject([2, { kind: 'invalid-command' }]);
  expect(await failure('getBalance', '{')).toMatchObject([2, { kind: 'invalid-json' }]);
  expect(await failure('getBalance', '[]')).toMatchObject([2, { kind: 'usage' }]);
  expect(await failure('getBalance')).toMatchObject([
    2,
    { kind: 'usage', message: expect.stringContaining('memberId') as string },
  ]);
  expect(await failure('getbalance', '{}')).toMatchObject([
    2,
    { kind: 'unknown-verb', message: 'There is no verb "getbalance": did you mean getBalance?' },
  ]);
  expect(await failure()).toMatchObject([2, { kind: 'usage' }]);
  expect(await failure('getBalance', '{}', '--fast')).toMatchObject([2, { kind: 'usage' }]);
  expect(await failure('getBalance', '{}', '--source', 'x.csv')).toMatchObject([2, { kind: 'usage' }]);
  expect(await failure('jobs.runJob', '{"jobId":"none"}')).toMatchObject([3, { kind: 'unknown-job', jobId: 'none' }]);
});

test('--list names every verb with its input, and of one every field', async () => {
  const shop = await openShop();
  const listed = await shop.json<{ verb: string; does: string; input: string }[]>('call', '--list');
  expect(listed.map(({ verb }) => verb)).toEqual(verbs.map(({ path }) => path.join('.')));
  expect(listed).toContainEqual({ verb: 'getBalance', does: 'reads', input: 'memberId [at] [mayLag]' });
  const { stdout } = await done(shop.run('call', '--list', 'refundInvoice'));
  expect(stdout).toContain('lines[].lineId,true,text,1 to 128 bytes\r\n');
  const told = await shop.json<{ input: { required: string[] } }>('call', '--list', 'refundInvoice');
  expect(told).toMatchObject({ verb: 'refundInvoice', writes: true, input: { required: ['invoiceId', 'refundId'] } });
});

test.each([60, 160])('--list fits into a terminal of %i columns', async (columns) => {
  const shop = await openShop();
  for (const args of [[], ['saveInvoice']]) {
    const { stdout, stderr } = await done(shop.runAt({ columns }, 'call', '--list', ...args));
    for (const line of stripVTControlCharacters(`${stdout}${stderr}`).split('\n'))
      expect(line.length).toBeLessThanOrEqual(columns);
  }
});
