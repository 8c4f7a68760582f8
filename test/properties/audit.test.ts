import { verify } from '@pointbook/core/verify';
import { auditLedger, histories, type LedgerDump, operationRunner, programs, runOperations } from '@pointbook/testing';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { property, type Trial } from '../support/properties/worlds.ts';
import { valueOf } from '../support/value-of.ts';

/** A wrong code, or any code but the right one for a challenge that was used. */
function isGuess({ kind, ...error }: { readonly kind: string; readonly state?: unknown }): boolean {
  return kind === 'wrong-code' || (kind === 'challenge-closed' && error.state === 'used');
}

describe('in every history', () => {
  property(
    '[1, 2, 3, 4, 5, 6, 8, 10, 11, 13, 14, 21, 22, 27] the auditor and verify find nothing',
    fc.tuple(programs({ codes: true }), histories({ codes: true })),
    async (trial, [program, operations]) => {
      const world = await trial.open(program);
      await runOperations(world, operations);
      const dump = await world.dump();
      countStates(trial, dump);
      expect(auditLedger(dump)).toEqual([]);
      const verified = valueOf(await verify(world.pointbook));
      expect(verified).toMatchObject({ members: dump.members.length, entries: dump.entries.length, findings: [] });
    },
    [
      'invoice-saved',
      'invoice-edited',
      'invoice-paid',
      'invoice-claimed',
      'invoice-reassigned',
      'invoice-refunded',
      'invoice-paid-with-points',
      'points-returned',
      'redemption-undone',
      'points-added',
      'points-deducted',
      'balance-set',
      'entry-reversed',
      'points-redeemed',
      'points-held',
      'hold-captured',
      'hold-released',
      'hold-lapsed',
      'lot-expired',
      'account-inactive',
      'debt',
      'lapsed remembered',
      'lapsed taken back',
      'debt beside a hold',
      'plugin:member-unlocked',
      'a code open',
      'a code used',
      'a code cancelled',
    ],
  );

  property(
    '[20, 21] a failed call changes nothing, and history is only ever added to',
    fc.tuple(programs({ codes: true }), histories({ maxLength: 12, codes: true })),
    async (trial, [program, operations]) => {
      const world = await trial.open(program);
      const run = operationRunner(world);
      let before = await world.dump();
      for (const operation of operations) {
        const outcome = await run(operation);
        if (outcome === null) continue;
        const after = await world.dump();
        if (outcome.error) {
          trial.reached(outcome.error.kind);
          // A wrong code is counted, and counts nowhere else.
          const { challenges, budgets } = isGuess(outcome.error) ? before : after;
          expect({ ...after, challenges, budgets }).toEqual(before);
        } else {
          expect(kept(after, before)).toEqual(before.entries);
        }
        before = after;
      }
    },
    [
      'insufficient-points',
      'idempotency-key-reused',
      'unknown-invoice',
      'clawback-refused',
      'hold-closed',
      'refund-exceeds-invoice',
      'invoice-has-member',
      'phone-taken',
      'invoice-below-refunded',
      'use-refund',
      'wrong-code',
      'code-required',
      'too-many-codes',
      'challenge-closed',
    ],
  );
});

function countStates(trial: Trial, { entries, challenges }: LedgerDump): void {
  for (const { state } of challenges) trial.reached(`a code ${state}`);
  const open = new Map<string, number>();
  for (const { memberId, cause, effect } of entries) {
    trial.reached(cause);
    const holds = (open.get(memberId) ?? 0) + (effect.hold ? 1 : 0) - (effect.closes ? 1 : 0);
    open.set(memberId, holds);
    if ((effect.debt ?? 0) > 0) trial.reached(holds > 0 ? 'debt beside a hold' : 'debt');
    for (const { points } of effect.lapsed ?? []) trial.reached(points > 0 ? 'lapsed remembered' : 'lapsed taken back');
  }
}

/** The entries of a later dump that an earlier one had already. */
function kept(after: LedgerDump, before: LedgerDump): LedgerDump['entries'] {
  const known = new Set(before.entries.map(({ memberId, sequence }) => `${sequence} ${memberId}`));
  return after.entries.filter(({ memberId, sequence }) => known.has(`${sequence} ${memberId}`));
}
