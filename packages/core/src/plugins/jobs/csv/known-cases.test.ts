import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import csvSpectrum from 'csv-spectrum';
import { expect, test } from 'vitest';
import { readCsvBytes, readCsv } from './csv-testing.ts';
import type { Delimiter } from '../../../csv/write-csv.ts';

test('csv-spectrum: every file gives the rows that its authors expect, but for one that has a quote within a cell', async () => {
  const files = await promisify(csvSpectrum)();
  expect(files.length).toBeGreaterThanOrEqual(12);
  const refused: string[] = [];
  for (const { name, csv, json } of files) {
    const reading = readCsvBytes(csv);
    if ('kind' in reading) {
      refused.push(name);
      continue;
    }
    const [header = [], ...rows] = reading.rows;
    const objects = rows.map((row) => Object.fromEntries(header.map((column, index) => [column, row[index]])));
    expect({ name, rows: objects }).toEqual({ name, rows: JSON.parse(Buffer.from(json).toString('utf8')) });
  }
  expect(refused).toEqual(['location_coordinates']);
});

interface PapaCase {
  readonly description: string;
  readonly input: string;
  readonly config?: Record<string, unknown>;
  readonly expected: { readonly data: readonly (readonly string[])[] };
}

/** The cases of papaparse for its parser, taken out of its test file. */
function papaCases(): readonly PapaCase[] {
  const folder = dirname(createRequire(import.meta.url).resolve('papaparse'));
  const source = readFileSync(join(folder, 'tests', 'test-cases.js'), 'utf8');
  const declared = source.slice(
    source.indexOf('var CORE_PARSER_TESTS'),
    source.indexOf("describe('Core Parser Tests'"),
  );
  const cases = runInNewContext(`${declared}; CORE_PARSER_TESTS`) as readonly PapaCase[];
  // Comments, limits and header rows are the business of others.
  return cases.filter(({ config = {} }) =>
    Object.keys(config).every((option) => ['delimiter', 'newline'].includes(option)),
  );
}

test('papaparse: its cases give the expected rows, or an error where the file does not keep the rules', () => {
  const cases = papaCases();
  expect(cases.length).toBeGreaterThanOrEqual(40);
  const read = cases.map(({ description, input, config }) => {
    const reading = readCsv(input, [], (config?.['delimiter'] ?? ',') as Delimiter);
    return { description, rows: 'kind' in reading ? null : reading.rows };
  });
  const refused = read.flatMap(({ description, rows }) => (rows === null ? description : []));
  expect(read.filter(({ rows }) => rows !== null)).toEqual(
    cases
      .filter(({ description }) => !refused.includes(description))
      .map(({ description, expected }) => ({ description, rows: withoutEmptyLines(expected.data) })),
  );
  expect(refused).toEqual([
    'Unquoted field with quotes at end of field',
    'Quoted field with whitespace around quotes',
    'Misplaced quotes in data, not as opening quotes',
    'Quoted field has no closing quote',
    'Quoted field has invalid trailing quote after delimiter with a valid closer',
    'Quoted field has invalid trailing quote after delimiter',
    'Quoted field has invalid trailing quote before delimiter',
    'Quoted field has invalid trailing quote after new line',
  ]);
});

function withoutEmptyLines(rows: readonly (readonly string[])[]): unknown {
  return JSON.parse(JSON.stringify(rows.filter((row) => row.length !== 1 || row[0] !== '')));
}
