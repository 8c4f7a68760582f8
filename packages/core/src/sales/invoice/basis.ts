import { forms } from '../../kernel/forms.ts';
import { record } from '../../kernel/record.ts';
import { rowCodec } from '../../kernel/row-codec.ts';
import type { RuleContext, Sale } from '../../program/sale.ts';
import type { InvoiceId } from '../../values/ids.ts';
import { basisForm } from './basis-form.ts';
import { doneForm } from './done-form.ts';
import { invoices, type SavedRevision } from './invoice-record.ts';
import { idsOfPart, partKey } from './part-keys.ts';
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

/** A change of an invoice before its last one. A row of its own, so that an invoice does not grow with its changes. */
export interface PastBasis extends Basis {
  /** The invoice. */
  readonly invoiceId: InvoiceId;
  /** The number of the change, from 1. */
  readonly nth: number;
}

/** A save that an edit replaced. A row of its own, so that an invoice does not grow with the lines of all its revisions. */
export interface ReplacedSale extends SavedRevision {
  /** The invoice. */
  readonly invoiceId: InvoiceId;
  /** What it said. */
  readonly sale: Sale;
}

/** The changes of invoices before their last ones. */
export const pastBases = record<PastBasis>({
  kind: 'basis',
  format: 1,
  codec: rowCodec<PastBasis, 'invoiceId' | 'nth'>(basisForm, {
    ofKey(key) {
      const { invoiceId, id } = idsOfPart(key);
      return { invoiceId, nth: Number(id) };
    },
  }),
  key: ({ invoiceId, nth }) => partKey(invoiceId, String(nth)),
  guard: ({ invoiceId }) => invoices.at(invoiceId),
});

/** The saves that edits replaced. */
export const replacedSales = record<ReplacedSale>({
  kind: 'replaced-sale',
  format: 1,
  codec: rowCodec<ReplacedSale, 'invoiceId' | 'revision'>(
    forms.row<Omit<ReplacedSale, 'invoiceId' | 'revision'>>({
      fingerprint: forms.text(),
      did: doneForm,
      sale: saleForm,
      isAgain: forms.mark(),
    }),
    {
      ofKey(key) {
        const { invoiceId, id } = idsOfPart(key);
        return { invoiceId, revision: Number(id) };
      },
    },
  ),
  key: ({ invoiceId, revision }) => partKey(invoiceId, String(revision)),
  guard: ({ invoiceId }) => invoices.at(invoiceId),
  unique: {
    fingerprint: ({ invoiceId, fingerprint, isAgain }) => (isAgain ? null : partKey(invoiceId, fingerprint)),
  },
});
