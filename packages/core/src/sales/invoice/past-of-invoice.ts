import { forms } from '../../kernel/forms/forms.ts';
import { record } from '../../kernel/record.ts';
import { rowCodec } from '../../kernel/forms/row-codec.ts';
import type { Sale } from '../../program/sale.ts';
import type { InvoiceId } from '../../values/ids.ts';
import { basisForm } from './basis-form.ts';
import { doneForm } from './done-form.ts';
import type { SavedRevision } from './invoice-record.ts';
import { invoices } from './invoices.ts';
import { idsOfPart, partKey } from './part-keys.ts';
import { saleForm } from './sale-form.ts';
import type { Basis } from './basis.ts';

/** A change of an invoice before its last one. A row of its own, so that an invoice does not grow with its changes. */
export interface PastBasis extends Basis {
  /** The invoice. */
  readonly invoiceId: InvoiceId;
  /** The number of the change, from 1. */
  readonly nth: number;
}

/**
 * A save that an edit replaced. A row of its own, so that an invoice does not grow with the lines of all its revisions.
 */
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
      repeatsEarlierSave: forms.mark(),
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
    fingerprint: ({ invoiceId, fingerprint, repeatsEarlierSave }) =>
      repeatsEarlierSave ? null : partKey(invoiceId, fingerprint),
  },
});
