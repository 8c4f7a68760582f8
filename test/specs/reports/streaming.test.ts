import { createPointbook, defineProgram, emptyAccount, type MemberId } from '@pointbook/core';
import { type RecordReader, storedAccount } from '@pointbook/core/store';
import { fakeClock, ledgerView, noChanges } from '@pointbook/testing';
import { memoryStore } from '@pointbook/memory';
import { okAsync, ResultAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { plugins } from '../../support/shops/plugins.ts';
import { rowsOf } from '../../support/reports/reports.ts';
import { adjust, daysPass, monday, sale, stageOf } from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';
import { valueOf } from '../../support/value-of.ts';

const many = 2345;

/** A ledger of many members with an entry each, and the sizes of all pages that are asked of it. */
async function openLarge() {
  const inner = memoryStore();
  const pages: number[] = [];
  const asked = (limit: number) => {
    pages.push(limit);
    return limit;
  };
  const rows: RecordReader = {
    ...inner.rows,
    accountSums: (programId, after, limit) => inner.rows.accountSums(programId, after, asked(limit)),
    accounts: (programId, after, limit) => inner.rows.accounts(programId, after, asked(limit)),
    entries: (programId, after, limit) => inner.rows.entries(programId, after, asked(limit)),
  };
  const store = { ...inner, rows };
  const program = defineProgram(warung());
  const ledger = createPointbook({ program, store, clock: fakeClock(monday), plugins });
  const lot = { expiresAt: 'never', availableAt: null, points: 1 };
  const account = { sequence: 1, balance: 1, debt: 0, lots: [lot], holds: [], lapsed: [], inactivity: null };
  const ids = Array.from({ length: many }, (_, index) => `m${index}`);
  const members = ids.map((memberId) => ({
    account: { memberId, ...account, lastInstant: monday.getTime() },
    activity: { days: [] },
  }));
  const entry = { kind: 'earn', cause: 'invoice-saved', delta: 1, balanceAfter: 1, actor: 'system', command: null };
  const entries = ids.map((memberId) => ({
    memberId,
    sequence: 1,
    ...entry,
    postedAt: monday.getTime(),
    effectiveAt: monday.getTime(),
    reference: null,
    effect: { added: [lot] },
    programVersion: program.version,
  }));
  const changes = { ...noChanges, members, entries } as never;
  valueOf(await ledgerView(inner).transact(program.programId, {}, () => ({ changes, value: null })));
  return { reports: ledger.reports, pages };
}

describe('A report of many members', () => {
  test('is read page by page, no further ahead than the next one', async () => {
    const { reports, pages } = await openLarge();
    let rows = 0;
    for await (const row of reports.status()) {
      valueOf(row);
      rows += 1;
      expect(pages.length).toBeLessThanOrEqual(Math.ceil(rows / 500) + 1);
    }
    expect(rows).toBe(many);
    expect(new Set(pages)).toEqual(new Set([500]));
  });

  test.each([{}, { at: monday }])('adds liability up page by page: %o', async (query) => {
    const { reports, pages } = await openLarge();
    expect(await rowsOf(reports.liability(query))).toEqual([
      { ends: 'never', points: many, pending: 0, value: many * 100 },
    ]);
    expect(pages.length).toBeGreaterThan(2);
    expect(Math.max(...pages)).toBeLessThanOrEqual(1000);
  });

  test('lets other work run between two pages', async () => {
    const { reports } = await openLarge();
    const days = await stageOf(warung(), sale('INV-1', 1000), daysPass(1), sale('INV-2', 1000), daysPass(1), adjust(5));
    const daily = days.ledger().reports.daily({ columns: ['date'] });
    for (const report of [reports.status(), reports.liability(), reports.liability({ at: monday }), daily]) {
      let turns = 0;
      let goesOn = true;
      const count = () => {
        turns += 1;
        if (goesOn) setImmediate(count);
      };
      setImmediate(count);
      await rowsOf<unknown>(report);
      goesOn = false;
      expect(turns).toBeGreaterThanOrEqual(2);
    }
  });

  test('may be left at any row, also while the next page is being read', async () => {
    const inner = memoryStore();
    const page = Array.from({ length: 500 }, (_, index) => ({
      account: storedAccount({
        account: emptyAccount(`m${index}` as MemberId),
        activity: { days: [] },
      }),
      sums: [],
    }));
    const lost: RecordReader['accountSums'] = (_programId, after) =>
      after === null ? okAsync(page) : new ResultAsync(Promise.reject(new Error('The connection is gone.')));
    const store = { ...inner, rows: { ...inner.rows, accountSums: lost } };
    const { reports } = createPointbook({ program: warung(), store, clock: fakeClock(monday), plugins });
    let unhandled: unknown = null;
    const note = (reason: unknown) => (unhandled = reason);
    process.once('unhandledRejection', note);
    for await (const row of reports.status()) if (row.isOk()) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.off('unhandledRejection', note);
    expect(unhandled).toBeNull();
  });
});
