import type { ProgramDefinition } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { auditLedger, histories, programs, runOperations } from '@pointbook/testing';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { property } from '../support/properties/worlds.ts';
import { valueOf } from '../support/value-of.ts';

const maxSafe = Number.MAX_SAFE_INTEGER;
const plain: ProgramDefinition = {
  programId: 'shop',
  name: 'Shop',
  timeZone: 'UTC',
  currency: 'EUR',
  earn: { rules: [{ ruleId: 'all', earn: { per: 'amount', points: 1, of: 1 } }] },
  redeem: { rate: { points: 1, money: 1 } },
};
const staff = { memberId: 'M1', actor: 'ann', reason: 'a reason' };

describe('figures', () => {
  property(
    '[29] past 2^53 − 1 is a named error in every history, and never wraps',
    fc.tuple(programs(), histories({ huge: true })),
    async (trial, [program, operations]) => {
      const world = await trial.open(program);
      const answers = await runOperations(world, operations);
      for (const answer of answers) {
        if (answer?.error) trial.reached(answer.error.kind);
        expect(answer?.error?.kind ?? '').not.toMatch(/^store-/);
      }
      const dump = await world.dump();
      if (dump.members.some(({ account }) => Math.abs(account.balance) > maxSafe - 1000))
        trial.reached('a balance at the edge');
      expect(auditLedger(dump)).toEqual([]);
      expect(valueOf(await verify(world.pointbook)).findings).toEqual([]);
    },
    ['points-overflow', 'a balance at the edge'],
  );

  property(
    '[29] a balance can reach 2^53 − 1 and no point more, by hand and by sale',
    fc.tuple(fc.integer({ min: maxSafe - 50, max: maxSafe }), fc.nat(100), fc.boolean()),
    async (trial, [first, second, bySale]) => {
      const { pointbook, dump } = await trial.open(plain);
      valueOf(await pointbook.enrolMember({ memberId: 'M1' }));
      valueOf(await pointbook.adjustPoints({ ...staff, points: first, direction: 'add', idempotencyKey: 'a' }));
      const before = await dump();
      const answer = await (bySale
        ? pointbook.saveInvoice({ invoiceId: 'S', memberId: 'M1', currency: 'EUR', total: second })
        : pointbook.adjustPoints({ ...staff, points: second + 1, direction: 'add', idempotencyKey: 'b' }));
      const fits = BigInt(first) + BigInt(bySale ? second : second + 1) <= BigInt(maxSafe);
      trial.reached(fits ? 'fits' : 'too much');
      expect(answer.isErr() ? answer.error.kind : 'fits').toBe(fits ? 'fits' : 'points-overflow');
      if (!fits) expect(await dump()).toEqual(before);
    },
    ['fits', 'too much'],
  );

  property(
    '[14] reversals of an entry never undo more than it, and a full one nets zero',
    fc.tuple(
      fc.integer({ min: 1, max: 30 }),
      fc.boolean(),
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }),
      fc.boolean(),
    ),
    async (trial, [points, adds, parts, finish]) => {
      const { pointbook, dump } = await trial.open(plain);
      valueOf(await pointbook.enrolMember({ memberId: 'M1' }));
      valueOf(await pointbook.setBalance({ ...staff, balance: 40, idempotencyKey: 'start' }));
      const lots = (await dump()).members[0]?.account.lots;
      const direction = adds ? ('add' as const) : ('deduct' as const);
      const { sequence } = valueOf(await pointbook.adjustPoints({ ...staff, points, direction, idempotencyKey: 'a' }));
      let left = points;
      for (const [index, part] of [...parts, ...(finish ? [undefined] : [])].entries()) {
        const asked = part === undefined ? {} : { points: part };
        const answer = await pointbook.reverseEntry({ ...staff, sequence, ...asked, idempotencyKey: `r${index}` });
        const wanted = part ?? left;
        const possible = wanted > 0 && wanted <= left;
        expect(answer.isErr() ? answer.error : 'undone').toEqual(
          possible ? 'undone' : expect.objectContaining({ kind: 'reversal-exceeds-entry', left }),
        );
        if (possible) left -= wanted;
        trial.reached(possible ? 'undone' : 'too much');
      }
      const { balance } = valueOf(await pointbook.getBalance({ memberId: 'M1' }));
      expect(balance).toBe(40 + (adds ? left : -left));
      if (left > 0) return;
      trial.reached('a full reversal');
      expect((await dump()).members[0]?.account.lots).toEqual(lots);
    },
    ['undone', 'too much', 'a full reversal'],
  );
});
