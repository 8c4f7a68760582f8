import { err, ok } from 'neverthrow';
import type { Book } from '../kernel/book.ts';
import { command } from '../kernel/command.ts';
import type { CheckedOf } from '../kernel/shape.ts';
import type { FailureOf } from '../kernel/verb.ts';
import { accounts } from '../ledger/ledger-kinds.ts';
import { programOf } from '../program/program-of.ts';
import type { Sale } from '../program/sale.ts';
import { systemActor } from '../program/program.ts';
import { type InvoiceRecord, nothingPosted, type SavedRevision } from './invoice-record.ts';
import { type InvoiceReceipt } from './invoice-receipt.ts';
import { invoices } from './invoice-record.ts';
import { instant } from '../schemas/command-fields.ts';
import { id, optional, whole } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import { idempotencyKeyReused, invalidCommand, unknownMember } from '../values/failures.ts';
import { invoiceHasMember } from './invoice-has-member.ts';
import type { ActorId, InvoiceId, MemberId } from '../values/ids.ts';
import { putBuyer } from './buyer.ts';
import { openOwners, returnPoints } from './return-points.ts';
import { sharesAfter } from './worth.ts';
import { checkCurrency } from './check-currency.ts';
import { checkEdit } from './check-edit.ts';
import { checkSale } from './check-sale.ts';
import { freezeContext } from './entitlement.ts';
import { type SaleInput, saleFields, toSale } from './sale-fields.ts';
import { openInvoice, type OpenInvoice, openWithheld } from './open-invoice.ts';
import { putSettlement } from './put-settlement.ts';
import { freeDay } from './sale-use.ts';
import { settleInvoice } from './settle-invoice.ts';

/** A sale, first saved or edited. Known by `invoiceId` + `revision`. */
export interface SaveInvoiceCommand extends SaleInput {
  /** The host's own number of the sale. */
  readonly invoiceId: string;
  /**
   * 1, 2, 3 … as the host counts its edits. A host without revisions leaves it out: a save that differs
   * from all before is the next one, and one that was seen before is a redelivery. To go back to an earlier content, name it.
   */
  readonly revision?: number | undefined;
  /** Leave it out for a sale to an unknown customer; `claimInvoice` can name one later. An edit without it keeps the member. */
  readonly memberId?: string | undefined;
  /** When it was sold, at most a day ahead of the clock; now, when left out. An edit without it keeps the time. */
  readonly soldAt?: Date | undefined;
  /** Who saves it; `system`, when left out. */
  readonly actor?: string | undefined;
}

const input = shape<SaveInvoiceCommand>()(
  strict({
    invoiceId: id<InvoiceId>(),
    revision: optional(whole(1)),
    memberId: optional(id<MemberId>()),
    ...saleFields,
    soldAt: optional(instant()),
    actor: optional(id<ActorId>()),
  }),
);

type Said = CheckedOf<typeof input>;

/**
 * Saves a sale, or an edit of it, and posts what it earns.
 *
 * @remarks Saving the same again answers with the first receipt; a member whose email was verified meanwhile gets the
 * points that were withheld for it. A revision that is lower than the one that is known changes nothing: the receipt's
 * `outcome` is `stale`. An edit posts the difference to what the sale had earned. Of two callers who save one sale at the
 * same time, the second one edits what the first one wrote.
 *
 * Fails with `unknown-member`, `currency-mismatch`, `invoice-has-member`, `invoice-below-refunded`, `clawback-refused`,
 * `points-overflow`, `invalid-command`, `idempotency-key-reused`, `overloaded` and the errors of the store.
 * `overloaded`, `store-locked` and `store-unavailable` are retryable. A failure has written nothing, unless it says
 * `written: 'unknown'`.
 *
 * @example
 * ```ts
 * const saved = await saveInvoice(ports)({ invoiceId: 'INV-1', memberId: 'C-17', currency: 'IDR', total: 125_000 });
 * if (saved.isOk()) print(`+${saved.value.earned} points`);
 * ```
 */
export const saveInvoice = command({
  name: 'saveInvoice',
  input,
  failures: {
    'invalid-command': true,
    'unknown-member': true,
    'currency-mismatch': true,
    'invoice-has-member': true,
    'invoice-below-refunded': true,
    'clawback-refused': true,
    'points-overflow': true,
  },
  joins: 'host',
  // A save without a revision is known by all else that it says.
  says: ({ revision: _revision, ...said }) => said,
  reads: ({ invoiceId, memberId }) =>
    memberId === undefined ? [invoices.at(invoiceId)] : [invoices.at(invoiceId), accounts.at(memberId)],
  recall: {
    find(said, book, fingerprint) {
      const save = findSave(book.get(invoices, said.invoiceId), said.revision, fingerprint);
      return save && { fingerprint: save.fingerprint, did: save.receipt };
    },
    reused: ({ revision }) => idempotencyKeyReused('revision', String(revision)),
    resume: resumeSave,
  },
  decide: saveSale,
  receipt: (receipt) => receipt,
});

/** What can go wrong with `saveInvoice`. */
export type SaveInvoiceFailure = FailureOf<typeof saveInvoice>;

/** Tills' clocks differ, but a sale does not come from next week. */
const furthestAheadMs = 86_400_000;

