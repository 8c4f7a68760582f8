import { createPointbook } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { expect, test } from 'vitest';
import { warung } from '../support/warung.ts';

test('A check of a long ledger lets other work run between its pages', async () => {
  const ledger = createPointbook({ program: warung(), store: memoryStore() });
  (await ledger.enrolMember({ memberId: 'ayu' }))._unsafeUnwrap();
  const gift = { memberId: 'ayu', points: 1, direction: 'add', actor: 'ann', reason: 'a gift' } as const;
  const gifts = Array.from({ length: 5000 }, async (_, index) =>
    ledger.adjustPoints({ ...gift, idempotencyKey: `gift ${index}` }),
  );
  expect((await Promise.all(gifts)).every((given) => given.isOk())).toBe(true);
  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  expect((await ledger.verify())._unsafeUnwrap()).toMatchObject({ entries: 5000, findings: [] });
  isOver = true;
  // A thousand entries are one page.
  expect(turns).toBeGreaterThanOrEqual(5);
});
