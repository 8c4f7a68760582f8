import { DatabaseSync } from 'node:sqlite';
import { createPointbook, type Pointbook, type StatementLine } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import { jobs } from '@pointbook/core/jobs';
import { reports } from '@pointbook/core/reports';
import { verify } from '@pointbook/core/verify';
import { memoryStore } from '@pointbook/memory';
import { sqliteStore } from '@pointbook/sqlite';
import { fakeClock } from '@pointbook/testing';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { turnsDuring } from '../../support/processes/turns.ts';
import { warung } from '../../support/shops/warung.ts';
import { valueOf } from '../../support/value-of.ts';

const hour = 3_600_000;
/** Ayu's entries: those of an hour have one instant. */
const [perHour, hours] = [6000, 2];
const entries = perHour * hours + 2;

/** A ledger in which a member has so many entries that a read of all of them takes long, and another has two. */
async function longLedger(store: RecordStore) {
  const clock = fakeClock(Date.UTC(2026, 0, 5, 3));
  const ledger = createPointbook({ program: warung(), store, clock, plugins: [jobs(), reports()] });
  for (const memberId of ['ayu', 'budi']) valueOf(await ledger.enrolMember({ memberId }));
  const gift = { points: 1, direction: 'add', actor: 'ann', reason: 'a gift' } as const;
  for (let past = 0; past < hours; past += 1) {
    clock.advance(hour);
    const gifts = Array.from({ length: perHour }, async (_, index) =>
      ledger.adjustPoints({ ...gift, memberId: 'ayu', idempotencyKey: `${past} ${index}` }),
    );
    const other = ledger.adjustPoints({ ...gift, memberId: 'budi', actor: 'tom', idempotencyKey: `${past}` });
    expect((await Promise.all([...gifts, other])).every((given) => given.isOk())).toBe(true);
  }
  return { ledger, clock };
}

async function rowsOf(rows: AsyncIterable<{ isOk(): boolean }>): Promise<number> {
  let count = 0;
  for await (const row of rows) count += row.isOk() ? 1 : Number.NaN;
  return count;
}

const stores = {
  'in memory': () => memoryStore(),
  'on better-sqlite3': () => sqliteStore(new Database(':memory:')),
  'on node:sqlite': () => sqliteStore(new DatabaseSync(':memory:')),
};

describe.each(Object.entries(stores))('A ledger %s with many entries lets other work run', (_where, storeOf) => {
  let long: Awaited<ReturnType<typeof longLedger>>;
  beforeAll(async () => {
    long = await longLedger(storeOf());
  });

  test('between the pages of a check', async () => {
    const { turns, value } = await turnsDuring(() => verify(long.ledger));
    expect(valueOf(value)).toMatchObject({ entries, findings: [] });
    // A thousand entries are one page.
    expect(turns).toBeGreaterThanOrEqual(12);
  });

  test('while a balance of the past is reckoned', async () => {
    const at = new Date(long.clock.now());
    const { turns, value } = await turnsDuring(() => long.ledger.getBalance({ memberId: 'ayu', at }));
    expect(valueOf(value)).toMatchObject({ balance: 12_000 });
    expect(turns).toBeGreaterThanOrEqual(12);
  });

  test.each([
    { kinds: ['transfer'] },
    { actor: 'nobody' },
    { reason: 'theft' },
    { reference: { type: 'invoice', id: 'I-1' } },
    { memberId: 'ayu', actor: 'nobody' },
    { memberId: 'ayu', until: new Date(0) },
  ] as const)('while entries are searched that are not there: %j', async (filter) => {
    const { turns, value } = await turnsDuring(() => long.ledger.findEntries(filter));
    expect(valueOf(value).items).toEqual([]);
    expect(turns).toBeGreaterThanOrEqual(2);
  });

  test('and finds each entry once and in order, in pages of every size', async () => {
    const whole = await allOf(long.ledger, {}, 500);
    expect(whole.map(({ memberId, sequence }) => `${memberId} ${sequence}`)).toEqual(
      [1, 0].flatMap((past) => [
        ...Array.from({ length: perHour }, (_, index) => `ayu ${perHour * (past + 1) - index}`),
        `budi ${past + 1}`,
      ]),
    );
    const rare = (await allOf(long.ledger, { actor: 'tom' }, 1)).map(({ sequence }) => sequence);
    expect(rare).toEqual([2, 1]);
    const later = await allOf(long.ledger, { from: new Date(long.clock.now()) }, 199);
    expect(later).toEqual(whole.slice(0, perHour + 1));
    const earlier = await allOf(long.ledger, { until: new Date(long.clock.now()) }, 173);
    expect(earlier).toEqual(whole.slice(perHour + 1));
  });

  test.each(['daily', 'status', 'liability', 'opening'] as const)('while the report %s is made', async (name) => {
    const made = {
      daily: () => long.ledger.reports.daily({ columns: ['date', 'earned'] }),
      status: () => long.ledger.reports.status(),
      liability: () => long.ledger.reports.liability({ at: new Date(long.clock.now()) }),
      opening: () => long.ledger.reports.opening(),
    };
    const { turns, value } = await turnsDuring(async () => rowsOf(made[name]()));
    expect(value).toBeGreaterThan(0);
    // The accounts of two members are read at once.
    expect(turns).toBeGreaterThanOrEqual(name === 'opening' ? 0 : 2);
  });

  test('while a file is looked through', async () => {
    const rows = Array.from({ length: 12_000 }, (_, index) => `nobody-${index},1,a gift`);
    const bytes = new TextEncoder().encode(['memberId,points,reason', ...rows].join('\n'));
    const source = async function* () {
      yield bytes;
    };
    for (const lookUp of [true, false]) {
      const preview = () => long.ledger.jobs.previewImport({ source, mode: 'add', lookUp });
      const { turns, value } = await turnsDuring(preview);
      expect(valueOf(value)).toMatchObject({ records: 12_000 });
      // A block of the file is 64 kB.
      expect(turns).toBeGreaterThanOrEqual(Math.floor(bytes.length / 65_536));
    }
  });

  test('and answers of one moment all the same', async () => {
    const searching = long.ledger.findEntries({ kinds: ['adjustment'], actor: 'tom' });
    const summing = rowsOf(long.ledger.reports.status());
    const gift = { memberId: 'budi', points: 5, direction: 'add', actor: 'tom', idempotencyKey: 'late' } as const;
    const [found] = await Promise.all([searching, long.ledger.adjustPoints(gift), summing]);
    expect([2, 3]).toContain(valueOf(found).items.length);
    expect(valueOf(found).items.at(-1)).toMatchObject({ sequence: 1 });
  });
});

async function allOf(
  ledger: Pick<Pointbook, 'findEntries'>,
  filter: Parameters<Pointbook['findEntries']>[0],
  limit: number,
): Promise<readonly StatementLine[]> {
  const found: StatementLine[] = [];
  for (let cursor: string | undefined | null; cursor !== null;) {
    const page = valueOf(await ledger.findEntries({ ...filter, limit, cursor }));
    found.push(...page.items);
    cursor = page.next;
  }
  return found;
}
