import { type Form, forms } from '../../kernel/forms/forms.ts';
import { lotForm } from '../../ledger/ledger-forms.ts';
import type { CommandMark } from '../../ledger/entry.ts';
import type { RuleContext } from '../../program/sale.ts';
import type { Instant } from '../../values/instant.ts';
import { basisForm } from './basis-form.ts';
import { doneForm } from './done-form.ts';
import type {
  FrozenFor,
  InvoiceMove,
  InvoiceRecord,
  InvoiceRedemption,
  PaymentSums,
  Posted,
  RefundSums,
  Reinstatement,
  SavedRevision,
} from './invoice-record.ts';
import { postedForm, readPosted, type WrittenPosted, writtenPosted } from './posted-form.ts';
import { refundedLinesForm } from './refunded-lines-form.ts';
import { contextForm, saleForm } from './sale-form.ts';

/** An invoice without what its key and a column tell. */
type Kept = Omit<InvoiceRecord, 'invoiceId' | 'programVersion'>;

/**
 * An invoice as it is written: of what the first save did, the points and their end are left out where `posted` says
 * the same.
 */
interface WrittenInvoice extends Omit<Kept, 'save' | 'posted' | 'moves'> {
  readonly save: WrittenSave | null;
  readonly posted: WrittenPosted;
  readonly moves: readonly WrittenMove[];
}

interface WrittenSave extends Omit<SavedRevision, 'did'>, Omit<SavedRevision['did'], 'earned' | 'endsAt'> {
  readonly earned?: number | undefined;
  /** −1 for none. */
  readonly endsAt?: number | undefined;
}

interface WrittenMove extends Omit<InvoiceMove, 'previousOwner'> {
  readonly previousOwner: (Omit<FrozenFor, 'posted'> & { readonly posted: WrittenPosted }) | null;
}

/** That nothing is known of the member; null, of a sale to nobody, stands as 0. */
const contextOfSale: Form<RuleContext | null> = {
  ...forms.orNull(contextForm),
  isUsual: (context) => context !== null && Object.keys(context).length === 1 && isEmpty(context.earnedToday),
  usual: () => ({ earnedToday: {} }),
  write: (context) => (context === null ? 0 : contextForm.write(context, 0)),
  read: (json) => (json === 0 ? null : contextForm.read(json, 0)),
};

const written = forms.row<WrittenInvoice>({
  memberId: forms.orNull(forms.text()),
  sale: saleForm,
  save: forms.orNull(
    forms.row<WrittenSave>({
      fingerprint: forms.text(),
      sequence: forms.orNull(forms.figure()),
      revision: forms.or(forms.figure(), 1),
      earned: forms.optional(forms.figure()),
      endsAt: forms.optional(forms.instant()),
      changeCount: forms.optional(forms.figure()),
      isFirst: forms.optional(forms.flag()),
      isUnverified: forms.mark(),
      pointsReturned: forms.optional(forms.figure()),
      repeatsEarlierSave: forms.mark(),
    }),
  ),
  posted: postedForm,
  isUndated: forms.mark(),
  context: contextOfSale,
  coveredAt: forms.orNull(forms.instant()),
  paymentSums: forms.optional(
    forms.row<PaymentSums>({
      count: forms.figure(),
      begun: forms.figure(),
      received: forms.figure(),
      counted: forms.figure(),
      last: forms.optional(
        forms.row<NonNullable<PaymentSums['last']>>({ at: forms.instant(), amount: forms.figure() }),
      ),
    }),
  ),
  refundSums: forms.optional(
    forms.row<RefundSums>({
      value: forms.figure(),
      count: forms.or(forms.figure(), 1),
      standing: forms.or(forms.figure(), 1),
      forGoods: forms.figure(),
      lines: refundedLinesForm,
      named: forms.figure(),
      voids: forms.figure(),
    }),
  ),
  redemptions: forms.list(
    forms.row<InvoiceRedemption>({
      redemptionId: forms.text(),
      memberId: forms.text(),
      points: forms.figure(),
      value: forms.figure(),
      taken: forms.list(lotForm),
      redeemedAt: forms.instant(),
      returned: forms.figure(),
      share: forms.optional(forms.text()),
      isUndone: forms.mark(),
    }),
  ),
  moves: forms.list(
    forms.row<WrittenMove>({
      memberId: forms.text(),
      command: forms.row<CommandMark>({ key: forms.text(), fingerprint: forms.text() }),
      did: doneForm,
      previousOwner: forms.orNull(
        forms.row<NonNullable<WrittenMove['previousOwner']>>({
          memberId: forms.text(),
          posted: postedForm,
          context: contextOfSale,
        }),
      ),
    }),
  ),
  reinstatements: forms.optional(
    forms.list(
      forms.row<Reinstatement>({
        reinstatementId: forms.text(),
        fingerprint: forms.text(),
        did: doneForm,
      }),
    ),
  ),
  heldBy: forms.optional(forms.list(forms.text())),
  changeCount: forms.optional(forms.figure()),
  factsBeforeLastChange: forms.optional(basisForm),
  isExplained: forms.mark(),
  unverified: forms.optional(forms.figure()),
  replacedSaves: forms.optional(forms.figure()),
});

