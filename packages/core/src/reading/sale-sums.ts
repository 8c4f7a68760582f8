import type { Entry } from '../ledger/entry.ts';
import type { InvoiceRecord, Posted } from '../sales/invoice-record.ts';
import type { InvoiceId, MemberId } from '../values/ids.ts';
import { sumOf } from '../values/points.ts';

/** What a member's entries say of a sale. */
export interface SaleSum {
  /** Points that it gave. */
  earned: number;
  /** Points that it took back, those that had lapsed included. */
  takenBack: number;
  /** The number of the last entry that says so. */
  sequence: number;
}

/** Adds an entry to what the entries of its member say of sales. */
export function addToSale(
  sales: Map<InvoiceId, SaleSum>,
  { kind, cause, reference, delta, effect, sequence }: Entry,
): void {
  // Points that had paid for a sale, and came back, are not its own.
  const isOfSale = kind === 'earn' || (kind === 'reversal' && cause !== 'points-returned');
  if (!isOfSale || reference?.type !== 'invoice') return;
  const invoiceId = reference.id as InvoiceId;
  const sum = sales.get(invoiceId) ?? { earned: 0, takenBack: 0, sequence };
  sales.set(invoiceId, sum);
  if (kind === 'earn') sum.earned += delta;
  else sum.takenBack -= delta + sumOf(effect.lapsed ?? [], ({ points }) => points);
  sum.sequence = sequence;
}

/** What is wrong with a sale, as the entries of a member tell; null where they agree. */
export function saleProblem(record: InvoiceRecord | null, memberId: MemberId, sum: SaleSum): string | null {
  if (record === null) return 'The entry is about a sale that is not there.';
  const posted = postedFor(record, memberId);
  const name = `The sale ${JSON.stringify(record.invoiceId)}`;
  if (posted === null) return `${name} does not say that it was ever the member's, and entries do.`;
  const { earned, clawedBack, forgiven = 0 } = posted;
  if (earned !== sum.earned) return `${name} says that it gave ${earned} points, and its entries ${sum.earned}.`;
  const takenBack = clawedBack - forgiven;
  if (takenBack === sum.takenBack) return null;
  return `${name} says that it took ${takenBack} points back, and its entries ${sum.takenBack}.`;
}

/** What a sale says that it posted for a member, whose it is or was. */
function postedFor({ memberId, posted, moves }: InvoiceRecord, member: MemberId): Posted | null {
  return memberId === member ? posted : (moves.findLast(({ left }) => left?.memberId === member)?.left?.posted ?? null);
}
