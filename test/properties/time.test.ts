import type { Balance } from '@pointbook/core';
import {
  auditLedger,
  histories,
  isCall,
  type LedgerDump,
  operationRunner,
  type Outcome,
  programs,
  runOperations,
} from '@pointbook/testing';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { pointsByLot } from '../support/specification/points-by-lot.ts';
import { property, type World } from '../support/properties/worlds.ts';
import { valueOf } from '../support/value-of.ts';

const forward = { clockBack: false, sweeps: false } as const;

describe('time', () => {
  property(
    '[12] sweeps at any times change no answer: never, late, often and twice end the same',
    fc.tuple(
      programs({ codes: true }),
      histories({ ...forward, codes: true }),
      fc.array(fc.nat(3), { minLength: 40, maxLength: 40 }),
    ),
    async (trial, [program, operations, sweeps]) => {
      const [swept, never] = [await trial.open(program), await trial.open(program)];
      const [runSwept, runNever] = [operationRunner(swept), operationRunner(never)];
      for (const [index, operation] of operations.entries()) {
        for (let times = sweeps[index] ?? 0; times > 0; times -= 1) {
          const { entries } = valueOf(await swept.pointbook.expireDue());
          trial.reached('a sweep that posted something', Math.sign(entries));
        }
        const [a, b] = [await runSwept(operation), await runNever(operation)];
        expect(withoutNumbers(a)).toEqual(withoutNumbers(b));
        expect(await balances(swept)).toEqual(await balances(never));
      }
      for (const world of [swept, never, swept]) valueOf(await world.pointbook.expireDue());
      const now = never.clock.now();
      expect(withoutPostedAt(await swept.dump(), now)).toEqual(withoutPostedAt(await never.dump(), now));
    },
    ['a sweep that posted something'],
  );

  property(
    '[22] as of any earlier instant the balance is what it was then',
    fc.tuple(programs(), histories({ ...forward, maxLength: 14 })),
    async (trial, [program, operations]) => {
      const world = await trial.open(program);
      const run = operationRunner(world);
      const then = new Map<number, Record<string, Balance>>();
      for (const operation of operations) {
        await run(operation);
        then.set(world.clock.now(), await balances(world));
      }
      world.clock.advance(50 * 86_400_000);
      await world.pointbook.expireDue();
      for (const [at, expected] of then) {
        expect(await balances(world, new Date(at))).toMatchObject(expected);
        trial.reached('an instant before the last', Number(at < Math.max(...then.keys())));
      }
    },
    ['an instant before the last'],
  );

  property(
    '[28] a clock that goes back revives nothing',
    fc.tuple(programs(), histories(), fc.integer({ min: 1, max: 90 * 86_400_000 })),
    async (trial, [program, operations, back]) => {
      const world = await trial.open(program);
      await runOperations(world, operations);
      await world.pointbook.expireDue();
      const before = await balances(world);
      const dump = await world.dump();
      world.clock.advance(-back);
      for (const [memberId, balance] of Object.entries(await balances(world))) {
        const was = before[memberId];
        const available = was?.available ?? 0;
        expect(balance).toMatchObject({ balance: was?.balance, held: was?.held, debt: was?.debt });
        expect(balance.available).toBeLessThanOrEqual(available);
        const wanted = { memberId, redemptionId: 'after', points: Math.ceil((available + 1) / 6) * 6 };
        const redeemed = await world.pointbook.redeemPoints(wanted);
        expect(redeemed.isErr()).toBe(true);
        trial.reached(
          'expired points',
          dump.entries.filter((entry) => entry.memberId === memberId && entry.delta < 0 && entry.kind === 'expiry')
            .length,
        );
      }
      expect(valueOf(await world.pointbook.expireDue()).entries).toBe(0);
      expect(await world.dump()).toEqual(dump);
      await runOperations(world, operations.filter(isCall));
      expect(auditLedger(await world.dump())).toEqual([]);
    },
    ['expired points'],
  );
});

/** The balances of all members that a history may know, now or as of an instant. */
async function balances({ pointbook }: World, at?: Date): Promise<Record<string, Balance>> {
  const answers: Record<string, Balance> = {};
  for (const memberId of ['M1', 'M2', 'M3', 'M4']) {
    const answer = await pointbook.getBalance(at === undefined ? { memberId } : { memberId, at });
    if (answer.isOk()) answers[memberId] = answer.value;
  }
  return answers;
}

/** A ledger without what a sweep decides: when an entry was written, and when what lapsed long ago is forgotten. */
function withoutPostedAt(dump: LedgerDump, now: number): unknown {
  return {
    entries: dump.entries.map((entry) => ({ ...entry, postedAt: null })),
    accounts: dump.members.map(({ account }) => ({
      ...account,
      lastInstant: null,
      lots: pointsByLot(account.lots, now),
      lapsed: account.lapsed.filter(({ forgetAt }) => forgetAt > now),
    })),
    invoices: dump.invoices.map(({ posted }) => posted),
    notes: dump.notes,
  };
}

const nothingToReverse = ['not-reversible', 'unknown-entry', 'use-refund'];

/** What came of a call, but for the instant of its entry, and whether an entry that is due was there to be named. */
function withoutNumbers(outcome: Outcome | null): unknown {
  if (outcome?.error && nothingToReverse.includes(outcome.error.kind)) return 'nothing to reverse';
  return JSON.parse(
    JSON.stringify(outcome, (key, value: unknown) => (key === 'postedAt' ? undefined : value)),
  ) as unknown;
}
