import { expect, test, vi } from 'vitest';
import { timeZoneRule } from './calendar-rules.ts';
import { closest } from '../values/closest.ts';

vi.mock('../values/closest.ts', { spy: true });

test.each(['Asia/Jakarta', 'UTC', 'Etc/GMT+5'])('%s is a time zone, and no other one is looked for', (name) => {
  vi.mocked(closest).mockClear();
  expect(timeZoneRule.check(name)).toBeNull();
  expect(closest).not.toHaveBeenCalled();
});

test.each([
  ['asia/jakarta', 'Asia/Jakarta'],
  ['Asia/Jakrta', 'Asia/Jakarta'],
])('%s: the error suggests the right name', (name, meant) => {
  expect(timeZoneRule.check(name)).toMatchObject({ fix: `Did you mean "${meant}"?` });
});
