import { forms } from '../../kernel/forms/forms.ts';
import type { RuleContext, Sale, SaleLine } from '../../program/sale.ts';

/** How a sale is written. */
export const saleForm = forms.row<Sale>({
  currency: forms.text(),
  total: forms.figure(),
  soldAt: forms.instant(),
  lines: forms.list(
    forms.row<SaleLine>({
      net: forms.figure(),
      tax: forms.figure(),
      sku: forms.orNull(forms.text()),
      category: forms.orNull(forms.text()),
      quantity: forms.or(forms.text(), '1'),
      discount: forms.figure(),
      lineId: forms.ordinal(),
    }),
  ),
  tax: forms.figure(),
  rounding: forms.optional(forms.figure()),
});

/** How what the rules knew of the member is written. */
export const contextForm = forms.row<RuleContext>({
  earnedToday: forms.figures(),
  firstPurchase: forms.optional(forms.flag()),
  tier: forms.optionalOrNull(forms.text()),
  birthday: forms.optionalOrNull(forms.text()),
});
