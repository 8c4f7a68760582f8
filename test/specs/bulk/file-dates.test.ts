import type { ImportQuery } from '@pointbook/core/jobs';
import { describe, expect, test } from 'vitest';
import { type BulkDesk, fileOf, openBulkDesk } from '../../support/shops/bulk-desk.ts';
import { valueOf } from '../../support/value-of.ts';

async function people(desk: BulkDesk, memberId: string) {
  return valueOf(await desk.ledger.getMember({ memberId }));
}

async function problemsOf(desk: BulkDesk, text: string | Uint8Array, query: ImportQuery) {
  const preview = await desk.ledger.jobs.previewImport({ source: fileOf(text), ...query });
  return valueOf(preview).problems.map(({ line, column, problem }) => `${line} ${column} ${problem}`);
}

describe('Dates', () => {
  test.each<[string, ImportQuery['dateOrder'], string]>([
    ['31/12/1990', 'dmy', '1990-12-31'],
    ['12/31/1990', 'mdy', '1990-12-31'],
    ['31.12.1990', 'dmy', '1990-12-31'],
    ['1990/12/31', 'ymd', '1990-12-31'],
    ['1990/12/31', undefined, '1990-12-31'],
    ['5-6-1990', 'dmy', '1990-06-05'],
    ['31/12/1990 00:00:00', 'dmy', '1990-12-31'],
    ['24/12', 'dmy', '12-24'],
    ['24.12.', 'dmy', '12-24'],
    ['12-24', undefined, '12-24'],
    ['1990-12-31', 'dmy', '1990-12-31'],
  ])('%s in the order %s is %s', async (cell, dateOrder, birthday) => {
    const desk = await openBulkDesk();
    const query = { mode: 'opening', ...(dateOrder === undefined ? {} : { dateOrder }) } as const;
    await desk.importFile(`memberId,balance,birthday\nann,5,${cell}\n`, query);
    expect((await people(desk, 'ann')).birthday).toBe(birthday);
  });

  test.each<[string, ImportQuery['dateOrder'], RegExp]>([
    ['04/05/1990', undefined, /because 04\/05/],
    ['31/12/90', 'dmy', /order that is declared/],
    ['12/31/1990', 'dmy', /day of birth/],
    ['33238', 'dmy', /number of days, as a spreadsheet/],
    ['1990-02-30', undefined, /day of birth/],
  ])('%s in the order %s is none', async (cell, dateOrder, words) => {
    const desk = await openBulkDesk();
    const query = { mode: 'opening', ...(dateOrder === undefined ? {} : { dateOrder }) } as const;
    const [problem] = await problemsOf(desk, `memberId,balance,birthday\nann,5,${cell}\n`, query);
    expect(problem).toMatch(words);
  });
});
