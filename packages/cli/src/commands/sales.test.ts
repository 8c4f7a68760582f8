import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { done, openShop, type Shop } from '../cli-testing.ts';

/** A ledger with a sale of two lines, which earned 90 points, and another member. */
async function openSold(trigger?: 'on-full-payment'): Promise<Shop> {
  const shop = await openShop({ 'C-17': 0, 'C-18': 0 });
  if (trigger !== undefined) {
    const file = shop.path('pointbook.json');
    const rules = JSON.parse(readFileSync(file, 'utf8')) as { earn: object };
    writeFileSync(file, JSON.stringify({ ...rules, earn: { ...rules.earn, trigger } }));
  }
  const lines = [
    { lineId: '1', net: 60_000, quantity: '3' },
    { lineId: '2', net: 30_000 },
  ];
  const sale = { invoiceId: 'INV-1', memberId: 'C-17', currency: 'IDR', total: 90_000, lines };
  await done(shop.runAt({ piped: JSON.stringify(sale) }, 'earn', '--file', '-'));
  return shop;
}

async function balanceOf(shop: Shop, memberId = 'C-17'): Promise<unknown> {
  return (await shop.json('member', 'show', memberId))['balance'];
}

test('a refund takes back lines, a part of one, or a value, and says what money and points go back', async () => {
  const shop = await openSold();
  const part = await shop.json('refund', 'INV-1', '--line', '1=1', '--id', 'R-1');
  expect(part).toMatchObject({ value: 20_000, money: 20_000, clawedBack: 20, balance: 70, state: 'standing' });
  expect(await shop.json('refund', 'INV-1', '--line', '1=1', '--id', 'R-1')).toEqual({ ...part, replayed: true });
  expect(await shop.json('refund', 'INV-1', '--line', '1', '--line', '2')).toMatchObject({ value: 70_000, balance: 0 });
  const { actor } = (await shop.json<Record<string, unknown>[]>('find', '--invoice', 'INV-1'))[0] ?? {};
  expect(actor).toBe('staff-3');
});

test('a void takes all back, and a reinstatement takes the void back', async () => {
  const shop = await openSold();
  expect(await shop.json('void', 'INV-1')).toMatchObject({
    value: 90_000,
    clawedBack: 90,
    balance: 0,
    state: 'voided',
  });
  expect(await shop.json('reinstate', 'INV-1', '--id', 'B-1')).toMatchObject({ earned: 90, balance: 90 });
  expect(await shop.json('reinstate', 'INV-1', '--id', 'B-1')).toMatchObject({ replayed: true });
});

test('a payment is of an amount, or of all that is left', async () => {
  const shop = await openSold('on-full-payment');
  expect(await shop.json('pay', 'INV-1', '50000')).toMatchObject({ leftToPay: 40_000, earned: 0 });
  expect(await shop.json('pay', 'INV-1', '--id', 'P-2')).toMatchObject({ leftToPay: 0, earned: 90, balance: 90 });
  expect(await shop.run('pay', 'INV-1')).toMatchObject({
    code: 3,
    stderr: 'nothing-to-pay: Nothing is left to pay of the sale.\n',
  });
  expect(await shop.run('pay', 'INV-1', '12.50')).toMatchObject({ code: 2 });
});

test('a sale is moved to another member, with a reason, once', async () => {
  const shop = await openSold();
  const move = ['move', 'INV-1', 'C-18', '--reason', 'wrong card', '--key', 'ticket-1'];
  expect(await shop.json(...move)).toMatchObject({ memberId: 'C-18', balance: 90 });
  expect(await shop.json(...move)).toMatchObject({ replayed: true });
  expect([await balanceOf(shop), await balanceOf(shop, 'C-18')]).toEqual([0, 90]);
});

test('a redemption that was a mistake is undone, in parts or whole', async () => {
  const shop = await openSold();
  await done(shop.run('redeem', 'C-17', '50', '--id', 'RD-1'));
  expect(await shop.json('undo-redemption', 'C-17', 'RD-1', '--points', '20')).toMatchObject({
    points: 20,
    balance: 60,
  });
  expect(await shop.json('undo-redemption', 'C-17', 'RD-1', '--id', 'U-1')).toMatchObject({ points: 30, balance: 90 });
  const unknown = await shop.run('undo-redemption', 'C-17', 'RD-9');
  expect(unknown).toMatchObject({ code: 3, stderr: expect.stringContaining('unknown-redemption: ') as string });
});

test.each([
  ['refund', 'INV-1', '--line', '2'],
  ['refund', 'INV-1', '--value', '9000'],
  ['void', 'INV-1'],
  ['pay', 'INV-1', '90000'],
  ['move', 'INV-1', 'C-18'],
  ['undo-redemption', 'C-17', 'RD-1'],
])('%s %s with --dry-run answers what it would, and writes nothing', async (...command) => {
  const shop = await openSold();
  await done(shop.run('redeem', 'C-17', '50', '--id', 'RD-1'));
  const id = command[0] === 'move' ? ['--key', 'X-1'] : ['--id', 'X-1'];
  const entries = async () => shop.json('find');
  const before = await entries();
  const dry = await shop.run(...command, ...id, '--dry-run', '--json');
  expect(dry).toMatchObject({ code: 0, stderr: 'Nothing is written. It would answer:\n' });
  expect(await entries()).toEqual(before);
  const untimed = (answer: object) => ({ ...answer, postedAt: null });
  expect(untimed(await shop.json(...command, ...id))).toEqual(untimed(JSON.parse(dry.stdout) as object));
});

test.each([
  ['a refund of nothing', ['refund', 'INV-1'], /--line/],
  ['a line without an id', ['refund', 'INV-1', '--line', '=2'], /id=quantity/],
  ['a value with a fraction', ['refund', 'INV-1', '--value', '1.5'], /minor units/],
])('%s is a mistake on the command line', async (_, args, words) => {
  const shop = await openSold();
  const { code, stdout, stderr } = await shop.run(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(words);
});
