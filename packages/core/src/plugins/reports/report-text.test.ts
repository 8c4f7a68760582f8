import fc from 'fast-check';
import { err, ok, type Result } from 'neverthrow';
import { expect, test } from 'vitest';
import { readCsv } from '../jobs/csv/csv-testing.ts';
import type { Delimiter } from '../../csv/write-csv.ts';
import { unguarded } from '../../csv/formula-guard.ts';
import { reportCsv, reportJson, type ReportValue } from './report-text.ts';

async function* reportOf<Row>(rows: readonly Row[], failure?: string): AsyncGenerator<Result<Row, string>, void> {
  yield* rows.map((row) => ok(row));
  if (failure !== undefined) yield err(failure);
}

async function blocksOf(text: AsyncIterable<Result<string, string>>): Promise<string[]> {
  const blocks: string[] = [];
  for await (const block of text) blocks.push(block.isOk() ? block.value : `error: ${block.error}`);
  return blocks;
}

const gap = new Date('2026-03-29T02:30:00.001Z');

test('CSV has a header, the columns that are named in their order, and guards what a spreadsheet would run', async () => {
  const rows = [
    { memberId: '=M-1', points: -5, at: gap, reason: 'a "b", c' },
    { memberId: 'ayu', points: 0, at: null, reason: null },
  ];
  expect(await blocksOf(reportCsv(reportOf(rows), ['points', 'memberId', 'at', 'reason']))).toEqual([
    'points,memberId,at,reason\r\n-5,\'=M-1,2026-03-29T02:30:00.001Z,"a ""b"", c"\r\n0,ayu,,\r\n',
  ]);
  expect(await blocksOf(reportCsv(reportOf(rows), ['reason', 'points'], { delimiter: ';' }))).toEqual([
    'reason;points\r\n"a ""b"", c";-5\r\n;0\r\n',
  ]);
});

test('a report without rows is a header, and an empty array', async () => {
  const none = reportOf<{ points: number }>([]);
  expect(await blocksOf(reportCsv(none, ['points']))).toEqual(['points\r\n']);
  expect(JSON.parse((await blocksOf(reportJson(reportOf([])))).join(''))).toEqual([]);
});

test('JSON is one array, with instants as texts', async () => {
  const text = (
    await blocksOf(
      reportJson(
        reportOf([
          { a: 1, at: gap },
          { a: 2, at: null },
        ]),
      ),
    )
  ).join('');
  expect(text).toBe('[\n{"a":1,"at":"2026-03-29T02:30:00.001Z"},\n{"a":2,"at":null}\n]\n');
});

test('a report that fails ends with its error, and is no whole file', async () => {
  const failing = () => reportOf([{ a: 1 }], 'out of reach');
  expect(await blocksOf(reportCsv(failing(), ['a']))).toEqual(['error: out of reach']);
  expect(await blocksOf(reportJson(failing()))).toEqual(['error: out of reach']);
});

test('a long report comes in blocks of some 64 kB, and no more rows are asked for than are written', async () => {
  let asked = 0;
  async function* long(): AsyncGenerator<Result<{ a: string }, string>, void> {
    for (; asked < 10_000; asked += 1) yield ok({ a: 'x'.repeat(98) });
  }
  const sizes: number[] = [];
  const askedBy: number[] = [];
  for await (const block of reportCsv(long(), ['a'])) {
    sizes.push(block.isOk() ? block.value.length : 0);
    askedBy.push(asked);
  }
  expect(askedBy[0]).toBeLessThan(700);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1_000_003);
  expect(Math.max(...sizes)).toBeLessThan(66_000);
  expect(sizes.length).toBe(16);
});

test('export → import is the identity, for all rows', async () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', ' ', 'a', 'é', '😀') }),
    fc.string().map((cell) => cell.replaceAll('\0', '')),
  );
  const row = fc.record({
    text,
    points: fc.maxSafeInteger(),
    at: fc.option(fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })),
  });
  const columns = ['text', 'points', 'at'] as const;
  const input = fc.tuple(fc.array(row, { minLength: 1 }), fc.constantFrom<Delimiter>(',', ';', '\t'));
  await fc.assert(
    fc.asyncProperty(input, async ([rows, delimiter]) => {
      const written = (await blocksOf(reportCsv(reportOf(rows), columns, { delimiter }))).join('');
      const reading = readCsv(written, [], delimiter);
      if ('kind' in reading) throw new Error(reading.message);
      const [header, ...lines] = reading.rows;
      expect(header).toEqual(columns);
      const back = lines.map(([first = '', points = '', at = '']): Record<string, ReportValue> => ({
        text: unguarded(first),
        points: Number(points),
        at: at === '' ? null : new Date(at),
      }));
      expect(back).toEqual(rows);
    }),
    { numRuns: 500 },
  );
});
