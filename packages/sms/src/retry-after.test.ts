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
  ['86400', 86_400_000],
  ['86401', 86_400_000],
  ['9'.repeat(400), 86_400_000],
  ['Sun, 01 Mar 2099 00:00:00 GMT', 86_400_000],
  ['Sun, 99 Mar 2026 00:00:00 GMT', null],
  ['Sun, 01 Mar 99999 00:00:00 GMT', null],
  ['Sun Mar  1 00:00:30 2026', null],
  ['Sunday, 01-Mar-26 00:00:30 GMT', null],
  ['Sun, 01 Mar 2026 00:00:30 +0700', null],
  ['Wed 3', null],
  ['2026-03-01', null],
  ['99999999999', 86_400_000],
  ['Sunday, whenever', null],
])('Retry-After %j is %s', (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});
