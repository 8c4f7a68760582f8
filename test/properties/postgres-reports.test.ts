import { dailyColumns } from '@pointbook/core/reports';
import { enrolments, histories, programs, runOperations } from '@pointbook/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { postgres } from '../support/postgres/postgres-world.ts';
import { claimDays, claimLiability, claimStatus, instantsOf } from '../support/reports/report-claims.ts';
import { rowsOf } from '../support/reports/reports.ts';
import { warung } from '../support/shops/warung.ts';
import { memory, openWorld, type World } from '../support/properties/worlds.ts';
import { valueOf } from '../support/value-of.ts';

describe('reports on PostgreSQL', () => {
  test('[22, 26] say what the entries say, and what they say in memory', { timeout: 600_000 }, async () => {
    const input = fc.tuple(programs(), histories({ clockBack: false }), fc.nat());
    const compare = fc.asyncProperty(input, async ([program, operations, pick]) => {
      const worlds = [await openWorld(memory, program), await openWorld(postgres, program)] as const;
      try {
        for (const world of worlds) await runOperations(world, operations);
        const instants = await instantsOf(worlds[0]);
        const at = new Date(instants[pick % instants.length] ?? 0);
        const [inMemory, onServer] = [await allOf(worlds[0], at), await allOf(worlds[1], at)];
        expect(onServer).toEqual(inMemory);
        await claimLiability(worlds[1], program, at.getTime());
        await claimDays(worlds[1], program);
        await claimStatus(worlds[1]);
      } finally {
        for (const world of worlds) await world.close();
      }
    });
    await fc.assert(compare, { numRuns: postgres.runs });
  });
});

test('PostgreSQL reports the last day that a ledger can have', async () => {
  const world = await openWorld(postgres, warung({ timeZone: 'America/New_York' }));
  try {
    world.clock.set(Date.UTC(9999, 11, 31, 23, 59, 59, 999));
    await runOperations(world, enrolments());
    const sale = { invoiceId: 'INV-1', memberId: 'M1', currency: 'IDR', total: 5000 };
    valueOf(await world.pointbook.saveInvoice(sale));
    const { daily, liability } = world.pointbook.reports;
    const last = { columns: ['date', 'earned'], to: '9999-12-31' } as const;
    expect(await rowsOf(daily(last))).toEqual([{ date: '9999-12-31', earned: 5 }]);
    expect(await rowsOf(liability())).toMatchObject([{ ends: 'never', points: 5 }]);
  } finally {
    await world.close();
  }
});

async function allOf({ pointbook }: World, at: Date): Promise<unknown[]> {
  return [
    await rowsOf(pointbook.reports.status()),
    await rowsOf(pointbook.reports.daily({ columns: dailyColumns })),
    await rowsOf(pointbook.reports.liability()),
    await rowsOf(pointbook.reports.liability({ at })),
    await rowsOf(pointbook.reports.statement({ memberId: 'M1' })),
  ];
}
