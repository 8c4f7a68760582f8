import { forms } from '../../kernel/forms/forms.ts';
import type { StoredDone } from './invoice-record.ts';

/** How what a command did is written. */
export const doneForm = forms.row<StoredDone>({
  sequence: forms.orNull(forms.whole()),
  earned: forms.figure(),
  endsAt: forms.optional(forms.instant()),
  changeCount: forms.optional(forms.whole()),
  isFirst: forms.optional(forms.flag()),
  isUnverified: forms.mark(),
  pointsReturned: forms.optional(forms.whole()),
});
