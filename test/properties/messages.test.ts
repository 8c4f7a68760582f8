import {
  type Call,
  histories,
  isCall,
  operationRunner,
  type Outcome,
  programs,
  runCall,
  runOperations,
} from '@pointbook/testing';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { property } from '../support/properties/worlds.ts';
import { butForReplayed } from '../support/specification/but-for-replayed.ts';
import { whatItDid } from '../support/specification/what-it-did.ts';

// A save that was withheld for an unverified email is meant to earn when it comes again.
const plain = programs({ verifiedEmail: false });

// After each step, which of the messages accepted so far come again.
const redeliveries = fc.noBias(fc.array(fc.array(fc.nat(40), { maxLength: 3 }), { minLength: 40, maxLength: 40 }));

describe('messages', () => {
  property(
    '[17, 18] duplicates and stale redeliveries of accepted messages, in any order and number, change nothing',
    fc.tuple(plain, histories({ repeats: false }), redeliveries),
    async (trial, [program, operations, again]) => {
      const [noisy, quiet] = [await trial.open(program), await trial.open(program)];
      const [runNoisy, runQuiet] = [operationRunner(noisy), operationRunner(quiet)];
      const accepted: { call: Call; receipt: unknown }[] = [];
      for (const [index, operation] of operations.entries()) {
        const [a, b] = [await runNoisy(operation), await runQuiet(operation)];
        expect(a).toEqual(b);
        // Of the saves of a member the last one decides, so an earlier one that comes again is meant.
        if (isCall(operation) && operation.verb !== 'saveMember' && a?.ok)
          accepted.push({ call: operation, receipt: a.ok });
        for (const which of again[index] ?? []) {
          const message = accepted[which % Math.max(1, accepted.length)];
          if (!message) continue;
          trial.reached(message.call.verb);
          const answer = await runCall(noisy.pointbook, message.call);
          // A save that was stale when it came is not recorded: it tells of the save that is known by now.
          if (isStale(message.receipt)) expect(answer.ok).toMatchObject({ outcome: 'stale', earned: 0 });
          else expect({ ...answer, ok: whatItDid(answer.ok) }).toEqual({ ok: whatItDid(message.receipt) });
        }
      }
      expect(await noisy.dump()).toEqual(await quiet.dump());
    },
    [
      'enrolMember',
      'updateMember',
      'saveInvoice',
      'recordPayment',
      'approvePayment',
      'refundInvoice',
      'voidInvoice',
      'reinstateInvoice',
      'reversePayment',
      'returnWithoutSale',
      'reassignInvoice',
      'claimInvoice',
      'adjustPoints',
      'setBalance',
      'reverseEntry',
      'redeemPoints',
      'holdPoints',
      'captureHold',
      'releaseHold',
      'undoRedemption',
    ],
    // Each history has dozens of messages.
    0.5,
  );

  property(
    '[18] the last message sent again gets the same receipt, and nothing is written',
    fc.tuple(plain, histories({ maxLength: 10 })),
    async (trial, [program, operations]) => {
      const world = await trial.open(program);
      await runOperations(world, operations);
      const last = operations.findLast(isCall);
      if (!last) return;
      const first: Outcome = await runCall(world.pointbook, last);
      const before = await world.dump();
      trial.reached(first.error ? 'an error' : 'a receipt');
      const { ok, error }: Outcome = await runCall(world.pointbook, last);
      expect({ ok: butForReplayed(ok), error }).toEqual({ ok: butForReplayed(first.ok), error: first.error });
      expect(await world.dump()).toEqual(before);
    },
    ['an error', 'a receipt'],
  );
});

function isStale(receipt: unknown): boolean {
  return (receipt as { readonly outcome?: string }).outcome === 'stale';
}
