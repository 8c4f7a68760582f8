import type { Book } from '../../../kernel/book.ts';
import { balanceOf } from '../../../ledger/account.ts';
import type { Entry } from '../../../ledger/entry.ts';
import { firstEnd } from '../../../ledger/inactivity.ts';
import type { Posting } from '../../../ledger/posting.ts';
import type { InvoiceId } from '../../../values/ids.ts';
import type { Instant } from '../../../values/instant.ts';
import { invariant } from '../../../values/invariant.ts';
import { ledgerHolds } from '../../../kernel/store-failure.ts';
import { type Buyer, putBuyer } from '../../invoice/buyer.ts';
import type { Explanation } from '../../../program/evaluating/explanation.ts';
import { leftToPay } from '../../worth/covering.ts';
import { entitlementOf, netOf } from '../../worth/entitlement.ts';
import { explanationOf } from './explanation-of.ts';
import { type Changes, changesAfter, putInvoice, revisionOf } from './put-invoice.ts';
import type { InvoiceRecord, StoredDone } from '../../invoice/invoice-record.ts';
import { invoices } from '../../invoice/invoices.ts';
import type { InvoiceReceipt, InvoiceStanding } from '../../invoice/invoice-receipt.ts';
import { openBuyerOf, rulesOfVersion } from '../../invoice/open-invoice.ts';
import type { Settlement } from '../settlement.ts';
import { isVoid } from '../../worth/worth.ts';

/** What a command on an invoice answers: what it did, and how the invoice stands, where the decision knows it. */
export interface InvoiceOutcome {
  readonly did: StoredDone;
  /** Left out for a repetition: it is reckoned again. */
  readonly explanation?: Explanation;
  /** Null for a repetition: the book tells it. */
  readonly stands: InvoiceStanding | null;
  /** The revision that was saved; left out by commands that save none. */
  readonly revision?: number;
  /** A lower revision than the one that is known. */
  readonly isStale?: boolean;
}

/**
 * Writes what was settled: the members whose points moved, that of the invoice after the `others`, and the invoice. All
 * settling ends here. Answers the members' postings as they were written.
 */
export function putSettlement(
  book: Book,
  { record, buyer }: Pick<Settlement, 'record' | 'buyer'>,
  { others = [], explaining }: { readonly others?: readonly Buyer[]; readonly explaining?: Changes } = {},
): readonly Posting[] {
  const postings = [...others, ...(buyer ? [buyer] : [])].map((member) => putBuyer(book, member));
  putInvoice(book, record, explaining);
  return postings;
}

/** What a command on an invoice writes besides what was settled. */
interface Besides {
  /** Other members whose points moved. */
  readonly others?: readonly Buyer[];
  /** Notes in the record what the command did; changes none of the facts that a sale is explained by. */
  readonly withDone?: (record: InvoiceRecord, did: StoredDone) => InvoiceRecord;
  /** What the command is known to have done, where it is settled once more. */
  readonly doneBefore?: StoredDone;
}

/** Writes what a command on an invoice settled, and answers what it did. */
export function putOutcome(
  book: Book,
  settlement: Settlement,
  { others = [], withDone = (record) => record, doneBefore }: Besides = {},
): Required<Omit<InvoiceOutcome, 'isStale'>> {
  const { record, buyer, change, withheld, explanation, isFirst } = settlement;
  const explaining = changesAfter(book, record);
  // What most commands have comes first, and the others are added where they are.
  let did: StoredDone = { sequence: lastSequence(settlement), earned: change, ...endOf(settlement) };
  if (withheld === 'email-unverified') did = { ...did, isUnverified: true };
  if (explaining.count > 0) did = { ...did, changeCount: explaining.count };
  if (isFirst !== undefined && isFirst !== record.context?.firstPurchase) did = { ...did, isFirst };
  const after = withDone(withUnverified(record, did, doneBefore), did);
  const postings = putSettlement(book, { record: after, buyer }, { others, explaining });
  const revision = revisionOf(after);
  const posting = buyer && (postings.at(-1) ?? null);
  return { did, explanation, stands: standing(record, revision, withheld, posting), revision };
}

/** Counts the commands that found points withheld for the member's email. */
function withUnverified(record: InvoiceRecord, did: StoredDone, doneBefore?: StoredDone): InvoiceRecord {
  const more = (did.isUnverified ? 1 : 0) - (doneBefore?.isUnverified ? 1 : 0);
  if (more === 0) return record;
  const { unverified: before = 0, ...others } = record;
  return before + more === 0 ? others : { ...others, unverified: before + more };
}

