import type { CardCode, MemberId } from '../values/ids.ts';
import { birthdayRule } from '../schemas/person-rules.ts';
import type { Words } from '../schemas/words.ts';
import { type CellFields, cellFields, type Field } from './cell-fields.ts';
import type { ImportOptions } from './import-options.ts';
import type { AddRow, ImportRow, OpeningRow, SetRow } from './import-row.ts';
import { readWhole } from './read-number.ts';
import { readPhone } from './read-phone.ts';
import { readByRule, readEmail, readFlag, readId, readNote, readText } from './read-text.ts';
import { whoField } from './who-field.ts';
import type { RowProblem } from './row-problem.ts';

/** Reads the cells of a record, or returns the first problem. */
export type RowJudge = (cells: readonly string[], line: number, record: number) => ImportRow | RowProblem;

/** Whether a row was not accepted. */
export function isProblem(judged: ImportRow | RowProblem): judged is RowProblem {
  return 'problem' in judged;
}

/** Judges the rows of a file. `columns` are the places of the known columns, and `width` is the number of all columns. */
export function rowJudge(columns: ReadonlyMap<string, number>, width: number, options: ImportOptions): RowJudge {
  const fields = cellFields(columns);
  const read = readers[options.mode](fields, options);
  return (cells, line, record) => {
    if (cells.length !== width) return { line, record, column: null, ...misfitOf(cells.length, width) };
    const row = read(cells, line, record);
    const problem = fields.takeProblem();
    return problem === null ? row : { line, record, ...problem };
  };
}

/** Reads a row. A field with a problem is null, and then the row is not used. */
type RowReading<Row> = (cells: readonly string[], line: number, record: number) => Row;

function addReader(fields: CellFields, options: ImportOptions): RowReading<AddRow> {
  const who = whoField(fields, options);
  const points = fields.required('points', (cell) => readPoints(cell, options));
  const { reason, comment, key } = notedFields(fields);
  return (cells, line, record) => ({
    mode: 'add',
    line,
    record,
    who: given(who(cells)),
    points: given(points(cells)),
    reason: reason(cells),
    comment: comment(cells),
    key: key(cells),
  });
}

function setReader(fields: CellFields, options: ImportOptions): RowReading<SetRow> {
  const who = whoField(fields, options);
  const balance = fields.required('balance', (cell) => readWhole(cell, 0, options.numberLocale));
  const expectedBalance = fields.optional('expectedBalance', (cell) => readSigned(cell, options));
  const { reason, comment, key } = notedFields(fields);
  return (cells, line, record) => ({
    mode: 'set',
    line,
    record,
    who: given(who(cells)),
    balance: given(balance(cells)),
    expectedBalance: expectedBalance(cells),
    reason: reason(cells),
    comment: comment(cells),
    key: key(cells),
  });
}

function openingReader(fields: CellFields, options: ImportOptions): RowReading<OpeningRow> {
  const memberId = fields.required('memberId', readId<MemberId>);
  const balance = fields.required('balance', (cell) => readWhole(cell, 0, options.numberLocale));
  const name = fields.optional('name', readText);
  const phone = fields.optional('phone', (cell) => readPhone(cell, options.phoneCountry));
  const phoneVerified = fields.optional('phoneVerified', readFlag);
  const email = fields.optional('email', readEmail);
  const emailVerified = fields.optional('emailVerified', readFlag);
  const cardCode = fields.optional('cardCode', readId<CardCode>);
  const birthday = fields.optional('birthday', (cell) => readByRule(birthdayRule, cell));
  const tier = fields.optional('tier', readText);
  const { reason, comment, key } = notedFields(fields);
  return (cells, line, record) => ({
    mode: 'opening',
    line,
    record,
    memberId: given(memberId(cells)),
    balance: given(balance(cells)),
    name: name(cells),
    phone: phone(cells),
    phoneVerified: phoneVerified(cells),
    email: email(cells),
    emailVerified: emailVerified(cells),
    cardCode: cardCode(cells),
    birthday: birthday(cells),
    tier: tier(cells),
    reason: reason(cells),
    comment: comment(cells),
    key: key(cells),
  });
}

function notedFields(fields: CellFields): { readonly [Name in 'reason' | 'comment' | 'key']: Field<string | null> } {
  return {
    reason: fields.optional('reason', readNote),
    comment: fields.optional('comment', readNote),
    key: fields.optional('key', readId<string>),
  };
}

/** A required field. It is null only with a problem, and then the row is not used. */
function given<T>(value: T | null): T {
  return value as T;
}

function readPoints(cell: string, options: ImportOptions): number | Words {
  const points = readSigned(cell, options);
  return points === 0 ? { problem: 'must not be 0', fix: 'Leave the row out.' } : points;
}

function readSigned(cell: string, { numberLocale }: ImportOptions): number | Words {
  return readWhole(cell, -Number.MAX_SAFE_INTEGER, numberLocale);
}

function misfitOf(cells: number, columns: number): Words {
  const problem = `has ${cells} cells, but the header has ${columns} columns`;
  return cells < columns
    ? { problem, fix: 'Add the missing cells. They may be empty.' }
    : { problem, fix: 'Put a cell that contains the delimiter in quotes, or remove the extra cells.' };
}

const readers = { add: addReader, set: setReader, opening: openingReader };
