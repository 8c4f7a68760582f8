import { birthdayRule, type MistakeText } from '../../../../shapes.ts';
import { readByRule } from './read-text.ts';

/** In which order a file writes day, month and year. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** Reads a day of birth, with its year or without, in the form in which it is kept: YYYY-MM-DD or MM-DD. */
export function readBirthday(cell: string, order: DateOrder | null): string | MistakeText {
  return inIsoForm(cell, order, (date) => readByRule(birthdayRule, date));
}

/** Reads an instant (in ISO 8601, with its zone) or a whole day. */
export function readMoment(cell: string, order: DateOrder | null): string | MistakeText {
  const time = instantForm.test(cell) ? Date.parse(cell) : Number.NaN;
  if (time >= 0) return new Date(time).toISOString();
  return inIsoForm(cell, order, (date) => (isDay(date) ? date : notMoment));
}

function inIsoForm(
  cell: string,
  order: DateOrder | null,
  check: (date: string) => string | MistakeText,
): string | MistakeText {
  const date = cell.replace(midnight, '');
  if (serialDay.test(date)) return asNumber;
  const numbers = parts.exec(date);
  if (numbers === null) return check(date);
  const [, a = '', , b = '', , c] = numbers;
  const iso = isoOf([a, b, c], order);
  const checked = iso === null ? null : check(iso);
  // Such as 12/31/1990, where the day is said to come first.
  if (typeof checked === 'object' && checked !== null && order !== null && a.length < 4)
    return { ...checked, fix: wrongOrder(order).fix };
  if (checked !== null) return checked;
  return order === null ? (isIsoWritten(date) ? check(date) : undeclared) : wrongOrder(order);
}

/** The numbers in the order of ISO 8601; null where they do not fit the declared order. */
function isoOf([a, b, c]: [string, string, string | undefined], order: DateOrder | null): string | null {
  if (a.length === 4) return c === undefined ? null : joined(a, b, c);
  if (order === null || order === 'ymd') return order === 'ymd' && c === undefined ? joined('', a, b) : null;
  const [day, month] = order === 'dmy' ? [a, b] : [b, a];
  if (c !== undefined && c.length !== 4) return null;
  return joined(c ?? '', month, day);
}

function joined(year: string, month: string, day: string): string {
  const monthAndDay = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return year === '' ? monthAndDay : `${year}-${monthAndDay}`;
}

function isIsoWritten(date: string): boolean {
  return /^(\d{4}-)?\d{2}-\d{2}$/.test(date);
}

function isDay(date: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  // Instants of a ledger begin in 1970.
  return time >= 0 && new Date(time).toISOString().startsWith(date);
}

function wrongOrder(order: DateOrder): MistakeText {
  const example = { dmy: '31/12/1990', mdy: '12/31/1990', ymd: '1990/12/31' }[order];
  return {
    problem: 'must be a date in the order that is declared',
    fix: `Write ${example}, with four digits for the year, or declare another order.`,
  };
}

/** Two or three numbers with the same sign between them. */
const parts = /^(\d{1,4})([./-])\s?(\d{1,2})(?:(\2)\s?(\d{1,4}))?\.?$/;
/** What spreadsheets write after a date. */
const midnight = /[ T]00:00(?::00(?:\.0+)?)?$/;
const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;
/** A day as a spreadsheet counts it: 20,000 is in 1954, and 80,000 in 2119. */
const serialDay = /^[2-7]\d{4}(?:\.0+)?$/;
const asNumber: MistakeText = {
  problem: 'is a number of days, as a spreadsheet keeps a date',
  fix: 'Format the column as a date in the spreadsheet, and save the file again.',
};
const undeclared: MistakeText = {
  problem: 'must be a date as 1990-12-31, because 04/05 is one day in England and another in America',
  fix: 'Declare the order of day, month and year, or write the date in this form.',
};
const notMoment: MistakeText = {
  problem: 'must be a date or an instant',
  fix: 'Write "2027-12-31", or "2027-12-31T23:00:00Z".',
};