/** When the first of the points end that were given for the sale. */
function endOf({ record, buyer }: Settlement): Pick<StoredDone, 'endsAt'> {
  const endsAt = buyer && firstGiven(buyer.posting, record.invoiceId);
  return endsAt === null ? {} : { endsAt };
}

/** When the first of the points end that a posting gave for a sale, fresh or given back; null for none, or never. */
export function firstGiven({ account, entries }: Posting, invoiceId: InvoiceId): Instant | null {
  const isGiven = ({ kind, cause }: Entry) => kind === 'earn' || cause === 'points-returned';
  const given = entries.filter((entry) => isGiven(entry) && entry.reference?.id === invoiceId);
  const lots = given.flatMap(({ effect }) => effect.added ?? []);
  const deadline = account.inactivity ?? given.at(-1)?.effect.inactivity;
  return firstEnd(lots, deadline?.deadline ?? null);
}

/** The first of some ends, as a receipt is kept. */
export function firstEndOf(ends: readonly (Instant | null)[]): Pick<StoredDone, 'endsAt'> {
  const [first, ...others] = ends.filter((end) => end !== null);
  return first === undefined ? {} : { endsAt: Math.min(first, ...others) as Instant };
}

/** The number of the last entry that was posted for an invoice; null where none was. */
export function lastSequence({ record: { invoiceId }, buyer }: Settlement): number | null {
  const isItsOwn = ({ reference }: Entry) => reference?.type === 'invoice' && reference.id === invoiceId;
  return buyer?.posting.entries.findLast(isItsOwn)?.sequence ?? null;
}

/** The receipt of a command on an invoice. */
export function invoiceReceipt(
  book: Book,
  invoiceId: InvoiceId,
  { did, explanation, stands, revision, isStale = false }: InvoiceOutcome,
): InvoiceReceipt {
  const { sequence, earned, endsAt, pointsReturned } = did;
  const now = stands ?? standingOf(book, invoiceId);
  const isSuperseded = isStale || (revision !== undefined && revision < now.revision);
  const state = isSuperseded && now.state === 'standing' ? 'superseded' : now.state;
  const receipt = {
    invoiceId,
    outcome: isStale ? ('stale' as const) : ('recorded' as const),
    sequence,
    earned,
    explanation: explanation ?? explainAgain(book, invoiceId, did),
    endsAt: endsAt === undefined ? null : new Date(endsAt),
    state,
    revision: now.revision,
    memberId: now.memberId,
    earnedInAll: now.earnedInAll,
    withheld: now.withheld,
    leftToPay: now.leftToPay,
    balance: now.balance,
  };
  return pointsReturned === undefined ? receipt : { ...receipt, pointsReturned };
}

function explainAgain(book: Book, invoiceId: InvoiceId, did: StoredDone): Explanation {
  const record = book.get(invoices, invoiceId);
  ledgerHolds(record !== null, 'a command on an invoice finds it again');
  return explanationOf(book, record, rulesOfVersion(book, record.programVersion), did);
}

/** How an invoice stands now. */
export function standingOf(book: Book, invoiceId: InvoiceId): InvoiceStanding {
  const record = book.get(invoices, invoiceId);
  ledgerHolds(record !== null, 'a command on an invoice finds it again');
  const { rules, buyer } = openBuyerOf(book, record);
  const entitlement = entitlementOf(record, rules, buyer?.activity ?? null);
  invariant(entitlement.isOk(), 'what an invoice earns was small enough to be posted');
  const { points, withheld } = entitlement.value;
  const isUnverified = rules.earn.requireVerifiedEmail && points > netOf(record);
  const why = withheld ?? (isUnverified ? 'email-unverified' : null);
  return standing(record, revisionOf(record), why, buyer && buyer.posting);
}

function standing(
  record: InvoiceRecord,
  revision: number,
  withheld: InvoiceStanding['withheld'],
  posting: Posting | null,
): InvoiceStanding {
  return {
    state: isVoid(record) ? 'voided' : 'standing',
    revision,
    memberId: record.memberId,
    earnedInAll: netOf(record),
    withheld,
    leftToPay: leftToPay(record),
    balance: posting && balanceOf(posting.account, posting.now),
  };
}
