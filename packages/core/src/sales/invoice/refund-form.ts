import { forms } from '../../kernel/forms.ts';
import type { Refund, RefundedLine } from './invoice-record.ts';
import type { StoredRefundDone } from './refund-receipt.ts';

/** How a refund is written. */
export const refundForm = forms.row<Refund>({
  refundId: forms.text(),
  value: forms.figure(),
  refundedAt: forms.instant(),
  fingerprint: forms.text(),
  did: forms.row<StoredRefundDone>({
    sequence: forms.orNull(forms.figure()),
    value: forms.figure(),
    money: forms.figure(),
    clawedBack: forms.figure(),
    taken: forms.figure(),
    due: forms.orNull(forms.figure()),
    lapsed: forms.figure(),
    debt: forms.figure(),
    forgiven: forms.figure(),
    earned: forms.figure(),
    pointsReturned: forms.figure(),
    pointsReturnedExpired: forms.figure(),
    endsAt: forms.optional(forms.instant()),
  }),
  lines: forms.list(forms.row<RefundedLine>({ lineId: forms.ordinal(), quantity: forms.or(forms.text(), '1') })),
  all: forms.optional(forms.flag()),
});
