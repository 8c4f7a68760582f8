import { expect, test } from 'vitest';
import { firstInstant } from '../../values/instant.ts';
import { withTakenBack } from './taken-back.ts';

test('parts that were taken alike are one, in whatever order their fields come: a record that was read has an order of its own', () => {
  const at = firstInstant;
  const read = { from: 'forgiven', points: 19, of: { postedAt: at, availableAt: null, expiresAt: 'never' } } as const;
  const made = { of: { expiresAt: 'never', availableAt: null, postedAt: at }, points: 1, from: 'forgiven' } as const;
  expect(withTakenBack([read], [made], false)).toEqual([{ ...read, points: 20 }]);
});
