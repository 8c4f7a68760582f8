import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'pointbook-demo-'));
const file = join(folder, 'demo.db');

// Each run is a process of its own, and a busy machine starts one slowly.

afterAll(() => rmSync(folder, { recursive: true }));

describe('the demo, run twice on one file', () => {
  let first: Run;
  let second: Run;

  beforeAll(() => {
    first = run('--db', file);
    second = run('--db', file);
  });

  test('ends well and says nothing on standard error', () => {
    expect([first.status, second.status]).toEqual([0, 0]);
    expect([first.errors, second.errors]).toEqual(['', '']);
  });

  test('posts entries the first time and none the second', () => {
    const posted = figure(first, 'Posted by this run');
    expect(posted).toBeGreaterThan(150);
    expect(figure(first, 'Entries before this run')).toBe(0);
    expect(figure(second, 'Entries before this run')).toBe(posted);
    expect(figure(second, 'Entries after it')).toBe(posted);
    expect(figure(second, 'Posted by this run')).toBe(0);
  });

  test('tells the same story both times, except for the code', () => {
    const story = (told: Run) => {
      const beforeClosing = told.output.slice(0, told.output.indexOf('Closed, opened again'));
      return beforeClosing.replace(withACode(told), '');
    };
    expect(story(second)).toBe(story(first));
  });

  test('shows the message with the code, and what each code that is entered leads to', () => {
    const shown = withACode(first);
    const [, code] = /│ (\d{6}) is your code to spend 1,500 points at Gift Shop\./.exec(shown) ?? [];
    expect(shown).toContain('code-required: ');
    expect(shown).toContain('╭─ sms to +447700900123 ─');
    expect(shown).toMatch(/confirmRedemption +\d{6}, wrong-code: This is not the code; 4 attempts are\s+left\./);
    const receipts = shown.match(/confirmRedemption +\d{6}, redeemed: 1,500 points, worth £15\.00, with entry 3\./g);
    expect(receipts).toHaveLength(2);
    expect(new Set(receipts)).toEqual(new Set([expect.stringContaining(` ${code}, `)]));
  });

  test('sends no code the second time, and says that the points are spent', () => {
    const shown = withACode(second);
    expect(shown).toContain('code-required: ');
    expect(shown).not.toContain('is your code');
    expect(shown).toContain('The redemption was made before: entry 3 of 8 Dec 2010 spent 1,500 points.');
  });

  test('refunds the cancellation whose sale is known, and names the error of the others', () => {
    for (const { output } of [first, second]) {
      expect(output).toMatch(
        /C536506 +£25\.50 +takes back £25\.50 of sale 536488, £25\.50 of it money, and 25\s+points/,
      );
      expect(output.match(/unknown-invoice/g)).toHaveLength(3);
    }
  });

  test('tells what a sale is made of, what its return is worth in money and points, and how mistakes are taken back', () => {
    for (const told of [first, second]) {
      const shown = section(told, 'Mistakes and returns').replaceAll(/\s+/g, ' ');
      expect(shown).toContain(
        'Kept are £95.00: goods £100.00, discount on the whole sale -£10.00, charges £5.02, rounding -£0.02.',
      );
      expect(shown).toContain('undoRedemption 200 points come back; their worth is owed again.');
      expect(shown).toContain(
        'refundInvoice Line 1 comes back, worth £54.00: £53.44 of it was paid in money, of which £53.44 are due back.',
      );
      expect(shown).toContain('56 points that paid come back, and 54 that were earned are taken.');
      expect(shown).toContain('Sale 536520 is voided by mistake, which takes 265 points.');
      expect(shown).toContain('reinstateInvoice It stands again, and earns 265 points.');
    }
  });

  test('shows what waiting for full payment does', () => {
    expect(first.output).toMatch(/16210 +1 +£2,474\.74 +2,524 +0 +0/);
    expect(first.output).toMatch(/17850 +10 +£1,499\.34 +1,657 +1,291 +1,591/);
  });

  test('imports the good rows of a file, names the bad one, and takes a gift back', () => {
    for (const told of [first, second]) {
      const shown = section(told, 'Many members at once').replaceAll(/\s+/g, ' ');
      expect(shown).toContain('previewImport 3 of 4 rows are good. Line 5: phone is damaged by a spreadsheet');
      expect(shown).toContain('startImport finished: 3 members get 150 points.');
      expect(shown).toContain('rejectedRows Line 5, 4.47701E+11: Make the column text in the spreadsheet');
      expect(shown).toContain('startBulk finished: 43 members get 860 points.');
      expect(shown).toContain('undoJob finished: 43 entries, 860 points are taken back.');
    }
  });

  test('says what all outstanding points are worth', () => {
    const worth = section(first, 'Many members at once').matchAll(/([\d,]+)\s+points\s+until/g);
    const [, outstanding] = /Outstanding +([\d,]+)/.exec(first.output)!;
    expect([...worth].reduce((sum, [, points]) => sum + numberOf(points!), 0)).toBe(numberOf(outstanding!));
  });

  test('has points come and go to what is outstanding, in both programs', () => {
    const rows = section(first, 'Points of the two programs')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/ {2,}/).slice(1).map(numberOf));
    const outstanding = rows.pop();
    const sums = [0, 1].map((column) => rows.reduce((sum, row) => sum + row[column]!, 0));
    expect(sums).toEqual(outstanding);
  });

  test('verifies without findings', () => {
    expect(first.output).toContain('No findings');
    expect(second.output).toContain('No findings');
    expect(first.output).toMatch(/a used\s+code stands behind each redemption that needed one/);
  });

  test('keeps to the page, and to 80 columns on a wider one', () => {
    expect(widthOf(first)).toBeLessThanOrEqual(80);
    expect(widthOf(runOn(40, '--db', file))).toBeLessThanOrEqual(40);
    expect(widthOf(runOn(40, '--db', join(folder, 'narrow.db')))).toBeLessThanOrEqual(40);
    expect(widthOf(runOn(200, '--db', file))).toBeLessThanOrEqual(80);
  });
});

