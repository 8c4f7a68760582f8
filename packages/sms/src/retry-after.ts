/** What a Retry-After header says, in milliseconds: seconds or a date (RFC 9110, section 10.2.3), and a day at most. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Math.min(Number(header) * 1000, longest);
  // Date.parse takes much that is no date in HTTP, such as "2".
  const date = httpDate.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? null : Math.min(Math.max(0, date - now), longest);
}

/** A longer wait is a mistake of the provider; nobody would ask again after it. */
const longest = 86_400_000;

// IMF-fixdate: of the three forms the only one that may be sent.
const httpDate =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;
