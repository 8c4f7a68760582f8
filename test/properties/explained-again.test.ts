import { createPointbook, type Explanation, type ProgramDefinition, type TotalExplanation } from '@pointbook/core';
import { type Call, histories, isCall, operationRunner, programs, runCall } from '@pointbook/testing';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect } from 'vitest';
import { postOffice } from '../support/shops/post-office.ts';
import { property } from '../support/properties/worlds.ts';
import { whatItDid } from '../support/specification/what-it-did.ts';
import { valueOf } from '../support/value-of.ts';

/** Rules whose points depend on other sales of the member, and on what is kept of the sale. */
const rules: ProgramDefinition['earn']['rules'] = [
  { ruleId: 'amount', earn: { per: 'amount', points: 1, of: 3 }, cap: { perDay: 25 } },
  { ruleId: 'first', earn: { per: 'visit', points: 5 }, when: { firstPurchase: true } },
  { ruleId: 'not first', earn: { per: 'visit', points: 3 }, when: { firstPurchase: false } },
  { ruleId: 'tea', earn: { per: 'item', points: 2 }, only: { skus: ['tea'] } },
  { ruleId: 'gold', earn: { per: 'amount', points: 1, of: 10 }, when: { tiers: ['gold'] } },
];

const reaching = programs().map((program) => ({
  ...program,
  earn: { ...program.earn, rules, cap: { perDay: 40 } },
}));

interface Explained {
  readonly call: Call;
  readonly receipt: { readonly invoiceId: string; readonly explanation: Explanation; readonly outcome: string };
}

describe('explanations are not stored', () => {
  property(
    '[18] whatever became of a sale, and after a restart, each repetition explains what its command did as the first answer',
    fc.tuple(reaching, histories({ repeats: false, maxLength: 30 })),
    async (trial, [program, operations]) => {
      const world = await trial.open(program);
      const run = operationRunner(world);
      const explained: Explained[] = [];
      for (const operation of operations) {
        const receipt = (await run(operation))?.ok as Explained['receipt'] | undefined;
        if (!isCall(operation) || receipt?.explanation === undefined) continue;
        expect(accountsForAll(receipt.explanation.total)).toBe(true);
        // A save that was stale when it came is not recorded: it tells of the save that is known by now.
        if (receipt.outcome === 'recorded') explained.push({ call: operation, receipt });
      }
      const before = await world.dump();
      let isResumed = false;
      const restarted = createPointbook({
        ...postOffice().equipment,
        program,
        store: world.store,
        clock: world.clock,
      });
      for (const { call, receipt } of explained) {
        for (const pointbook of [world.pointbook, restarted]) {
          const answer = await runCall(pointbook, call);
          // What was withheld for an email that is verified by now comes when the command comes again.
          if ((answer.ok as { readonly replayed?: boolean } | undefined)?.replayed === false) isResumed = true;
          if (!isResumed) expect({ ...answer, ok: whatItDid(answer.ok) }).toEqual({ ok: whatItDid(receipt) });
        }
        const now = valueOf(await world.pointbook.getInvoice({ invoiceId: receipt.invoiceId }));
        if (!isDeepStrictEqual(now.explanation, receipt.explanation)) trial.reached(`${call.verb}, told otherwise now`);
      }
      if (!isResumed) expect(await world.dump()).toEqual(before);
    },
    [
      'saveInvoice, told otherwise now',
      'recordPayment, told otherwise now',
      'approvePayment, told otherwise now',
      'claimInvoice, told otherwise now',
      'reassignInvoice, told otherwise now',
      'reversePayment, told otherwise now',
      'reinstateInvoice, told otherwise now',
    ],
    // Each history has dozens of repetitions.
    0.5,
  );
});

/** Nothing of a total is silent. */
function accountsForAll(total: TotalExplanation | undefined): boolean {
  if (total === undefined) return true;
  const { goods, orderDiscount, charges, rounding, goodsBack, fees, goodwill, kept } = total;
  const sold = BigInt(goods) - BigInt(orderDiscount) + BigInt(charges) + BigInt(rounding);
  return sold - BigInt(goodsBack) + BigInt(fees) - BigInt(goodwill) === BigInt(kept);
}
