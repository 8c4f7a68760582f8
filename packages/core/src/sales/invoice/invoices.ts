import { record } from '../../kernel/record.ts';
import { rowCodec } from '../../kernel/forms/row-codec.ts';
import type { InvoiceId, ProgramVersion } from '../../values/ids.ts';
import { invoiceForm } from './invoice-form.ts';
import type { InvoiceRecord } from './invoice-record.ts';

/** The sales. */
export const invoices = record<InvoiceRecord>({
  kind: 'invoice',
  format: 1,
  codec: rowCodec<InvoiceRecord, 'invoiceId' | 'programVersion'>(invoiceForm, {
    ofKey: (key, _record, version) => ({
      invoiceId: key as InvoiceId,
      programVersion: version as ProgramVersion,
    }),
  }),
  version: ({ programVersion }) => programVersion,
  key: ({ invoiceId }) => invoiceId,
  owner: ({ memberId }) => memberId,
  isListedByOwner: false,
  columns: {
    member_id: { field: 'memberId', type: 'text' },
    currency: { field: 'sale.currency', type: 'text' },
    total: { field: 'sale.total', type: 'integer' },
    tax: { field: 'sale.tax', type: 'integer' },
    sold_at: { field: 'sale.soldAt', type: 'instant' },
    covered_at: { field: 'coveredAt', type: 'instant' },
    earned: { field: 'posted.earned', type: 'integer' },
    clawed_back: { field: 'posted.clawedBack', type: 'integer' },
  },
});
