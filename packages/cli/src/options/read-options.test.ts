import { expect, test } from 'vitest';
import { openShop } from '../cli-testing.ts';

test('an amount with decimals is told how money is written', async () => {
  const shop = await openShop();
  expect(await shop.run('earn', 'INV-1', '--member', 'C-17', '--total', '12.50')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('whole number of minor units, in plain digits: 12.50 is 1250') as string,
  });
});

test('a day that is none is named, and what the library would do is told as a command', async () => {
  const shop = await openShop();
  expect(await shop.run('find', '--from', 'yesterday')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('yesterday must be a day of the calendar') as string,
  });
  expect(await shop.run('job', 'show', 'none')).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('`pointbook job list` has them') as string,
  });
});
