/** Figures and instants as a reader writes them. */
export interface Formats {
  readonly locale: string;
  /** Points, or another whole figure. */
  number(figure: number): string;
  /** Points with their sign, such as "+12". */
  change(points: number): string;
  /** Money from minor units. */
  money(minor: number): string;
  /** A day and a time of day, in the shop's time zone. */
  moment(at: Date): string;
  /** A time of day with its seconds, in the shop's time zone. */
  time(at: Date): string;
  /** A day, in the shop's time zone. */
  day(at: Date): string;
  /** A business day, such as "2027-01-31". */
  date(businessDate: string): string;
  /** How large a file is, in kilobytes or megabytes. */
  size(bytes: number): string;
}

const minus = '−';

/** How a reader writes, of a shop with that currency and time zone. An unknown locale is that of the language. */
export function formatsFor(
  accepted: string | undefined,
  language: string,
  currency: string,
  timeZone: string,
): Formats {
  const locale = localeOf(accepted, language);
  const whole = new Intl.NumberFormat(locale);
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const amount = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = amount.resolvedOptions().maximumFractionDigits ?? 2;
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const [kilobytes, megabytes] = (['kilobyte', 'megabyte'] as const).map(
    (unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }),
  ) as [Intl.NumberFormat, Intl.NumberFormat];
  return {
    locale,
    number: (figure) => whole.format(figure).replace('-', minus),
    change: (points) => signed.format(points).replace('-', minus),
    money: (minor) => amount.format(minor / 10 ** digits).replace('-', minus),
    moment: (at) => moment.format(at),
    time: (at) => time.format(at),
    day: (at) => day.format(at),
    date: (businessDate) => date.format(new Date(businessDate)),
    size: (bytes) => (bytes < 1e6 ? kilobytes.format(bytes / 1e3) : megabytes.format(bytes / 1e6)),
  };
}

/** The first locale that the browser asks for, if it is of the language that the page is in. */
function localeOf(accepted: string | undefined, language: string): string {
  const [asked = language] = (accepted ?? language).split(/[,;]/);
  try {
    const locale = new Intl.Locale(asked.trim());
    return locale.language === language ? locale.toString() : language;
  } catch {
    return language;
  }
}
