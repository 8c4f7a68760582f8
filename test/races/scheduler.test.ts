import { createPointbook, type Pointbook, type ProgramDefinition } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import { auditLedger, type ConformanceHarness, fakeClock } from '@pointbook/testing';
import { ResultAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { memory, sqlite, start } from '../support/properties/worlds.ts';
import { whatItDid } from '../support/specification/what-it-did.ts';
import fc from 'fast-check';

const program: ProgramDefinition = {
  programId: 'shop',
  name: 'Shop',
  timeZone: 'UTC',
  currency: 'EUR',
  earn: { rules: [{ ruleId: 'all', earn: { per: 'amount', points: 1, of: 1 } }] },
  redeem: { rate: { points: 1, money: 1 } },
};
const staff = { memberId: 'M', actor: 'ann', reason: 'a gift' };

/** Ledgers of several processes over one store, in which the scheduler decides what runs when. */
function race(
  name: string,
  body: (
    tills: readonly Pointbook[],
    harness: ConformanceHarness,
    settle: <T>(calls: Promise<T>[]) => Promise<T[]>,
  ) => Promise<void>,
): void {
  for (const place of [memory, sqlite]) {
    test(`${name} (${place.name})`, { timeout: 600_000 }, async () => {
      const run = async (scheduler: fc.Scheduler, count: number) => {
        const harness = await place.makeHarness([]);
        const store = scheduled(harness.store, scheduler);
        const tills = Array.from({ length: count }, () =>
          createPointbook({
            program,
            store,
            clock: fakeClock(start),
            nextTurn: (turn) => void scheduler.schedule(Promise.resolve(), 'a turn of the engine').then(turn),
          }),
        );
        const settle = async <T>(calls: Promise<T>[]): Promise<T[]> => {
          const all = Promise.all(calls);
          await scheduler.waitFor(all);
          return all;
        };
        try {
          await body(tills, harness, settle);
          expect(auditLedger(await harness.dump(program.programId as never))).toEqual([]);
        } finally {
          await harness.close();
        }
      };
      const input = fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 4 }), run);
      await fc.assert(input, { numRuns: Math.max(20, Math.ceil(place.runs / 2)) });
    });
  }
}

describe('races', () => {
  race('[7] of many who want the last point one gets it', async (tills, _harness, settle) => {
    const [first] = tills;
    await settle([call(first?.enrolMember({ memberId: 'M' }))]);
    await settle([call(first?.adjustPoints({ ...staff, points: 1, direction: 'add', idempotencyKey: 'one' }))]);
    const contenders = Array.from({ length: 12 }, (_, index) => {
      const till = tills[index % tills.length];
      const command = { memberId: 'M', redemptionId: `R${index}`, points: 1 };
      return call(index % 3 === 0 ? till?.holdPoints(command) : till?.redeemPoints(command));
    });
    const answers = await settle(contenders);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(new Set(answers.flatMap(({ error }) => (error ? [error] : [])))).toEqual(new Set(['insufficient-points']));
  });

  race(
    '[17, 18] one command at once from everywhere has one effect, and all get its receipt',
    async (tills, harness, settle) => {
      const [first] = tills;
      await settle([call(first?.enrolMember({ memberId: 'M' }))]);
      const answers = await settle(
        Array.from({ length: 9 }, (_, index) =>
          call(
            tills[index % tills.length]?.adjustPoints({ ...staff, points: 5, direction: 'add', idempotencyKey: 'one' }),
          ),
        ),
      );
      expect(new Set(answers.map((answer) => JSON.stringify({ ...answer, ok: whatItDid(answer.ok) }))).size).toBe(1);
      expect(answers[0]?.ok).toBeDefined();
      const sales = await settle(
        Array.from({ length: 9 }, (_, index) =>
          call(tills[index % tills.length]?.saveInvoice({ invoiceId: 'S', memberId: 'M', currency: 'EUR', total: 7 })),
        ),
      );
      expect(new Set(sales.map((answer) => JSON.stringify({ ...answer, ok: whatItDid(answer.ok) }))).size).toBe(1);
      expect((await harness.dump('shop' as never)).entries.map(({ delta }) => delta)).toEqual([5, 7]);
    },
  );

  race('[19] one key for different commands: one wins, the others are told', async (tills, harness, settle) => {
    await settle([call(tills[0]?.enrolMember({ memberId: 'M' }))]);
    const answers = await settle(
      Array.from({ length: 8 }, (_, index) =>
        call(
          tills[index % tills.length]?.adjustPoints({
            ...staff,
            points: index + 1,
            direction: 'add',
            idempotencyKey: 'one',
          }),
        ),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter(({ error }) => error === 'idempotency-key-reused')).toHaveLength(7);
    expect((await harness.dump('shop' as never)).entries).toHaveLength(1);
  });

  race('enrolments with one phone: one wins, the others are told that it is taken', async (tills, harness, settle) => {
    const answers = await settle(
      Array.from({ length: 8 }, (_, index) =>
        call(tills[index % tills.length]?.enrolMember({ memberId: `M${index}`, phone: '+628111111' })),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter(({ error }) => error === 'phone-taken')).toHaveLength(7);
    expect((await harness.dump('shop' as never)).profiles).toHaveLength(1);
  });

  race('[8] a hold captured and released at once ends once', async (tills, harness, settle) => {
    const [first] = tills;
    await settle([call(first?.enrolMember({ memberId: 'M' }))]);
    await settle([call(first?.adjustPoints({ ...staff, points: 9, direction: 'add', idempotencyKey: 'nine' }))]);
    await settle([call(first?.holdPoints({ memberId: 'M', redemptionId: 'H', points: 9 }))]);
    const answers = await settle(
      Array.from({ length: 6 }, (_, index) => {
        const till = tills[index % tills.length];
        const id = { memberId: 'M', redemptionId: 'H' };
        return call(index % 2 === 0 ? till?.captureHold(id) : till?.releaseHold(id));
      }),
    );
    const winners = answers.filter(({ ok }) => ok);
    expect(winners).toHaveLength(3);
    expect(new Set(winners.map(({ ok }) => JSON.stringify(whatItDid(ok)))).size).toBe(1);
    expect(answers.filter(({ error }) => error === 'hold-closed')).toHaveLength(3);
    expect((await harness.dump('shop' as never)).entries).toHaveLength(3);
  });
});

/** A store of which each transaction begins and answers when the scheduler says so. */
function scheduled(store: RecordStore, scheduler: fc.Scheduler): RecordStore {
  return {
    ...store,
    transact: (...asked) =>
      new ResultAsync(
        (async () => {
          await scheduler.schedule(Promise.resolve(), 'a transaction begins');
          const result = await store.transact(...asked);
          await scheduler.schedule(Promise.resolve(), 'a transaction answers');
          return result;
        })(),
      ),
  };
}

async function call(
  result: ResultAsync<unknown, { readonly kind: string }> | undefined,
): Promise<{ ok?: unknown; error?: string }> {
  const settled = await result;
  if (settled === undefined) return {};
  return settled.isOk() ? { ok: settled.value } : { error: settled.error.kind };
}
