import { isBusinessDate } from '../values/business-date.ts';
import { firstInstant, type Instant, lastInstant } from '../values/instant.ts';
import { type Schema, addMistake } from './schema.ts';
import { mustBe, sortOf, type MistakeText } from './mistake-text.ts';

/** A moment from 1970 to 9999: a valid `Date`, or a text in ISO 8601 that names its time zone. */
export function instant(): Schema<Instant> {
  return {
    json: { type: 'string', format: 'date-time' },
    read(input, reading) {
      // Asked once: a class of the host's may answer something else the next time.
      const time = timeOf(input);
      if (!(time >= firstInstant && time <= lastInstant)) addMistake(reading, wordsFor(input));
      return time as Instant;
    },
    canonical: (value) => value,
  };
}

function wordsFor(value: unknown): MistakeText {
  if (isDate(value))
    return { problem: 'must be a Date from 1970 to 9999; this one is not', fix: 'Check how it was made.' };
  const [, , clock, , zone] = partsOf(value);
  if (clock !== undefined && zone === undefined)
    return {
      problem: 'names no time zone, so it could be several instants',
      fix: 'End it with Z, or with an offset such as +07:00.',
    };
  return mustBe('a Date or an instant in ISO 8601', value, 'Pass a Date, or a text such as "2026-12-31T10:00:00Z".');
}

/** Milliseconds since 1970; what is no instant has none. */
function timeOf(value: unknown): number {
  if (isDate(value)) return Math.trunc(value.getTime());
  const [, date = '', clock, fraction = '', zone] = partsOf(value);
  if (zone === undefined || !isBusinessDate(date)) return Number.NaN;
  // A text has microseconds in some databases. What is finer than a millisecond is cut off, as `Date` does.
  return Date.parse(`${date}T${clock}${zone}`) + Number(fraction.padEnd(3, '0').slice(0, 3));
}

/** A date of any realm: that of a host under test is not the one of this module. */
function isDate(value: unknown): value is Date {
  return sortOf(value) === 'Date';
}

function partsOf(value: unknown): readonly (string | undefined)[] {
  return (typeof value === 'string' && pattern.exec(value)) || [];
}

const pattern =
  /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?:\.(\d{1,9}))?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$/;
