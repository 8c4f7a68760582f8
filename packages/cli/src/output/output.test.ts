import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { done, openShop } from '../cli-testing.ts';

describe('Data', () => {
  test('is a table on a terminal, CSV elsewhere, and JSON where it is asked for', async () => {
    const shop = await openShop({ 'C-17': 1250, 'C-18': 0 });
    const table = stripVTControlCharacters((await done(shop.runAt({ columns: 100 }, 'report', 'status'))).stdout);
    expect(
      table
        .split('\n')
        .slice(0, 3)
        .map((line) => line.slice(0, 54)),
    ).toEqual([
      'memberId  earned  redeemed  adjusted  expired  availab',
      'C-17           0         0     1,250        0      1,2',
      'C-18           0         0         0        0         ',
    ]);
    const csv = (await done(shop.run('report', 'status'))).stdout.split('\r\n');
    expect(csv[0]).toContain('memberId,earned,clawedBack');
    expect(csv[1]).toContain('C-17,0,0,0,0,1250,');
    expect((await done(shop.runAt({ columns: 100 }, 'report', 'status', '--csv'))).stdout.split('\r\n')).toEqual(csv);
    const json = await shop.json<{ memberId: string }[]>('report', 'status');
    expect(json.map(({ memberId }) => memberId)).toEqual(['C-17', 'C-18']);
  });

  test('has colours only on a terminal, and not with NO_COLOR', async () => {
    const shop = await openShop({ 'C-17': 5 });
    const colours = async (columns?: number) => {
      const { stdout } = await done(shop.runAt(columns ? { columns } : {}, 'report', 'liability'));
      return stdout.includes('\u001B[');
    };
    for (const name of ['FORCE_COLOR', 'NO_COLOR', 'CI']) vi.stubEnv(name, undefined);
    vi.stubEnv('TERM', 'xterm-256color');
    expect([await colours(100), await colours()]).toEqual([true, false]);
    vi.stubEnv('NO_COLOR', '1');
    expect(await colours(100)).toBe(false);
    vi.unstubAllEnvs();
  });

  test.each([200, 100, 80, 60, 40, 20])('fits into a terminal of %i columns', async (columns) => {
    const shop = await openShop({ 'C-17': 5 });
    await done(shop.run('adjust', 'C-17', 'add', '5', '--reason', 'ごほうび', '--comment', 'A gift'));
    for (const args of [['statement', 'C-17'], ['report', 'status'], ['report', 'daily'], ['find']]) {
      const { stdout } = await done(shop.runAt({ columns }, ...args));
      const [widest = ''] = stripVTControlCharacters(stdout)
        .split('\n')
        .toSorted((a, b) => b.length - a.length);
      // A cell that is wider by itself is all that may stick out.
      expect(widest.length).toBeLessThanOrEqual(Math.max(columns, 'enrolledAt    2026-11-22 10:24'.length));
    }
  });

  test('of a million rows shows the first ones on a terminal, and says how to see more', async () => {
    const shop = await openShop({ a: 1, b: 2, c: 3 });
    const shown = await done(shop.runAt({ columns: 100 }, 'report', 'status', '--limit', '2'));
    expect(shown.stdout.trimEnd().split('\n')).toHaveLength(3);
    expect(shown.stderr).toContain('first 2');
    const all = await done(shop.runAt({ columns: 100 }, 'report', 'status', '--limit', '3'));
    expect([all.stdout.trimEnd().split('\n').length, all.stderr]).toEqual([4, '']);
    expect((await done(shop.run('report', 'status', '--limit', '2'))).stdout.trimEnd().split('\r\n')).toHaveLength(3);
    const none = await done(shop.runAt({ columns: 100 }, 'job', 'list'));
    expect([none.stdout, none.stderr]).toEqual(['', 'There is nothing to show.\n']);
  });

  test('of a sale tells what the total holds beside goods, and no more of one that is goods alone', async () => {
    const shop = await openShop({ 'C-17': 0 });
    const money = { memberId: 'C-17', currency: 'IDR' };
    const lines = [{ net: 100_000 }, { net: 40_000 }, { net: -14_000 }];
    const sale = { ...money, invoiceId: 'INV-1', total: 133_000, rounding: -500, lines };
    const told = async (invoice: object) => {
      const answer = await done(shop.runAt({ columns: 80, piped: JSON.stringify(invoice) }, 'earn', '--file', '-'));
      const rows = stripVTControlCharacters(answer.stdout).trimEnd().split('\n');
      return Object.fromEntries(rows.map((row) => row.split(/ {2,}/)));
    };
    const parts = { goods: '140,000', orderDiscount: '14,000', charges: '7,500', rounding: '-500' };
    expect(await told(sale)).toMatchObject({ ...parts, earned: '126', state: 'standing' });
    expect(await told({ ...money, invoiceId: 'INV-2', total: 5_000 })).not.toHaveProperty('goods');
  });

  test('that would steer the terminal, or a spreadsheet, does not', async () => {
    const shop = await openShop();
    const name = 'Ayu\u202E\u2066\u200F';
    await done(shop.run('member', 'add', '=1+1', '--name', name));
    const { stdout } = await done(shop.runAt({ columns: 80 }, 'member', 'show', '=1+1'));
    expect(stdout).toContain('=1+1');
    expect(stdout).not.toMatch(/[\u202E\u2066\u200F]/);
    expect((await done(shop.run('report', 'status'))).stdout).toContain("\r\n'=1+1,");
    const refused = await shop.runAt({ columns: 80 }, 'member', 'show', 'x\u001B[31m\u0007red');
    expect(stripVTControlCharacters(refused.stderr)).toMatch(/^invalid-command: .+$/m);
    expect(refused.stderr).not.toContain('\u0007');
    expect(refused.stderr).not.toContain('\u001B[31mred');
  });
});

describe('A sentence that is too long', () => {
  test('goes on at the beginning of the next line', async () => {
    const shop = await openShop({ 'C-17': 0 });
    const { stderr } = await shop.runAt({ columns: 40 }, 'redeem', 'C-17', '5');
    for (const line of stripVTControlCharacters(stderr).trimEnd().split('\n')) {
      expect(line.length).toBeLessThanOrEqual(40);
      expect(line).toMatch(/^\S/);
    }
  });
});

describe('Help', () => {
  test('lists the exit codes, and has examples for each command', async () => {
    const shop = await openShop();
    const root = await done(shop.runAt({ columns: 100 }, '--help'));
    expect(root.stdout).toContain('130  stopped with Ctrl-C');
    expect((await done(shop.run('--version'))).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
