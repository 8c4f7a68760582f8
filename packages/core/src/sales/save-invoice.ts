import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import { accounts } from '../ledger/ledger-kinds.ts';
import type { Book } from '../kernel/book.ts';
import { replacedSales } from './invoice/past-of-invoice.ts';
import type { SavedRevision } from './invoice/invoice-record.ts';
import { invoices } from './invoice/invoices.ts';
import { partKey } from './invoice/part-keys.ts';
import { instant } from '../schemas/instant.ts';
import type { InstantInput } from '../values/instant.ts';
import { id, optional, whole } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import { idempotencyKeyReused } from '../values/failures.ts';
import type { ActorId, InvoiceId, MemberId } from '../values/ids.ts';
import { type SaleInput, saleFields } from './invoice/sale-fields.ts';
import { type InvoiceOutcome, invoiceReceipt } from './settling/outcome/put-settlement.ts';
import { resumeSave, saveSale } from './save-sale.ts';

/** A sale, first saved or edited. Known by `invoiceId` + `revision`. */
export interface SaveInvoiceCommand extends SaleInput {
  /** The host's own number of the sale, unique in the program: compose it where a till counts anew each day. */
  readonly invoiceId: string;
  /**
   * 1, 2, 3 … as the host counts its edits. A host without revisions leaves it out: a save that differs
   * from all before is the next one, and one that was seen before is a redelivery. To go back to an earlier content,
   * name it.
   */
  readonly revision?: number | undefined;
  /**
   * Leave it out for a sale to an unknown customer; `claimInvoice` can name one later, and so can a save of the same
   * time. An edit without it keeps the member.
   */
  readonly memberId?: string | undefined;
  /**
   * When it was sold, at most a day ahead of the clock; now, when left out. An edit without it keeps the time. An edit
   * with another time needs a `revision`: without one it is another sale under the same number, `invoice-differs`.
   */
  readonly soldAt?: InstantInput | undefined;
  /** Who saves it; `system`, when left out. */
  readonly actor?: string | undefined;
}

const saveShape = shape<SaveInvoiceCommand>()(
  strict({
    invoiceId: id<InvoiceId>(),
    revision: optional(whole(1)),
    memberId: optional(id<MemberId>()),
    ...saleFields,
    soldAt: optional(instant()),
    actor: optional(id<ActorId>()),
  }),
);

/**
 * Saves a sale, or an edit of it, and posts what it earns.
 *
 * @remarks Saving the same again answers what the first save did, and how the sale stands by now; a member whose email
 * was verified meanwhile gets the points that were withheld for it. A revision that is lower than the one that is known
 * changes nothing: the receipt's `outcome` is `stale`. An edit posts the difference to what the sale had earned. Two
 * sales under one number are `invoice-differs`. Of two callers who save one sale at the same time, the second one edits
 * what the first one wrote.
 *
 * Fails with `unknown-member`, `currency-mismatch`, `invoice-has-member`, `invoice-differs`, `invoice-below-refunded`,
 * `too-many-changes`, `clawback-refused`, `points-overflow`, `invalid-command`, `idempotency-key-reused`, `overloaded`
 * and the errors of the store. `overloaded`, `store-locked` and `store-unavailable` are retryable. A failure has
 * written nothing, unless it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * const saved = await saveInvoice(ports)({ invoiceId: 'INV-1', memberId: 'C-17', currency: 'IDR', total: 125_000 });
 * if (saved.isOk()) print(`+${saved.value.earned} points`);
 * ```
 */
export const saveInvoice = command({
  name: 'saveInvoice',
  route: 'PUT /invoices/{invoiceId}',
  input: saveShape,
  failures: {
    'invalid-command': true,
    'unknown-member': true,
    'currency-mismatch': true,
    'invoice-has-member': true,
    'invoice-differs': true,
    'invoice-below-refunded': true,
    'too-many-changes': true,
    'clawback-refused': true,
    'points-overflow': true,
  },
  joins: 'host',
  // A save without a revision is known by all else that it says.
  identity: (input) => {
    if (input.revision === undefined) return input;
    const { revision: _revision, ...all } = input;
    return all;
  },
  reads: ({ invoiceId, memberId }) =>
    memberId === undefined ? [invoices.at(invoiceId)] : [invoices.at(invoiceId), accounts.at(memberId)],
  recall: {
    find(input, book, fingerprint) {
      const save = findSave(book, input, fingerprint);
      return save && { fingerprint: save.fingerprint, did: { did: save.did, revision: save.revision, stands: null } };
    },
    reused: ({ revision }) => idempotencyKeyReused('revision', String(revision)),
    resume: resumeSave,
  },
  decide: saveSale,
  receipt: (outcome: InvoiceOutcome, book, { invoiceId }) => invoiceReceipt(book, invoiceId, outcome),
});

/** What can go wrong with `saveInvoice`. */
export type SaveInvoiceFailure = FailureOf<typeof saveInvoice>;

/** The save of a revision; where none is named, the first that said the same. */
function findSave(
  book: Book,
  { invoiceId, revision }: { readonly invoiceId: InvoiceId; readonly revision?: number | undefined },
  fingerprint: string,
): SavedRevision | null {
  const { save = null, replacedSaves } = book.get(invoices, invoiceId) ?? {};
  const isLast =
    revision === undefined
      ? save?.fingerprint === fingerprint && !save.repeatsEarlierSave
      : save?.revision === revision;
  if (isLast || save === null || replacedSaves === undefined) return isLast ? save : null;
  if (revision !== undefined)
    return revision > save.revision ? null : book.get(replacedSales, partKey(invoiceId, String(revision)));
  const key = book.find(replacedSales, 'fingerprint', partKey(invoiceId, fingerprint));
  return key === null ? null : book.get(replacedSales, key);
}
