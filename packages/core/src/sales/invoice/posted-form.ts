import { forms } from '../../kernel/forms/forms.ts';
import { lapsedLotForm, lotEndForm, lotForm } from '../../ledger/ledger-forms.ts';
import type { Instant } from '../../values/instant.ts';
import type { Coverage, PaidStep, Posted } from './invoice-record.ts';
import type { LotOfSale, PostedLot, TakenBack, TakenFromLapsed, TakenFromLot } from './taken-part.ts';

/**
 * What was posted as it is written: the points of the only lot are left out where they are all that was earned and not
 * taken back, and a lot has the milliseconds after the sale in place of the instant when it was posted.
 */
export interface WrittenPosted extends Omit<Posted, 'lots'> {
  readonly lots: readonly WrittenLot[];
}

interface WrittenLot extends Omit<PostedLot, 'points' | 'postedAt'> {
  readonly points?: number | undefined;
  readonly postedAfter: number;
}

/** What was posted for a sale of this instant, as it is written. */
export function writtenPosted(posted: Posted, soldAt: Instant): WrittenPosted {
  const all = pointsOfOne(posted.lots, posted);
  const lots = posted.lots.map((lot) => ({
    ...lot,
    points: lot.points === all ? undefined : lot.points,
    postedAfter: lot.postedAt - soldAt,
  }));
  return { ...posted, lots };
}

/** What was posted, by what is written of it. */
export function readPosted({ lots, ...posted }: WrittenPosted, soldAt: Instant): Posted {
  const all = pointsOfOne(lots, posted) ?? 0;
  const read = lots.map(({ points = all, postedAfter, ...lot }) => ({
    ...lot,
    points,
    postedAt: (soldAt + postedAfter) as Instant,
  }));
  return { ...posted, lots: read };
}

function pointsOfOne(lots: readonly unknown[], { earned, clawedBack }: Pick<Posted, 'earned' | 'clawedBack'>) {
  return lots.length === 1 ? earned - clawedBack : null;
}

const lotOfSaleForm = forms.row<LotOfSale>({
  expiresAt: lotEndForm(),
  postedAt: forms.instant(),
  availableAt: forms.orNull(forms.instant()),
});

/** Where points were found that were taken back: a word, or one of two rows. */
type From = NonNullable<TakenBack['from']>;

interface WrittenFrom extends Partial<TakenFromLot>, Partial<TakenFromLapsed> {
  readonly word?: From & string;
}

const fromForm = forms.by<From, WrittenFrom>(
  forms.row<WrittenFrom>({
    word: forms.optional(forms.text()),
    lot: forms.optional(lotForm),
    at: forms.optional(forms.instant()),
    lapsed: forms.optional(lapsedLotForm),
  }),
  (from) => (typeof from === 'string' ? { word: from } : from),
  ({ word, ...from }) => word ?? (from as From),
);

/** How what was posted for a sale is written. */
export const postedForm = forms.row<WrittenPosted>({
  earned: forms.figure(),
  lots: forms.list(
    forms.row<WrittenLot>({
      expiresAt: lotEndForm(),
      points: forms.optional(forms.figure()),
      postedAfter: forms.figure(),
      availableAt: forms.orNull(forms.instant()),
      expiredOnArrival: forms.optional(forms.figure()),
    }),
  ),
  clawedBack: forms.figure(),
  capUse: forms.figures(),
  takenBack: forms.optional(
    forms.list(
      forms.row<TakenBack>({
        points: forms.figure(),
        of: forms.optional(lotOfSaleForm),
        from: forms.optional(fromForm),
        claimedAfter: forms.optional(forms.figure()),
      }),
    ),
  ),
  forgiven: forms.optional(forms.figure()),
  steps: forms.optional(
    forms.list(
      forms.row<PaidStep>({
        points: forms.figure(),
        coveredBy: forms.optional(
          forms.row<Coverage>({
            payable: forms.figure(),
            payments: forms.figure(),
            redemptions: forms.optional(forms.figure()),
          }),
        ),
      }),
    ),
  ),
  claimEntries: forms.optional(forms.figure()),
});
