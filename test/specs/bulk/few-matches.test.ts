import { createPointbook, emptyAccount, type MemberId } from '@pointbook/core';
import { type RecordReader, storedAccount } from '@pointbook/core/store';
import { fakeClock } from '@pointbook/testing';
import type { MembersQuery } from '@pointbook/core/jobs';
import { memoryStore } from '@pointbook/memory';
import { okAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { stated } from '../../support/shops/bulk-desk.ts';
import { plugins } from '../../support/shops/plugins.ts';
import { monday } from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';
import { valueOf } from '../../support/value-of.ts';

const many = 50_000;
const nobody: MembersQuery = { filter: { balanceFrom: 1 } };

/** A ledger of many members, none of whom has a point; `turns` counts how often others had theirs. */
function openPoor() {
  const inner = memoryStore();
  const memberAt = (index: number) =>
    storedAccount({
      account: emptyAccount(`m${String(index).padStart(5, '0')}` as MemberId),
      activity: { days: [] },
    });
  const rows: RecordReader = {
    ...inner.rows,
    accounts: (_, after, limit) => {
      const first = after === null ? 0 : Number(after.slice(1)) + 1;
      return okAsync(Array.from({ length: Math.min(limit, many - first) }, (_each, index) => memberAt(first + index)));
    },
  };
  return createPointbook({ program: warung(), store: { ...inner, rows }, clock: fakeClock(monday), plugins });
}

/** How often others have their turn while something is done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let goesOn = true;
  const count = () => {
    turns += 1;
    if (goesOn) setImmediate(count);
  };
  setImmediate(count);
  await work();
  goesOn = false;
  return turns;
}

describe('A selection of few members', () => {
  test('is read in parts, and the job can be stopped after each and resumed there', async () => {
    const ledger = openPoor();
    valueOf(await ledger.jobs.startBulk({ jobId: 'job', members: nobody, change: { add: 5 }, ...stated }));
    const states: string[] = [];
    for await (const step of ledger.jobs.runJob({ jobId: 'job' })) {
      states.push(valueOf(step).state);
      await ledger.jobs.stopJob({ jobId: 'job' });
    }
    expect(states).toEqual(['running', 'stopped']);
    await ledger.jobs.resumeJob({ jobId: 'job' });
    states.length = 0;
    for await (const step of ledger.jobs.runJob({ jobId: 'job' })) states.push(valueOf(step).state);
    expect(states).toEqual(['running', 'finished']);
  });

  test('keeps a background worker no longer than until a signal', async () => {
    const ledger = openPoor();
    valueOf(await ledger.jobs.startBulk({ jobId: 'job', members: nobody, change: { add: 5 }, ...stated }));
    const stopping = new AbortController();
    const working = ledger.jobs.runDue({ signal: stopping.signal });
    setImmediate(() => stopping.abort());
    expect(valueOf(await working)).toMatchObject({ jobs: [{ state: 'running', seen: 0 }], more: true });
  });

  test('lets other work run between two pages, also in a preview', async () => {
    const ledger = openPoor();
    valueOf(await ledger.jobs.startBulk({ jobId: 'job', members: nobody, change: { add: 5 }, ...stated }));
    expect(await turnsDuring(async () => ledger.jobs.runDue())).toBeGreaterThan(40);
    for (const members of [nobody, { everyone: true } as const])
      expect(await turnsDuring(async () => ledger.jobs.previewBulk({ members, change: { add: 5 } }))).toBeGreaterThan(
        40,
      );
  });
});
