import type { AnyFailure } from '@pointbook/core/errors';

/** What was refused, on the page of a sale. */
export interface Refusal {
  readonly invoiceId: string;
  readonly failure?: AnyFailure;
  readonly problem?: string;
}
