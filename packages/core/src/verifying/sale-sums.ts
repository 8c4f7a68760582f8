import { meaningOf } from '../ledger/cause-meanings.ts';
import type { Entry } from '../ledger/entry.ts';
import type { InvoiceRecord } from '../sales/invoice/invoice-record.ts';
import { postedToMember } from '../sales/invoice/previous-owners.ts';
import type { InvoiceId, MemberId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import { pointsIn, sumOf } from '../values/points.ts';

/** What a member's entries say of a sale. */
export interface SaleSum {
  /** Points that it gave. */
  earned: number;
  /** Points that it took back, those that had lapsed included. */
  takenBack: number;
  /**
   * Points that may have ended as they came, or had lapsed as they were taken back: they may come and go again, and no
   * entry says so.
   */
  gone: number;
  /** What was taken of points that holds gave back, entry by entry: the sale knows the first of them. */
  readonly fromHolds: number[];
  /** The number of the last entry that says so. */
  sequence: number;
}

/** What a member's entries say of sales, entry by entry. */
export class SaleSums {
  readonly bySale = new Map<InvoiceId, SaleSum>();
  /** The sale that the last entry gave points for. */
  #giving: { readonly sum: SaleSum; readonly postedAt: Instant } | null = null;

  /** Adds the next entry. */
  add(entry: Entry): void {
    const { kind, cause, reference, delta, effect, sequence, postedAt, command } = entry;
    const giving = this.#giving;
    this.#giving = null;
    // The account remembers what lapsed, and not what had ended as it came.
    const isOver = cause === 'lot-expired' || (cause === 'account-inactive' && effect.lapsed === undefined);
    if (isOver && reference === null && giving?.postedAt === postedAt) {
      const points = pointsIn(effect.taken ?? []);
      giving.sum.gone += points;
      // Beside a debt they come and go in one entry.
      if (delta === 0) giving.sum.earned += points;
    }
    const meaning = meaningOf(cause);
    // Points that had paid for a sale, and came back, are not its own.
    const isOfSale = kind === 'earn' || (kind === 'reversal' && (meaning === 'earning' || meaning === 'undone'));
    if (!isOfSale || reference?.type !== 'invoice') return;
    const invoiceId = reference.id as InvoiceId;
    const sum = this.bySale.get(invoiceId) ?? { earned: 0, takenBack: 0, gone: 0, fromHolds: [], sequence };
    this.bySale.set(invoiceId, sum);
    const lapsed = pointsIn(effect.lapsed ?? []);
    if (command?.key.startsWith('owed:')) sum.fromHolds.push(-delta);
    sum.sequence = sequence;
    if (kind === 'earn') {
      this.#giving = { sum, postedAt };
      sum.earned += delta + lapsed;
    } else {
      sum.takenBack -= delta + lapsed;
      sum.gone -= lapsed;
    }
  }
}

/** What is wrong with a sale, as the entries of a member tell; null where they agree. */
export function saleProblem(record: InvoiceRecord | null, memberId: MemberId, sum: SaleSum): string | null {
  if (record === null) return 'The entry is about a sale that is not there.';
  const posted = postedToMember(record, memberId);
  const name = `The sale ${JSON.stringify(record.invoiceId)}`;
  if (posted === null) return `${name} does not say that it was ever the member's, and entries do.`;
  const { earned, clawedBack, forgiven = 0, claimEntries = sum.fromHolds.length } = posted;
  const unknown = sumOf(sum.fromHolds.slice(claimEntries), (points) => points);
  const [given, taken] = [earned - sum.earned, clawedBack - forgiven + unknown - sum.takenBack];
  if (sum.gone === 0 ? given === 0 && taken === 0 : Math.abs(given - taken) <= sum.gone) return null;
  return `${name} says that it gave ${earned} points and took ${clawedBack - forgiven} back, and its entries ${sum.earned} and ${sum.takenBack}.`;
}
