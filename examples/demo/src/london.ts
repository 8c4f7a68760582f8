import { tz } from '@date-fns/tz';
import { parse } from 'date-fns/parse';

/** Where the shop is: its days begin and end there. */
export const timeZone = 'Europe/London';

/** The moment at which the shop's clock shows a text such as "2010-12-01 18:00". */
export function inLondon(text: string, format = 'yyyy-MM-dd H:mm'): Date {
  return new Date(parse(text, format, 0, { in: tz(timeZone) }).getTime());
}
