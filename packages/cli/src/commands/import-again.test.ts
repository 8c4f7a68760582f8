import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { done, openShop, type Shop } from '../cli-testing.ts';

const phones = 'phone,points\n0812-3456-789,7\n+628123456780,3\n';

async function shopWithPhones(): Promise<Shop> {
  const shop = await openShop();
  await done(shop.run('member', 'add', 'ann', '--phone', '+628123456789'));
  await done(shop.run('member', 'add', 'ben', '--phone', '+628123456780'));
  return shop;
}

function importing(shop: Shop, content: string) {
  const file = shop.path('gifts.csv');
  writeFileSync(file, content);
  return async (...options: string[]) => {
    const answer = await shop.run('import', 'add', file, '--reason', 'gifts', '--yes', ...options);
    return { ...answer, stderr: answer.stderr.replace(/\s+/g, ' ') };
  };
}

describe('a file that cannot be imported as it is', () => {
  test.each([
    ['rows', 'memberId,points\n', 'The file has no rows'],
    ['good rows', 'memberId,points\nann,x\nnobody,5\n', 'No row of the file is good'],
  ])('without %s is refused, and nothing is written', async (_what, content, words) => {
    const shop = await shopWithPhones();
    const refused = await importing(shop, content)();
    expect(refused).toMatchObject({ code: 3, stdout: '' });
    expect(refused.stderr).toContain(`nothing-to-import: ${words}; nothing was written.`);
    expect(await shop.json('job', 'list')).toEqual([]);
  });

  test('names the options that say how it is written', async () => {
    const shop = await shopWithPhones();
    expect((await importing(shop, phones)('--dry-run')).stderr).toContain('declare the country by --country');
    const numbers = await importing(shop, 'memberId,points\nann,"1.250"\n')();
    expect(numbers.stderr).toContain('Declare by --numbers how the file writes numbers');
    const dates = 'memberId,balance,birthday\nnew,5,31.12.1990\n';
    writeFileSync(shop.path('members.csv'), dates);
    const opening = await shop.run('import', 'opening', shop.path('members.csv'), '--dry-run');
    expect(opening.stderr).toContain('Declare the order of day, month and year by --dates');
  });

  test('in part says how to import the rest in another way, or all of it anew, and both work', async () => {
    const shop = await shopWithPhones();
    const gifts = importing(shop, phones);
    expect((await gifts()).code).toBe(4);
    const refused = await gifts('--country', 'ID');
    expect(refused.code).toBe(3);
    const [, rest = ''] = /`pointbook (job resume [^`]*)`/.exec(refused.stderr) ?? [];
    const leftOut = shop.path('left-out.csv');
    await shop.run(...rest.replace('left-out.csv', leftOut).split(' '));
    expect(readFileSync(leftOut, 'utf8')).toContain('0812-3456-789');
    await done(shop.run('import', 'add', leftOut, '--ignore-unknown', '--reason', 'gifts', '--country', 'ID', '--yes'));
    expect(await shop.json('member', 'show', 'ann')).toMatchObject({ balance: 7 });
    expect(await shop.json('member', 'show', 'ben')).toMatchObject({ balance: 3 });

    const [, undo = ''] = /`pointbook (job undo [^`]*)`/.exec(refused.stderr) ?? [];
    await done(shop.run(...undo.split(' '), '--yes'));
    await done(gifts('--country', 'ID'));
    expect(await shop.json('member', 'show', 'ann')).toMatchObject({ balance: 14 });
    // Now the second import of the file is what stands in the way.
    const again = await gifts('--country', 'ID', '--lenient');
    expect(again).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/job undo import-add-[0-9a-f]+-2`/) as string,
    });
  });
});

test('an opening that read its figures wrongly says how to give the right balances, and that works', async () => {
  const shop = await openShop();
  const file = shop.path('customers.csv');
  writeFileSync(file, 'Customer ID,Customer code,Points balance\nL1,,1.250\nL2,,2.500\n');
  const moveIn = (mode: 'opening' | 'set', ...options: string[]) =>
    shop.run('import', mode, file, '--from', 'loyverse', '--reason', 'moved in', '--yes', ...options);
  await done(moveIn('opening'));
  const refused = await moveIn('opening', '--numbers', 'id');
  expect(refused.code).toBe(3);
  const [, undo = ''] =
    /`pointbook (job undo [^`]*)`, and import the file with `import set`/.exec(refused.stderr.replace(/\s+/g, ' ')) ??
    [];
  await done(shop.run(...undo.split(' '), '--reason', 'read wrongly', '--yes'));
  await done(moveIn('set', '--numbers', 'id'));
  expect(await shop.json('member', 'show', 'L1')).toMatchObject({ balance: 1250 });
  expect(await shop.json('member', 'show', 'L2')).toMatchObject({ balance: 2500 });
});

describe('a command that was done before', () => {
  test('says so, and that another one needs another key', async () => {
    const shop = await shopWithPhones();
    const adjust = (points: string) => shop.run('adjust', 'ann', 'add', points, '--key', 'letter 1');
    expect(await adjust('5')).toMatchObject({ code: 0, stderr: '' });
    expect(await adjust('5')).toMatchObject({ code: 0, stderr: 'This was done before; nothing was changed now.\n' });
    const other = await adjust('6');
    expect(other).toMatchObject({ code: 3, stderr: expect.stringContaining('--key') as string });
    expect(other.stderr).not.toContain('idempotencyKey');
  });
});
