import { liabilityColumns, reportCsv, reportJson, statusColumns } from '@pointbook/core/reports';
import { histories, programs, runOperations } from '@pointbook/testing';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { claimDays, claimLiability, claimStatus, instantsOf } from '../support/reports/report-claims.ts';
import { rowsOf } from '../support/reports/reports.ts';
import { property } from '../support/properties/worlds.ts';

/** What histories of these verbs can move. */
const reachable = statusColumns.filter((column) => column !== 'opening' && column !== 'transferred');

describe('reports', () => {
  property(
    "a member's movements add up to the balance that is told, and a sweep changes no row",
    fc.tuple(programs(), histories()),
    async (trial, [program, operations]) => {
      const world = await trial.open(program);
      await runOperations(world, operations);
      for (const row of await rowsOf(world.pointbook.reports.status()))
        for (const column of reachable) trial.reached(column, Number(row[column] !== 0 && row[column] !== null));
      await claimStatus(world);
    },
    reachable,
    0.5,
  );

  property(
    'each day has the sums of the entries that were posted on it, and no day is left out',
    fc.tuple(programs(), histories()),
    async (trial, [program, operations]) => {
      const world = await trial.open(program);
      await runOperations(world, operations);
      const days = await claimDays(world, program);
      trial.reached('several days', Number(days > 1));
    },
    ['several days'],
    0.5,
  );

  property(
    '[22] liability as of any instant is the fold of the entries posted by then, less what had lapsed',
    fc.tuple(programs(), histories(), fc.array(fc.nat(), { minLength: 3, maxLength: 3 })),
    async (trial, [program, operations, picks]) => {
      const world = await trial.open(program);
      await runOperations(world, operations);
      const now = await claimLiability(world, program, null);
      const { entries } = await world.dump();
      // Where the clock went back there may be entries of a time to come: they count now, and not as of its instant.
      if (entries.every(({ postedAt }) => postedAt <= world.clock.now()))
        expect(await claimLiability(world, program, world.clock.now())).toEqual(now);
      const instants = await instantsOf(world);
      if (instants.length === 0) return;
      for (const pick of picks) {
        const rows = await claimLiability(world, program, instants[pick % instants.length] ?? 0);
        for (const { ends, pending } of rows) {
          trial.reached(/^\d/.test(ends) ? 'month' : ends);
          trial.reached('pending', pending);
        }
        trial.reached('several rows', Number(rows.length > 1));
      }
    },
    ['month', 'never', 'held', 'debt', 'pending', 'several rows'],
    0.5,
  );

  property(
    'as JSON a report is its rows',
    fc.tuple(programs(), histories({ maxLength: 6 })),
    async (trial, [program, operations]) => {
      const world = await trial.open(program);
      await runOperations(world, operations);
      const text = (await rowsOf(reportJson(world.pointbook.reports.status()))).join('');
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(await rowsOf(world.pointbook.reports.status()))));
      const lines = (await rowsOf(reportCsv(world.pointbook.reports.liability(), liabilityColumns)))
        .join('')
        .split('\r\n');
      const rows = await rowsOf(world.pointbook.reports.liability());
      expect(lines).toEqual(['ends,points,pending,value', ...rows.map((row) => Object.values(row).join(',')), '']);
      trial.reached('rows', rows.length);
    },
    ['rows'],
    0.1,
  );
});
