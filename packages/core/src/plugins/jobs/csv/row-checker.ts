import type { CardCode, MemberId } from '../../../index.ts';
import type { MistakeText } from '../../../shapes.ts';
import { type CellFields, cellFields, type Field } from './cells/cell-fields.ts';
import type { ImportOptions } from './import-options.ts';
import type { AddRow, ImportRow, OpeningRow, SetRow } from './import-row.ts';
import { readWhole } from './cells/read-number.ts';
import type { PhoneReader } from './cells/phone-reader.ts';
import { readBirthday, readMoment } from './cells/read-date.ts';
import { readPhone } from './cells/read-phone.ts';
import { readEmail, readFlag, readId, readNote, readText } from './cells/read-text.ts';
import { summaryOf } from './records/summary-row.ts';
import { whoField } from './cells/who-field.ts';
import type { RowProblem } from './row-problem.ts';

/** Reads the cells of a record, or returns the first problem. */
export type RowChecker = (cells: readonly string[], line: number, record: number) => ImportRow | RowProblem;

/** Whether a row was not accepted. */
export function isProblem(checked: ImportRow | RowProblem): checked is RowProblem {
  return 'problem' in checked;
}

/**
 * Checks the rows of a file. `columns` are the places of the known columns, and `width` is the number of all columns.
 */
export function rowChecker(
  columns: ReadonlyMap<string, number>,
  width: number,
  options: ImportOptions,
  phones: PhoneReader | null,
): RowChecker {
  const fields = cellFields(columns, options.lenient);
  const read = readers[options.mode](fields, options, phones);
  return (cells, line, record) => {
    const summary = summaryOf(cells);
    if (summary !== null) return { line, record, column: null, ...summary };
    if (cells.length !== width) return { line, record, column: null, ...misfitOf(cells.length, width) };
    const row = read(cells, line, record);
    const problem = fields.takeProblem();
    const leftOut = fields.takeLeftOut();
    if (problem !== null) return { line, record, ...problem };
    return leftOut.length === 0 ? row : { ...row, leftOut };
  };
}

/** Reads a row. A field with a problem is null, and then the row is not used. */
type RowReading<Row> = (cells: readonly string[], line: number, record: number) => Row;

function addReader(fields: CellFields, options: ImportOptions, phones: PhoneReader | null): RowReading<AddRow> {
  const who = whoField(fields, options, phones);
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

function setReader(fields: CellFields, options: ImportOptions, phones: PhoneReader | null): RowReading<SetRow> {
  const who = whoField(fields, options, phones);
  const balance = fields.required('balance', (cell) => readWhole(cell, 0, options));
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

function openingReader(fields: CellFields, options: ImportOptions, phones: PhoneReader | null): RowReading<OpeningRow> {
  const { dateOrder, phoneCountry, mapping } = options;
  const { required, optional, spare } = fields;
  const momentOf = (column: string) => optional(column, (cell) => readMoment(cell, dateOrder));
  const memberId = required('memberId', readId<MemberId>);
  // In the files of other programs, who takes no part has no balance.
  const isOfOthers = mapping.some(({ isGuess }) => isGuess);
  const balance = (isOfOthers ? optional : required)('balance', (cell) => readSigned(cell, options));
  const endsAt = optional('endsAt', (cell) => (/^never$/i.test(cell) ? 'never' : readMoment(cell, dateOrder)));
  const endsUnlessActive = momentOf('endsUnlessActive');
  const availableFrom = momentOf('availableFrom');
  const name = nameField(fields);
  const phone = spare('phone', (cell) => readPhone(cell, phones, phoneCountry));
  const phoneVerified = spare('phoneVerified', readFlag);
  const email = spare('email', readEmail);
  const emailVerified = spare('emailVerified', readFlag);
  const cardCode = spare('cardCode', readId<CardCode>);
  const birthday = spare('birthday', (cell) => readBirthday(cell, dateOrder));
  const tier = spare('tier', readText);
  const { reason, comment, key } = notedFields(fields);
  return (cells, line, record) => {
    const row: OpeningRow = {
      mode: 'opening',
      line,
      record,
      memberId: given(memberId(cells)),
      balance: balance(cells) ?? 0,
      endsAt: endsAt(cells),
      endsUnlessActive: endsUnlessActive(cells),
      availableFrom: availableFrom(cells),
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
    };
    checkEnds(row, fields);
    return row;
  };
}

/** A name, or the first name and the last name of a person. */
function nameField(fields: CellFields): Field<string | null> {
  const name = fields.spare('name', readText);
  const firstName = fields.spare('firstName', readText);
  const lastName = fields.spare('lastName', readText);
  return (cells) => {
    const parts = [firstName(cells), lastName(cells)].filter((part) => part !== null);
    const whole = name(cells);
    if (whole !== null || parts.length === 0) return whole;
    const joined = readText(parts.join(' '));
    return typeof joined === 'string' ? joined : fields.fail(joined, 'firstName');
  };
}

function checkEnds({ balance, endsAt, endsUnlessActive, availableFrom }: OpeningRow, { fail }: CellFields): void {
  if (endsAt !== null && endsUnlessActive !== null) fail(twoEnds, 'endsUnlessActive');
  else if (balance < 0 && (endsAt ?? endsUnlessActive ?? availableFrom) !== null) fail(endOfDebt, 'balance');
}

function notedFields(fields: CellFields): { readonly [Name in 'reason' | 'comment' | 'key']: Field<string | null> } {
  return {
    reason: fields.spare('reason', readNote),
    comment: fields.spare('comment', readNote),
    key: fields.optional('key', readId<string>),
  };
}

/** A required field. It is null only with a problem, and then the row is not used. */
function given<T>(value: T | null): T {
  return value as T;
}

function readPoints(cell: string, options: ImportOptions): number | MistakeText {
  const points = readSigned(cell, options);
  return points === 0 ? { problem: 'must not be 0', fix: 'Leave the row out.' } : points;
}

function readSigned(cell: string, options: ImportOptions): number | MistakeText {
  return readWhole(cell, -Number.MAX_SAFE_INTEGER, options);
}

function misfitOf(cells: number, columns: number): MistakeText {
  const problem = `has ${cells} cells, but the header has ${columns} columns`;
  return cells < columns
    ? { problem, fix: 'Add the missing cells. They may be empty.' }
    : { problem, fix: 'Put a cell that contains the delimiter in quotes, or remove the extra cells.' };
}

const twoEnds: MistakeText = { problem: 'must be empty where endsAt is filled', fix: 'Keep one of the two.' };
const endOfDebt: MistakeText = {
  problem: 'is a debt, which neither ends nor waits',
  fix: 'Empty endsAt, endsUnlessActive and availableFrom.',
};
const readers = { add: addReader, set: setReader, opening: openingReader };
