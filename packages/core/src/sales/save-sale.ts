import { err, ok, type Result } from 'neverthrow';
import type { Book } from '../kernel/book.ts';
import { replacedSales } from './invoice/past-of-invoice.ts';
import { partKey } from './invoice/part-keys.ts';
import { programOf } from '../program/program-of.ts';
import type { Sale } from '../program/sale.ts';
import { systemActor } from '../program/program.ts';
import { type InvoiceRecord, nothingPosted, type SavedRevision, type StoredDone } from './invoice/invoice-record.ts';
import { invoices } from './invoice/invoices.ts';
import type { PointsOverflow } from '../values/errors.ts';
import { invalidCommand, unknownMember } from '../values/failures.ts';
import { checkIdentity } from './invoice/invoice-differs.ts';
import { invoiceHasMember } from './invoice/failures.ts';
import { paymentsOf } from './invoice/payment-record.ts';
import type { ActorId, InvoiceId, MemberId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import { openOwners, othersThan, type Returned, returnPoints } from './settling/payers/return-points.ts';
import { sharesAfter } from './worth/worth.ts';
import { checkCurrency } from './invoice/check-currency.ts';
import { checkEdit } from './worth/check-edit.ts';
import { checkSale } from './worth/check-sale.ts';
import { carriedOverBy } from './settling/posted/carried-over.ts';
import { freezeContext } from './worth/entitlement.ts';
import { type CheckedSale, toSale } from './invoice/sale-fields.ts';
import { findBuyerOf, type RulesAndBuyer, findWithheld } from './invoice/open-invoice.ts';
import { type InvoiceOutcome, putOutcome } from './settling/outcome/put-settlement.ts';
import { freeDay } from './worth/sale-use.ts';
import { settleInvoice } from './settling/settle-invoice.ts';
import type { SettlementOrder } from './settling/settlement.ts';
import { checkRoom } from './invoice/too-many-changes.ts';
import { dayMs } from '../values/business-date.ts';

/** A save, checked. */
interface CheckedSave extends CheckedSale {
  readonly invoiceId: InvoiceId;
  readonly revision?: number | undefined;
  readonly memberId?: MemberId | undefined;
  readonly soldAt?: Instant | undefined;
  readonly actor?: ActorId | undefined;
}

/** Tills' clocks differ, but a sale does not come from next week. */
const furthestAheadMs = dayMs;

/** Saves a sale, or an edit of it. */
export function saveSale(input: CheckedSave, book: Book, fingerprint: string) {
  const { invoiceId, soldAt } = input;
  const known = book.get(invoices, invoiceId);
  const current = known?.save ?? null;
  // A message that comes late is not judged: what it says is out of date.
  if (current && input.revision !== undefined && input.revision < current.revision) return ok(staleSave(current));
  const tooMany = known && checkRoom(known, 'saves', (known.replacedSaves ?? 0) + 2);
  if (tooMany) return err(tooMany);
  const program = programOf(book);
  const wrong = checkCurrency(input.currency, known?.sale ?? program);
  if (wrong) return err(wrong);
  if (soldAt !== undefined && soldAt > book.now + furthestAheadMs)
    return err(invalidCommand('soldAt', 'lies more than a day ahead of the clock; check the year'));
  const memberId = known?.memberId ?? input.memberId ?? null;
  const opened = findBuyerOf(book, { programVersion: known?.programVersion ?? program.version, memberId });
  if (opened === null) return err(unknownMember(memberId));
  if (isAnothers(input, known)) return err(invoiceHasMember(invoiceId));
  const differs = known && checkIdentity(input, known);
  if (differs) return err(differs);
  const sale = toSale(input, soldAt ?? known?.sale.soldAt ?? book.now);
  const unsound = checkSale(sale, opened.rules);
  if (unsound) return err(unsound);
  const below = known && checkEdit(known, sale);
  if (below) return err(below);
  return settleSave(book, fingerprint, { input, stored: known, opened, sale });
}

/** A save of which nothing is refused yet. */
interface Saving {
  readonly input: CheckedSave;
  /** The sale as it is stored; null where it is new. */
  readonly stored: InvoiceRecord | null;
  readonly opened: RulesAndBuyer;
  readonly sale: Sale;
}

/** A save that is to be settled. */
interface PreparedSave {
  /** The sale as it becomes. */
  readonly order: SettlementOrder;
  /** The sale as it was, off the day that a corrected date takes it from; null where it is new. */
  readonly known: InvoiceRecord | null;
  /** Points that no longer pay for it, given back; null where there are none. */
  readonly refunded: Returned | null;
}

/** Gives back points that no longer pay for the sale, and settles what it earns. */
function settleSave(book: Book, fingerprint: string, saving: Saving) {
  return prepareSave(book, saving).andThen(({ order, known, refunded }) =>
    settleInvoice(book, order).map((settlement) => {
      const revision = saving.input.revision ?? (known?.save?.revision ?? 0) + 1;
      const repeatsEarlierSave = known !== null && wasSaid(book, known, fingerprint);
      const withReturned = (did: StoredDone) =>
        refunded?.returned ? { ...did, pointsReturned: refunded.returned } : did;
      const saved = putOutcome(book, settlement, {
        others: refunded ? othersThan(order.record.memberId, refunded.owners) : [],
        withDone: (record, done) => {
          const first = { revision, fingerprint, did: withReturned(done) };
          const save = repeatsEarlierSave ? { ...first, repeatsEarlierSave } : first;
          return { ...datedBy(saving.input, known, record), save };
        },
      });
      return { ...saved, did: withReturned(saved.did) };
    }),
  );
}

function prepareSave(book: Book, { input, stored, opened, sale }: Saving): Result<PreparedSave, PointsOverflow> {
  const { invoiceId, actor = systemActor } = input;
  const { rules, profile } = opened;
  const isRedated = stored !== null && stored.sale.soldAt !== sale.soldAt;
  const { known, buyer } = isRedated ? offItsDay(stored, opened) : { known: stored, buyer: opened.buyer };
  const isNamedNow = buyer !== null && known?.memberId == null;
  const memberId = buyer?.posting.account.memberId ?? null;
  const context = isNamedNow ? freezeContext(rules, profile) : (known?.context ?? null);
  const shared = { rules, buyer, payments: () => (known ? paymentsOf(book, known) : []), actor };
  if (known === null) {
    const record = newInvoice({ invoiceId, memberId, programVersion: rules.version, context, sale });
    const order: SettlementOrder = { ...shared, record, at: sale.soldAt, cause: 'invoice-saved' };
    return ok({ order, known, refunded: null });
  }
  const replacedSaves = (known.replacedSaves ?? 0) + 1;
  const edited = sharesAfter({ ...known, memberId, context, sale, replacedSaves });
  const owners = edited.isScaled ? openOwners(book, edited.record, buyer) : null;
  const returned = owners ? returnPoints(edited.record, owners, rules, { actor }) : ok(null);
  if (returned.isErr()) return err(returned.error);
  const refunded = returned.value;
  const carriedOver = isNamedNow ? carriedOverBy(book, { ...known, sale }, rules) : ok(null);
  if (carriedOver.isErr()) return err(carriedOver.error);
  const order: SettlementOrder = {
    ...shared,
    record: refunded?.record ?? edited.record,
    buyer: (memberId && refunded?.owners.get(memberId)) ?? buyer,
    at: book.now,
    cause: 'invoice-edited',
    isRedated,
    carriedOver: carriedOver.value,
  };
  return ok({ order, known, refunded });
}

/** Whether an earlier save said the same. */
function wasSaid(book: Book, { invoiceId, save, replacedSaves }: InvoiceRecord, fingerprint: string): boolean {
  if (save?.fingerprint === fingerprint) return true;
  return (
    replacedSaves !== undefined && book.find(replacedSales, 'fingerprint', partKey(invoiceId, fingerprint)) !== null
  );
}

/** A sale is dated by the clock until a save names when it was sold. */
function datedBy({ soldAt }: CheckedSave, known: InvoiceRecord | null, record: InvoiceRecord): InvoiceRecord {
  const isUndated = soldAt === undefined && (known === null || known.isUndated === true);
  if (isUndated) return { ...record, isUndated };
  if (record.isUndated === undefined) return record;
  const { isUndated: _before, ...dated } = record;
  return dated;
}

/** A message that comes late does nothing, and tells how the sale stands. */
function staleSave({ did: { endsAt: _ends, pointsReturned: _points, ...explained } }: SavedRevision): InvoiceOutcome {
  return { did: { ...explained, sequence: null, earned: 0 }, stands: null, isStale: true };
}

/** A sale whose date is corrected gives back what it used of the day that it leaves. */
function offItsDay(known: InvoiceRecord, { rules, buyer }: RulesAndBuyer) {
  if (buyer === null) return { known, buyer };
  const { record, activity } = freeDay({ record: known, activity: buyer.activity }, rules);
  return { known: record, buyer: { ...buyer, activity } };
}

/** Saving the current revision again posts what was withheld for an email that is verified by now. */
export function resumeSave(input: CheckedSave, { did: first }: { readonly did: StoredDone }, book: Book) {
  const record = book.get(invoices, input.invoiceId);
  const current = record?.save;
  if (!record || current?.did !== first) return null;
  const opened = findWithheld(book, record);
  if (opened === null) return null;
  // The sale is another member's by now: the save is answered as it was.
  if (isAnothers(input, record)) return null;
  const settled = settleInvoice(book, {
    record,
    payments: () => paymentsOf(book, record),
    ...opened,
    at: record.sale.soldAt,
    cause: 'invoice-saved',
    actor: input.actor ?? systemActor,
  });
  if (settled.isErr()) return err(settled.error);
  if (settled.value.change === 0) return null;
  const withDone = (after: InvoiceRecord, did: StoredDone) => ({ ...after, save: { ...current, did } });
  return ok(putOutcome(book, settled.value, { withDone, doneBefore: first }));
}

function isAnothers({ memberId }: CheckedSave, known: InvoiceRecord | null): boolean {
  return memberId !== undefined && known !== null && known.memberId !== null && known.memberId !== memberId;
}

function newInvoice(
  facts: Pick<InvoiceRecord, 'invoiceId' | 'memberId' | 'programVersion' | 'context' | 'sale'>,
): InvoiceRecord {
  return {
    ...facts,
    save: null,
    redemptions: [],
    coveredAt: null,
    posted: nothingPosted,
    moves: [],
  };
}
