/** Days and months of the shop, which have no time zone any more, as a reader writes them. */
export interface CalendarFormats {
  /** YYYY-MM-DD with its weekday, such as "Mon, 30 Nov". */
  day(day: string): string;
  /** YYYY-MM-DD where there is little room, such as "30 Nov". */
  shortDay(day: string): string;
  /** YYYY-MM, such as "November 2026". */
  month(month: string): string;
  /** YYYY-MM where there is little room, such as "Nov 26". */
  shortMonth(month: string): string;
}

/** How a reader of a locale writes. */
export function calendarFormats(locale: string): CalendarFormats {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    return (date: string) => formatter.format(new Date(`${date}T00:00:00Z`));
  };
  const month = format({ month: 'long', year: 'numeric' });
  const shortMonth = format({ month: 'short', year: '2-digit' });
  return {
    day: format({ weekday: 'short', day: 'numeric', month: 'short' }),
    shortDay: format({ day: 'numeric', month: 'short' }),
    month: (text) => month(`${text}-01`),
    shortMonth: (text) => shortMonth(`${text}-01`),
  };
}
