import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { duration, openProgress, progressLine } from './progress.ts';

const half = { unit: 'rows', total: 20_000, from: 0, done: 10_000, ms: 2000 };

test('a line says how far it is, how fast, and how long it takes', () => {
  expect(progressLine(half, 100)).toBe(
    '████████████░░░░░░░░░░░░  50 %  10,000 of 20,000 rows · 5,000 rows/s · 2 s left',
  );
  expect(progressLine({ ...half, total: null }, 100)).toBe('10,000 rows · 5,000 rows/s');
});

test('what was done before this time does not make it faster', () => {
  expect(progressLine({ ...half, from: 8000 }, 100)).toContain('1,000 rows/s · 10 s left');
});

test('progress past the expected total has no share', () => {
  expect(progressLine({ ...half, done: 20_001 }, 100)).toBe('20,001 rows · 10,001 rows/s');
  expect(progressLine({ ...half, done: 0, total: 0 }, 100)).toContain('100 %');
});

test('progress is never wider than the terminal, because a wrapped line cannot be overwritten', () => {
  for (let columns = 1; columns < 120; columns += 1)
    expect(stringWidth(progressLine(half, columns))).toBeLessThan(columns);
});

test.each([
  [0, '1 s'],
  [59, '59 s'],
  [60, '1 min 0 s'],
  [3599, '59 min 59 s'],
  [3600, '1 h 0 min'],
  [90_061, '25 h 1 min'],
])('%i seconds are %s', (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});

function shownOn(isTTY: boolean, times: readonly number[]): string[] {
  const written: string[] = [];
  const stderr = { isTTY, columns: 80, write: (text: string) => written.push(text) };
  let now = 0;
  const progress = openProgress({ stderr } as never, { unit: 'rows', total: 100 }, () => now);
  for (const [index, time] of times.entries()) {
    now = time;
    progress.at(index);
  }
  progress.end();
  return written;
}

test('what is over within a second shows nothing', () => {
  expect(shownOn(true, [0, 500, 999])).toEqual([]);
});

test('on a terminal one line is drawn over, and taken away at the end', () => {
  const written = shownOn(true, [500, 1000, 1050, 1100]);
  expect(written).toHaveLength(3);
  expect(written.slice(0, 2).every((text) => text.startsWith('\r') && text.endsWith('\u001B[K'))).toBe(true);
  expect(written.at(-1)).toBe('\r\u001B[K');
});

test('elsewhere there is a line now and then', () => {
  const written = shownOn(false, [500, 1000, 5000, 11_000]);
  expect(written).toHaveLength(2);
  expect(written.every((text) => text.endsWith('\n') && !text.includes('\u001B'))).toBe(true);
});
