import { forms } from '../kernel/forms/forms.ts';
import type { Account, Inactivity, LapsedLot } from './account.ts';
import type { Effect } from './entry.ts';
import type { Hold, LateDebt, HoldClaim } from './hold.ts';
import type { Lot } from './lot.ts';
import type { Activity, DayEarnings, Forgiven } from './member-record.ts';

/** When a lot ends; usually never, so that a text says `inactivity` alone. */
export function lotEndForm() {
  return forms.or(forms.figureOrText<Lot['expiresAt']>(), 'never');
}

/** How a lot is written. */
export const lotForm = forms.row<Lot>({
  points: forms.figure(),
  expiresAt: lotEndForm(),
  availableAt: forms.orNull(forms.instant()),
  activeSince: forms.optional(forms.instant()),
});

/** How what is remembered of a lapsed lot is written. */
export const lapsedLotForm = forms.row<LapsedLot>({
  points: forms.figure(),
  expiresAt: forms.instant(),
  forgetAt: forms.instant(),
  byInactivity: forms.flag(),
  activeSince: forms.optional(forms.instant()),
  returnedOn: forms.optional(forms.text()),
});

const holdForm = forms.row<Hold>({
  redemptionId: forms.text(),
  points: forms.figure(),
  taken: forms.list(lotForm),
  deadline: forms.instant(),
  invoiceId: forms.orNull(forms.text()),
  rewardId: forms.orNull(forms.text()),
  guard: forms.optional(forms.text()),
  since: forms.optional(forms.figure()),
  late: forms.optional(forms.list(forms.row<LateDebt>({ at: forms.instant(), before: forms.figure() }))),
});

const holdClaimsForm = forms.optional(
  forms.list(
    forms.row<HoldClaim>({
      id: forms.text(),
      lots: forms.list(lotForm),
      after: forms.figure(),
      nth: forms.figure(),
      programVersion: forms.text(),
      isReturn: forms.mark(),
    }),
  ),
);

const inactivityForm = forms.row<Inactivity>({
  deadline: forms.instant(),
  since: forms.instant(),
  period: forms.row<Inactivity['period']>({ count: forms.figure(), unit: forms.or(forms.text(), 'months') }),
  by: forms.optional(forms.text()),
  without: forms.optional(forms.instant()),
});

/** What of an account stands in its text: the figures stand in columns. */
export type AccountText = Pick<Account, 'lots' | 'holds' | 'lapsed' | 'inactivity' | 'holdClaims'>;

/** How the text `account` is written. */
export const accountForm = forms.row<AccountText>({
  lots: forms.list(lotForm),
  holds: forms.list(holdForm),
  lapsed: forms.list(lapsedLotForm),
  inactivity: forms.orNull(inactivityForm),
  holdClaims: holdClaimsForm,
});

/** How the text `activity` is written. */
export const activityForm = forms.row<Activity>({
  firstPurchase: forms.optional(forms.text()),
  days: forms.list(forms.row<DayEarnings>({ date: forms.text(), points: forms.figures() })),
  forgiven: forms.optional(
    forms.list(
      forms.row<Forgiven>({
        id: forms.text(),
        after: forms.figure(),
        points: forms.figure(),
        isReturn: forms.mark(),
      }),
    ),
  ),
});

/** How the text `effect` of an entry is written. */
export const effectForm = forms.row<Effect>({
  added: forms.optional(forms.list(lotForm)),
  taken: forms.optional(forms.list(lotForm)),
  value: forms.optional(forms.figure()),
  debt: forms.optional(forms.figure()),
  lapsed: forms.optional(forms.list(lapsedLotForm)),
  closes: forms.optional(forms.text()),
  hold: forms.optional(holdForm),
  paidFor: forms.optional(forms.text()),
  forgiven: forms.optional(forms.figure()),
  expired: forms.optional(forms.figure()),
  inactivity: forms.optionalOrNull(inactivityForm),
  clock: forms.optional(forms.instant()),
  holdClaims: holdClaimsForm,
  late: forms.mark(),
});
