import { createPointbook } from '@pointbook/core';
import { type Call, histories, isCall, operationRunner, programs, runCall } from '@pointbook/testing';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { postOffice } from '../support/shops/post-office.ts';
import { whatItDid } from '../support/specification/what-it-did.ts';
import { property } from '../support/properties/worlds.ts';

interface Done {
  readonly call: Call;
  readonly receipt: object;
}

describe('receipts are not stored where they follow from the facts', () => {
  property(
    '[18] each command that is asked again later, after edits and after a restart, answers what it did',
    fc.tuple(programs(), histories({ repeats: false, maxLength: 30 })),
    async (trial, [program, operations]) => {
      const world = await trial.open(program);
      const run = operationRunner(world);
      const done: Done[] = [];
      for (const operation of operations) {
        const receipt = (await run(operation))?.ok as { readonly replayed?: boolean } | undefined;
        if (isCall(operation) && receipt?.replayed === false) done.push({ call: operation, receipt });
      }
      const before = await world.dump();
      const restarted = createPointbook({
        ...postOffice().equipment,
        program,
        store: world.store,
        clock: world.clock,
      });
      for (const { call, receipt } of done) {
        const answer = await runCall(restarted, call);
        // What was withheld for an email that is verified by now comes when the command comes again.
        if ((answer.ok as { readonly replayed?: boolean } | undefined)?.replayed === false) return;
        expect([call, { ...answer, ok: whatItDid(answer.ok) }]).toEqual([call, { ok: whatItDid(receipt) }]);
        trial.reached(call.verb);
      }
      expect(await world.dump()).toEqual(before);
    },
    [
      'saveInvoice',
      'recordPayment',
      'approvePayment',
      'reversePayment',
      'refundInvoice',
      'voidInvoice',
      'reinstateInvoice',
      'claimInvoice',
      'reassignInvoice',
      'redeemPoints',
      'holdPoints',
      'releaseHold',
      'undoRedemption',
      'adjustPoints',
      'setBalance',
      'reverseEntry',
      'returnWithoutSale',
    ],
    // Each history has dozens of repetitions.
    0.5,
  );
});
