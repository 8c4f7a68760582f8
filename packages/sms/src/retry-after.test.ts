import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const now = Date.parse('2026-03-01T00:00:00Z');

test.each([
  [null, null],
  ['0', 0],
  ['90', 90_000],
  ['Sun, 01 Mar 2026 00:00:30 GMT', 30_000],
  ['Sat, 28 Feb 2026 00:00:00 GMT', 0],
  ['', null],
  ['-5', null],
  ['1.5', null],
  ['2026', 2_026_000],
  ['2026-03-01', null],
  ['99999999999', null],
  ['Sunday, whenever', null],
])('Retry-After %j is %s', (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});
