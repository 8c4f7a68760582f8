import { forms } from '../../kernel/forms.ts';
import { record } from '../../kernel/record.ts';
import { rowCodec } from '../../kernel/row-codec.ts';
import type { RuleContext, Sale } from '../../program/sale.ts';
import type { InvoiceId } from '../../values/ids.ts';
import { saleForm } from './sale-form.ts';

/**
 * What an invoice said before a change, as far as explanations follow from it: the parts that changed. What was explained
 * before the change is explained again by the invoice as it is, with this and all later changes taken back.
 */
export interface Basis {
  /** The revision whose sale an edit replaced. */
  readonly revision?: number;
  /** How many refunds there were. */
  readonly refunds?: number;
  /** The voids that a reinstatement took back: the number of the reinstatement, and their places among the refunds. */
  readonly voids?: { readonly of: number; readonly at: readonly number[] };
  /** What points paid in all, exactly and in minor units, as "20/3"; null where no points had paid. */
  readonly points?: string | null;
  /** What the rules knew of the member. */
  readonly context?: RuleContext | null;
}

/** A sale that an edit replaced. A row of its own, so that an invoice does not grow with the lines of all its revisions. */
export interface ReplacedSale {
  /** The invoice. */
  readonly invoiceId: InvoiceId;
  /** The revision that said so. */
  readonly revision: number;
  /** What it said. */
  readonly sale: Sale;
}

/** The sales that edits replaced. */
export const replacedSales = record<ReplacedSale>({
  kind: 'replaced-sale',
  format: 1,
  codec: rowCodec<ReplacedSale, 'invoiceId' | 'revision'>(forms.row<Pick<ReplacedSale, 'sale'>>({ sale: saleForm }), {
    ofKey: namedByKey,
  }),
  key: ({ invoiceId, revision }) => replacedKey(invoiceId, revision),
});

/** The key of a sale that an edit replaced. */
export function replacedKey(invoiceId: InvoiceId, revision: number): string {
  return `${revision} ${invoiceId}`;
}

function namedByKey(key: string) {
  const blank = key.indexOf(' ');
  return { revision: Number(key.slice(0, blank)), invoiceId: key.slice(blank + 1) as InvoiceId };
}
