import { createPointbook, type ProfileInput } from '@pointbook/core';
import type { RecordReader } from '@pointbook/core/store';
import { memberColumns, reportCsv } from '@pointbook/core/reports';
import { memoryStore } from '@pointbook/memory';
import { okAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { type BulkDesk, openBulkDesk } from '../../support/shops/bulk-desk.ts';
import { plugins } from '../../support/shops/plugins.ts';
import { rowsOf } from '../../support/reports/reports.ts';
import { warung } from '../../support/shops/warung.ts';
import fc from 'fast-check';
import { valueOf } from '../../support/value-of.ts';

async function exportOf({ ledger }: BulkDesk): Promise<string> {
  return (await rowsOf(reportCsv(ledger.reports.members(), memberColumns))).join('');
}

async function enrol(desk: BulkDesk, memberId: string, person: ProfileInput, points: number): Promise<void> {
  valueOf(await desk.ledger.enrolMember({ memberId, ...person }));
  if (points === 0) return;
  const gift = { memberId, points, direction: 'add', actor: 'staff-1', reason: 'welcome' } as const;
  valueOf(await desk.ledger.adjustPoints({ ...gift, idempotencyKey: 'welcome' }));
}

/** Carries a ledger's members over to an empty one, through a file. */
async function carriedOver(file: string): Promise<{ readonly desk: BulkDesk; readonly rejected: number }> {
  const desk = await openBulkDesk();
  const { rejected } = await desk.importFile(file, { mode: 'opening' });
  return { desk, rejected };
}

const everything: ProfileInput = {
  name: '=HYPERLINK("http://example.com"), "Ayu"; Warung',
  phone: '+628123456789',
  phoneVerified: true,
  email: 'ayu@example.com',
  emailVerified: true,
  cardCode: '-007',
  birthday: '1990-02-28',
  tier: '@gold',
};

describe('The report on members', () => {
  test('is a file that an opening import turns into the same members with the same balances', async () => {
    const desk = await openBulkDesk();
    await enrol(desk, '+C-17', everything, 120);
    await enrol(desk, "'C-18", { name: "'Budi", birthday: '12-31' }, 0);
    const file = await exportOf(desk);
    expect(file.split('\r\n')).toEqual([
      memberColumns.join(','),
      "''C-18,0,''Budi,,false,,false,,12-31,",
      `'+C-17,120,"'=HYPERLINK(""http://example.com""), ""Ayu""; Warung",'+628123456789,true,ayu@example.com,true,'-007,1990-02-28,'@gold`,
      '',
    ]);
    const { desk: other, rejected } = await carriedOver(file);
    expect(rejected).toBe(0);
    expect(await exportOf(other)).toBe(file);
  });

  test('is such a file for every content of a profile', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 });
    const people = fc.array(fc.tuple(fc.record({ memberId: text, name: text, cardCode: text, tier: text }), fc.nat()), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(people, async (given) => {
        const desk = await openBulkDesk();
        for (const [{ memberId, ...person }, points] of given) {
          const enrolled = await desk.ledger.enrolMember({ memberId, ...person });
          if (enrolled.isErr() || points === 0) continue;
          const gift = { memberId, points, direction: 'add', actor: 'staff-1', reason: 'welcome' } as const;
          valueOf(await desk.ledger.adjustPoints({ ...gift, idempotencyKey: 'welcome' }));
        }
        const file = await exportOf(desk);
        expect(await exportOf((await carriedOver(file)).desk)).toBe(file);
      }),
      { numRuns: 100 },
    );
  });

  test('tells all points of a member, with what is due counted as posted', async () => {
    const expiry = { kind: 'after', period: { unit: 'days', count: 10 } } as const;
    const desk = await openBulkDesk({ expiry });
    await enrol(desk, 'ayu', {}, 50);
    const balance = async () => (await rowsOf(desk.ledger.reports.members())).map((row) => row.balance);
    expect(await balance()).toEqual([50]);
    desk.clock.advance(20 * 86_400_000);
    expect(await balance()).toEqual([0]);
  });

  test('has every member over all pages, also one whom a new profile has pushed out of its page', async () => {
    const inner = memoryStore();
    const rowsPushed: RecordReader = {
      ...inner.rows,
      // As if somebody had been enrolled between the two reads, before all others.
      records: (programId, kind, after, limit) =>
        kind !== 'profile'
          ? inner.rows.records(programId, kind, after, limit)
          : limit === 0
            ? okAsync([])
            : inner.rows.records(programId, kind, after, limit - 1),
    };
    const store = { ...inner, rows: rowsPushed };
    const desk = await openBulkDesk();
    const rows = Array.from({ length: 1001 }, (_, index) => `m${String(index).padStart(4, '0')},${index},N${index}`);
    const { jobs, reports } = createPointbook({ program: warung(), store, clock: desk.clock, plugins });
    const source = () => [new TextEncoder().encode(`memberId,balance,name\n${rows.join('\n')}`)];
    const { digest } = valueOf(await jobs.previewImport({ mode: 'opening', source }));
    const started = await jobs.startImport({ mode: 'opening', digest, actor: 'staff-1', reason: 'moving' });
    await rowsOf(jobs.runJob({ jobId: valueOf(started).jobId, source }));
    const told = await rowsOf(reports.members());
    expect(told.map(({ memberId, balance, name }) => `${memberId},${balance},${name}`)).toEqual(rows);
  });
});