/** How an invoice is written. */
export const invoiceForm = forms.by<Kept, WrittenInvoice>(
  written,
  (kept) => ({
    ...kept,
    save: kept.save && writtenSave(kept.save, kept.replacedSaves === undefined ? kept.posted : null),
    posted: writtenPosted(kept.posted, kept.sale.soldAt),
    moves: kept.moves.map((move) => ({
      ...move,
      previousOwner: move.previousOwner && {
        ...move.previousOwner,
        posted: writtenPosted(move.previousOwner.posted, kept.sale.soldAt),
      },
    })),
  }),
  ({ save, posted: asWritten, moves, ...kept }) => {
    const posted = readPosted(asWritten, kept.sale.soldAt);
    return {
      ...kept,
      posted,
      save: save && readSave(save, kept.replacedSaves === undefined ? posted : null),
      moves: moves.map(({ previousOwner, ...move }) => ({
        ...move,
        previousOwner: previousOwner && {
          ...previousOwner,
          posted: readPosted(previousOwner.posted, kept.sale.soldAt),
        },
      })),
    };
  },
);

/** A save, without what `posted` says too. */
function writtenSave(save: SavedRevision, posted: Posted | null): WrittenSave {
  const { did, fingerprint, revision } = save;
  const known = alike(posted);
  const saved = {
    ...did,
    fingerprint,
    revision,
    earned: did.earned === known.earned ? undefined : did.earned,
    endsAt: did.endsAt === known.endsAt ? undefined : (did.endsAt ?? none),
  };
  return save.repeatsEarlierSave ? { ...saved, repeatsEarlierSave: true } : saved;
}

function readSave(
  { fingerprint, revision, repeatsEarlierSave, earned, endsAt, ...did }: WrittenSave,
  posted: Posted | null,
): SavedRevision {
  const known = alike(posted);
  const end = endsAt === undefined ? known.endsAt : endsAt === none ? undefined : (endsAt as Instant);
  const done = { ...did, earned: earned ?? known.earned, ...(end === undefined ? {} : { endsAt: end }) };
  return { revision, fingerprint, did: done, ...(repeatsEarlierSave ? { repeatsEarlierSave } : {}) };
}

/** That no points end. */
const none = -1;

function alike(posted: Posted | null): { readonly earned: number; readonly endsAt: Instant | undefined } {
  const end = posted?.lots[0]?.expiresAt;
  return { earned: posted?.earned ?? 0, endsAt: typeof end === 'number' ? end : undefined };
}

function isEmpty(figures: object): boolean {
  return Object.keys(figures).length === 0;
}
