import { createPointbook, InvariantError, type PointbookOptions } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { describe, expect, test } from 'vitest';
import { warung } from '../support/shops/warung.ts';

describe('a ledger wired wrongly says so at once', () => {
  const store = memoryStore();
  test.each<[string, object, string]>([
    ['without a program', { store }, 'The program is missing'],
    ['without a store', { program: warung() }, 'needs a `store`'],
    ['with a path for a store', { program: warung(), store: 'points.db' }, 'needs a `store`'],
    ['with a program full of mistakes', { program: { name: '' }, store }, 'programId'],
  ])('%s', (_, options, words) => {
    const wire = () => createPointbook(options as PointbookOptions);
    expect(wire).toThrow(InvariantError);
    expect(wire).toThrow(words);
  });

  test('with a clock that answers a Date', async () => {
    const clock = { now: () => new Date() as unknown as number };
    const ledger = createPointbook({ program: warung(), store, clock });
    await expect(ledger.enrolMember({ memberId: 'C-1' })).rejects.toThrow('milliseconds');
  });
});
