import { forms } from '../../kernel/forms/forms.ts';
import type { RefundedLine } from './invoice-record.ts';

/** How lines that came back are written. */
export const refundedLinesForm = forms.list(
  forms.row<RefundedLine>({ lineId: forms.ordinal(), quantity: forms.or(forms.text(), '1') }),
);
