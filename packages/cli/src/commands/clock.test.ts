import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { done, openShop, type Shop } from '../cli-testing.ts';

const program = { expiry: { kind: 'after', period: { unit: 'months', count: 12 } } };

afterEach(() => {
  vi.useRealTimers();
});

/** A shop whose points end after a year, on a machine that was ten years ahead when Ayu bought something. */
async function openWrongShop(): Promise<Shop> {
  vi.useFakeTimers({ now: Date.parse('2026-11-30T03:00:00Z'), toFake: ['Date'] });
  const shop = await openShop();
  const file = shop.path('pointbook.json');
  writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), ...program }));
  await done(shop.run('member', 'add', 'C-17'));
  await done(shop.run('adjust', 'C-17', 'add', '100', '--reason', 'welcome'));
  vi.setSystemTime(Date.parse('2036-11-30T03:00:00Z'));
  await done(shop.run('adjust', 'C-17', 'add', '5', '--reason', 'a gift'));
  vi.setSystemTime(Date.parse('2026-11-30T03:00:00Z'));
  return shop;
}

test('pointbook clock lists who is ahead, and sets the time back on the day that is named', async () => {
  const shop = await openWrongShop();
  const found = await done(shop.run('clock', '--csv'));
  expect(found.stdout).toContain('memberId,ahead,entries,points\r\nC-17,');
  expect(found.stdout).toMatch(/,2,100\r\n$/);
  const setBack = ['clock', '--set-back', '--key', 'clock-of-till-2'];
  expect(await shop.run(...setBack)).toMatchObject({ code: 2, stderr: expect.stringContaining('--today') as string });
  expect((await shop.run(...setBack, '--today', '2026-11-29')).code).not.toBe(0);
  for (let times = 1; times <= 2; times++) {
    const answer = await shop.json(...setBack, '--today', '2026-11-30');
    expect(answer).toMatchObject({ members: 1, points: 100, records: 0 });
  }
  expect((await done(shop.run('clock', '--csv'))).stdout).toBe('memberId,ahead,entries,points\r\n');
  expect((await shop.run('clock', '--set-back', '--today', '2026-11-30')).stderr).toContain(
    'nothing is to be corrected',
  );
});
