import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { ownFile } from '../paths.ts';
import type { Sale, SoldLine } from './register.ts';

/** A day's invoices of a real shop: what was sold, and what came back. */
export interface DemoDay {
  readonly sales: readonly Sale[];
  readonly returns: readonly Sale[];
  readonly memberIds: readonly string[];
}

type Row = Record<'InvoiceNo' | 'StockCode' | 'Description' | 'Quantity' | 'UnitPrice' | 'CustomerID', string>;

/** Reads the sales that the demo works with. When each was sold is for the caller to say. */
export function readDemoDay(): DemoDay {
  const text = readFileSync(ownFile('../demo/data/online-retail-2010-12-01.csv'), 'utf8');
  const { data } = Papa.parse<Row>(text, { header: true, skipEmptyLines: true });
  const rows = new Map<string, Row[]>();
  for (const row of data) rows.set(row.InvoiceNo, [...(rows.get(row.InvoiceNo) ?? []), row]);
  const all = [...rows].map(([invoiceId, lines]) => saleOf(invoiceId, lines));
  return {
    sales: all.filter(({ invoiceId }) => !invoiceId.startsWith('C')),
    returns: all.filter(({ invoiceId }) => invoiceId.startsWith('C')),
    memberIds: [...new Set(all.flatMap(({ memberId }) => memberId ?? []))],
  };
}

function saleOf(invoiceId: string, rows: readonly Row[]): Sale {
  const lines = rows.map((row, index): SoldLine => {
    const quantity = Number(row.Quantity);
    const name = row.Description.trim();
    return {
      lineId: String(index + 1),
      sku: row.StockCode,
      name,
      quantity,
      net: Math.round(Number(row.UnitPrice) * 100) * quantity,
    };
  });
  const total = lines.reduce((sum, { net }) => sum + net, 0);
  return { invoiceId, memberId: rows[0]?.CustomerID || null, soldAt: new Date(0), lines, total };
}
