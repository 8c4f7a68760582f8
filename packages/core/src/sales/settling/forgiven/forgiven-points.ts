import type { Activity, Forgiven } from '../../../ledger/member-record.ts';

/** Older ones are forgotten: then what comes back stays with the member. */
const maxForgiven = 20;

/** The sale, or the return without one, that forgives. */
export type Forgiving = Pick<Forgiven, 'id' | 'isReturn'>;

/** Notes what was forgiven, after how many entries of its member; or, below 0, what was made good. */
export function withForgiven(activity: Activity, of: Forgiving, after: number, points: number): Activity {
  if (points === 0) return activity;
  const { forgiven: before = [], ...others } = activity;
  if (points > 0) {
    const { id, isReturn } = of;
    const added = { id, after, points, ...(isReturn ? { isReturn } : {}) };
    return { ...others, forgiven: [...before, added].slice(-maxForgiven) };
  }
  let madeGood = -points;
  const rest = before.toReversed().flatMap((each) => {
    const part = isOf(each, of) ? Math.min(each.points, madeGood) : 0;
    madeGood -= part;
    return part === each.points ? [] : [{ ...each, points: each.points - part }];
  });
  return rest.length === 0 ? others : { ...others, forgiven: rest.toReversed() };
}

/** Forgets what was forgiven: it need not be made good. */
export function withoutForgiven(activity: Activity, of: Forgiving): Activity {
  return withForgiven(activity, of, 0, Number.NEGATIVE_INFINITY);
}

function isOf(each: Forgiven, { id, isReturn }: Forgiving): boolean {
  return each.id === id && each.isReturn === isReturn;
}
