/** When points end: at an instant, never, or with the account's inactivity (its so-manieth deadline). */
export type End = number | 'never' | { readonly idle: number };

/** Points that become available together and end together. */
export interface Lot {
  readonly from: number | null;
  readonly end: End;
  points: number;
}

export interface Hold {
  readonly redemptionId: string;
  readonly invoiceId: string | null;
  readonly deadline: number;
  readonly points: number;
  readonly taken: Lot[];
  /** The command that set them aside. */
  readonly by: number;
}

/** What was to be taken back, and is held: holds from before owe it as far as they give their points back. */
export interface Owing {
  /** The sale; null for goods that came back without one. */
  readonly invoiceId: string | null;
  /** The command that would have taken it. */
  readonly by: number;
  lots: Lot[];
}

export const pointsOf = (lots: readonly { readonly points: number }[]): number =>
  lots.reduce((all, { points }) => all + points, 0);

export function isSame(a: Pick<Lot, 'from' | 'end'>, b: Pick<Lot, 'from' | 'end'>): boolean {
  return a.from === b.from && isSameEnd(a.end, b.end);
}

export function isSameEnd(a: End, b: End): boolean {
  return typeof a === 'object' && typeof b === 'object' ? a.idle === b.idle : a === b;
}

function endRank(end: End): number {
  return typeof end === 'number' ? end : Number.MAX_VALUE;
}

/** What ends first comes first; of what ends together, what was available first. */
export function byEnd(a: Lot, b: Lot): number {
  return endRank(a.end) - endRank(b.end) || (a.from ?? 0) - (b.from ?? 0);
}

/** Of some lots so many points: those that end first, or those that end last. The others stay behind. */
export function split(lots: readonly Lot[], points: number, order: 'first' | 'last'): { part: Lot[]; rest: Lot[] } {
  const part: Lot[] = [];
  const rest: Lot[] = [];
  let missing = points;
  const sorted = [...lots].sort(byEnd);
  for (const lot of order === 'first' ? sorted : sorted.toReversed()) {
    const taken = Math.min(lot.points, missing);
    missing -= taken;
    if (taken > 0) part.push({ ...lot, points: taken });
    if (lot.points > taken) rest.push({ ...lot, points: lot.points - taken });
  }
  return { part, rest };
}

/** What holds owe, and what they have given up for sales, and for returns without one, that do not know it yet. */
export interface Owings {
  holds: Hold[];
  owings: Owing[];
  paid: { readonly invoiceId: string | null; readonly by: number; readonly lots: Lot[] }[];
}

/** What a hold that is over gives back, once it has paid what it owes. */
export function payOwings(account: Owings, hold: Hold, lots: readonly Lot[]): Lot[] {
  const back = [...lots].map((lot) => ({ ...lot })).sort(byEnd);
  for (const owing of account.owings.filter(({ by }) => hold.by < by)) {
    const paid: Lot[] = [];
    let missing = pointsOf(owing.lots);
    const pay = (lot: Lot, atMost: number) => {
      const part = Math.min(lot.points, atMost, missing);
      if (part > 0) paid.push({ ...lot, points: part });
      lot.points -= part;
      missing -= part;
    };
    for (const wanted of owing.lots)
      for (const lot of back.filter((each) => isSame(each, wanted))) pay(lot, wanted.points);
    for (const lot of back) pay(lot, Infinity);
    owing.lots = keepLast(owing.lots, missing);
    if (paid.length > 0) account.paid.push({ invoiceId: owing.invoiceId, by: owing.by, lots: paid });
  }
  // What no hold is left to pay is nobody's debt.
  let claimed = 0;
  for (const owing of account.owings) {
    const most = pointsOf(account.holds.filter(({ by }) => by < owing.by)) - claimed;
    owing.lots = split(owing.lots, most, 'first').part;
    claimed += pointsOf(owing.lots);
  }
  account.owings = account.owings.filter((owing) => owing.lots.length > 0);
  return back;
}

function keepLast(lots: readonly Lot[], points: number): Lot[] {
  return split(lots, pointsOf(lots) - points, 'first').rest;
}

/** The first so many points of some lots, and the rest. */
export function firstOf<Points extends { readonly points: number }>(
  lots: readonly Points[],
  points: number,
): { first: Points[]; rest: Points[] } {
  let missing = points;
  const first: Points[] = [];
  const rest: Points[] = [];
  for (const lot of lots) {
    const part = Math.min(lot.points, missing);
    missing -= part;
    if (part > 0) first.push({ ...lot, points: part });
    if (lot.points > part) rest.push({ ...lot, points: lot.points - part });
  }
  return { first, rest };
}
