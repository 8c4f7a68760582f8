import type { BusinessDate } from '../values/instant.ts';
import { isBusinessDate } from '../values/business-date.ts';
import { closest } from '../values/closest.ts';
import type { FieldRule } from './field-rules.ts';
import { mustBe } from './mistake-text.ts';

/** A day that the calendar has, YYYY-MM-DD. */
export const dateRule: FieldRule<BusinessDate> = {
  json: { type: 'string', format: 'date' },
  check: (value) => {
    if (typeof value === 'string' && isBusinessDate(value)) return null;
    const isUnreal = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
    const fix = isUnreal
      ? 'The calendar has no such day from 1970-01-01 to 9999-12-31.'
      : 'Write year, month and day: "2026-12-31".';
    return mustBe('a date', value, fix);
  },
};

/** A time on the clock, "HH:mm". "24:00" is written "00:00" where an end of the day is meant. */
export function timeRule(last: '23:59' | '24:00'): FieldRule<string> {
  return {
    check: (value) => {
      const isTime = typeof value === 'string' && (/^([01]\d|2[0-3]):[0-5]\d$/.test(value) || value === last);
      return isTime ? null : mustBe('a time on the clock', value, 'Write hours and minutes: "09:30".');
    },
    convert: (value) => (value === '24:00' ? '00:00' : value),
  };
}

/** The IANA name of a time zone that this machine knows, in its own capitals, so that a zone has one name. */
export const timeZoneRule: FieldRule<string> = {
  check: (value) => {
    const name = typeof value === 'string' && value.length <= longestName ? value : '';
    const zones = zoneNames();
    if (zones.includes(name)) return null;
    const inItsCapitals = zones.find((zone) => zone.toLowerCase() === name.toLowerCase());
    if (inItsCapitals === undefined && isTimeZone(name)) return null;
    const meant = inItsCapitals ?? closest(name, zones);
    const fix = meant === null ? 'Write a name such as "Asia/Jakarta" or "Europe/Berlin".' : `Did you mean "${meant}"?`;
    return mustBe('the IANA name of a time zone', value, fix);
  },
};

const longestName = 64;

function isTimeZone(name: string): boolean {
  // An offset such as "+07:00" is not a zone: a zone has clock changes.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

let knownZones: readonly string[] | undefined;

/**
 * Without the aliases that are valid too, such as "UTC". Asked for once, as it takes longer than all the rest of a
 * program.
 */
function zoneNames(): readonly string[] {
  knownZones ??= typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  return knownZones;
}