describe('the demo, where it cannot work', () => {
  test('names a file that is no database', () => {
    const text = join(folder, 'text.db');
    writeFileSync(text, 'a shopping list, not a ledger\n'.repeat(200));
    expect(run('--db', text)).toEqual(failure('store-corrupt'));
  });

  test('names a file that another process has locked', () => {
    const locked = join(folder, 'locked.db');
    const holder = new Database(locked);
    holder.exec('CREATE TABLE theirs (id); BEGIN EXCLUSIVE');
    expect(run('--db', locked)).toEqual(failure('store-locked'));
    holder.close();
  });

  test('names a folder', () => {
    expect(run('--db', folder)).toEqual(failure('store-path-unusable'));
  });

  test('names an option that it does not have', () => {
    expect(run('--colour')).toEqual(failure('invalid-option'));
  });

  /** One line with the error's name: no report, no stack trace. */
  const failure = (kind: string) => ({
    status: 1,
    output: '',
    errors: expect.stringMatching(new RegExp(`^${kind}: [^\n]+\n$`)) as string,
  });
});

interface Run {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

function run(...args: string[]): Run {
  return runOn(80, ...args);
}

function runOn(columns: number, ...args: string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=@pointbook/source', main, ...args], {
    encoding: 'utf8',
    // Started a dozen times: what Node made of the sources is kept from one to the next.
    env: { PATH: process.env['PATH'], COLUMNS: String(columns), NODE_COMPILE_CACHE: join(folder, 'compiled') },
  });
  return { status, output: stdout, errors: stderr };
}

/** What stands below a heading. */
function section({ output }: Run, title: string): string {
  return output.split(`${title}\n`)[1]!.split('\n\n')[0]!;
}

/** The section about the code. */
function withACode({ output }: Run): string {
  return output.slice(output.indexOf('Spending with a code'), output.indexOf('Many members at once'));
}

function figure({ output }: Run, label: string): number {
  return numberOf(new RegExp(`${label} +([\\d,]+)`).exec(output)?.[1] ?? 'none');
}

/** The longest line; a file's path is as long as it is. */
function widthOf({ output }: Run): number {
  const lines = output.split('\n').filter((line) => !line.includes(folder));
  return Math.max(...lines.map((line) => line.length));
}

function numberOf(text: string): number {
  return Number(text.replaceAll(/[+,]/g, ''));
}