function saveSale(said: Said, book: Book, fingerprint: string) {
  const { invoiceId, soldAt } = said;
  const known = book.get(invoices, invoiceId);
  const current = known?.saves.at(-1);
  // A message that comes late is not judged: what it says is out of date.
  if (current && said.revision !== undefined && said.revision < current.revision)
    return ok({ ...current.receipt, outcome: 'stale' as const, earned: 0 });
  const program = programOf(book);
  const wrong = checkCurrency(said.currency, known?.sale ?? program);
  if (wrong) return err(wrong);
  if (soldAt !== undefined && soldAt > book.now + furthestAheadMs)
    return err(invalidCommand('soldAt', 'lies more than a day ahead of the clock; check the year'));
  const memberId = known?.memberId ?? said.memberId ?? null;
  const opened = openInvoice(book, { programVersion: known?.programVersion ?? program.version, memberId });
  if (opened === null) return err(unknownMember(memberId));
  if (isAnothers(said, known)) return err(invoiceHasMember(invoiceId));
  const sale = toSale(said, soldAt ?? known?.sale.soldAt ?? book.now);
  const unsound = checkSale(sale, opened.rules);
  if (unsound) return err(unsound);
  const below = known && checkEdit(known, sale);
  if (below) return err(below);
  return settleSave(said, book, fingerprint, { known, opened, sale });
}

interface Saving {
  readonly known: InvoiceRecord | null;
  readonly opened: OpenInvoice;
  readonly sale: Sale;
}

function settleSave(said: Said, book: Book, fingerprint: string, { known: before, opened, sale }: Saving) {
  const { invoiceId, actor = systemActor } = said;
  const { rules, profile } = opened;
  const isRedated = before !== null && before.sale.soldAt !== sale.soldAt;
  const { known, buyer } = isRedated ? offItsDay(before, opened) : { known: before, buyer: opened.buyer };
  const isNamedNow = buyer !== null && known?.memberId == null;
  const memberId = buyer?.posting.account.memberId ?? null;
  const context = isNamedNow ? freezeContext(rules, profile) : (known?.context ?? null);
  const edited = known ? sharesAfter({ ...known, memberId, context, sale }) : null;
  const owners = edited?.isScaled ? openOwners(book, edited.record, buyer) : null;
  const returned = edited && owners ? returnPoints(edited.record, owners, rules, { actor }) : ok(null);
  if (returned.isErr()) return err(returned.error);
  const back = returned.value;
  return settleInvoice({
    record:
      back?.record ??
      edited?.record ??
      newInvoice({ invoiceId, memberId, programVersion: rules.version, context, sale }),
    rules,
    buyer: (memberId && back?.owners.get(memberId)) ?? buyer,
    isRedated,
    takes: 'all',
    isRising: true,
    at: known === null ? sale.soldAt : book.now,
    cause: known ? 'invoice-edited' : 'invoice-saved',
    actor,
    reference: { type: 'invoice', id: invoiceId },
    command: null,
  }).map((settlement) => {
    for (const [owner, other] of back?.owners ?? []) if (owner !== memberId) putBuyer(book, other);
    const revision = said.revision ?? (known?.saves.at(-1)?.revision ?? 0) + 1;
    const saved = putSettlement(book, settlement, revision);
    const receipt = back?.returned ? { ...saved, pointsReturned: back.returned } : saved;
    const saves = [...(known?.saves ?? []), { revision, fingerprint, receipt }];
    book.put(invoices, { ...settlement.record, saves });
    return receipt;
  });
}

/** A sale whose date is corrected gives back what it used of the day that it leaves. */
function offItsDay(known: InvoiceRecord, { rules, buyer }: OpenInvoice) {
  if (buyer === null) return { known, buyer };
  const { record, activity } = freeDay({ record: known, activity: buyer.activity }, rules);
  return { known: record, buyer: { ...buyer, activity } };
}

/** Saving the current revision again posts what was withheld for an email that is verified by now. */
function resumeSave(said: Said, first: InvoiceReceipt, book: Book) {
  const record = book.get(invoices, said.invoiceId);
  const current = record?.saves.at(-1);
  if (!record || current?.receipt !== first) return null;
  const opened = openWithheld(book, record);
  if (opened === null) return null;
  if (isAnothers(said, record)) return err(invoiceHasMember(said.invoiceId));
  const settled = settleInvoice({
    record,
    ...opened,
    takes: 'all',
    isRising: true,
    at: record.sale.soldAt,
    cause: 'invoice-saved',
    actor: said.actor ?? systemActor,
    reference: { type: 'invoice', id: said.invoiceId },
    command: null,
  });
  if (settled.isErr()) return err(settled.error);
  if (settled.value.change === 0) return null;
  const receipt = putSettlement(book, settled.value, current.revision);
  book.put(invoices, { ...settled.value.record, saves: [...record.saves.slice(0, -1), { ...current, receipt }] });
  return ok(receipt);
}

function findSave(
  known: InvoiceRecord | null,
  revision: number | undefined,
  fingerprint: string,
): SavedRevision | null {
  const isIt = (save: SavedRevision) =>
    revision === undefined ? save.fingerprint === fingerprint : save.revision === revision;
  return known?.saves.find(isIt) ?? null;
}

function isAnothers({ memberId }: Said, known: InvoiceRecord | null): boolean {
  return memberId !== undefined && known !== null && known.memberId !== null && known.memberId !== memberId;
}

function newInvoice(
  facts: Pick<InvoiceRecord, 'invoiceId' | 'memberId' | 'programVersion' | 'context' | 'sale'>,
): InvoiceRecord {
  return {
    v: 1,
    ...facts,
    saves: [],
    payments: [],
    refunds: [],
    redemptions: [],
    coveredAt: null,
    posted: nothingPosted,
    moves: [],
  };
}
