import type { Activity } from '../../ledger/member-record.ts';
import type { InvoiceId } from '../../values/ids.ts';

/** Older ones are forgotten: then what comes back stays with the member. */
const maxForgivenSales = 20;

/** Notes what a sale has forgiven, after how many entries of its member; or, below 0, what it has made good. */
export function withForgiven(activity: Activity, invoiceId: InvoiceId, after: number, points: number): Activity {
  if (points === 0) return activity;
  const { forgiven: before = [], ...others } = activity;
  if (points > 0) return { ...others, forgiven: [...before, { invoiceId, after, points }].slice(-maxForgivenSales) };
  let madeGood = -points;
  const rest = before.toReversed().flatMap((each) => {
    const part = each.invoiceId === invoiceId ? Math.min(each.points, madeGood) : 0;
    madeGood -= part;
    return part === each.points ? [] : [{ ...each, points: each.points - part }];
  });
  return rest.length === 0 ? others : { ...others, forgiven: rest.toReversed() };
}
