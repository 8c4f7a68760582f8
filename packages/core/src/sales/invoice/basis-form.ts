import { forms } from '../../kernel/forms/forms.ts';
import type { Basis } from './basis.ts';
import { contextForm } from './sale-form.ts';

/** How what an invoice said before a change is written. */
export const basisForm = forms.row<Basis>({
  revision: forms.optional(forms.figure()),
  refunds: forms.optional(forms.figure()),
  reinstatements: forms.optional(forms.figure()),
  points: forms.optionalOrNull(forms.text()),
  context: forms.optionalOrNull(contextForm),
});
