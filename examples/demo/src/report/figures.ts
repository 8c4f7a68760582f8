import { timeZone } from '../london.ts';

const whole = new Intl.NumberFormat('en-GB');
const day = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short', year: 'numeric' });
const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', minute: '2-digit' });

/** 12345 as "12,345". */
export function count(figure: number): string {
  return whole.format(figure);
}

/** A change of points: "+1,653", "-500", "0". */
export function change(points: number): string {
  return points > 0 ? `+${count(points)}` : count(points);
}

/** Pence as "£1,234.05", or "-£0.02". */
export function pounds(pence: number): string {
  const figure = Math.abs(pence);
  return `${pence < 0 ? '-' : ''}£${count(Math.trunc(figure / 100))}.${String(figure % 100).padStart(2, '0')}`;
}

/** A fraction such as "160372/100" as "1,603.72", for the eye. */
export function decimal(fraction: string): string {
  const [numerator, denominator] = fraction.split('/').map(Number);
  return count((numerator ?? 0) / (denominator ?? 1));
}

/** "1 Dec 2010". */
export function date(at: Date): string {
  return day.format(at);
}

/** "08:45". */
export function time(at: Date): string {
  return hour.format(at);
}
