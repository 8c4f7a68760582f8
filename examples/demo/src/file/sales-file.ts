import { readFileSync } from 'node:fs';
import { err, ok, Result } from 'neverthrow';
import Papa from 'papaparse';
import type { Failure } from '../failure.ts';
import { inLondon } from '../london.ts';
import { pence } from './pence.ts';

/** One line of the file, its texts turned into figures. */
export interface SalesLine {
  readonly invoiceNumber: string;
  readonly sku: string;
  /** Negative where goods came back. */
  readonly pieces: number;
  readonly soldAt: Date;
  readonly pricePence: number;
  /** Null where the shop did not know its customer. */
  readonly customer: string | null;
}

/** Reads the shop's file, and stops at the first line that is not what it should be. */
export function readSalesFile(path: string): Result<readonly SalesLine[], Failure> {
  const { data, errors } = Papa.parse<Row>(readFileSync(path, 'utf8'), { header: true, skipEmptyLines: true });
  const [broken] = errors;
  if (broken) return err(failure(broken.row ?? 0, broken.message));
  return Result.combine(data.map(salesLine));
}

type Row = Record<'InvoiceNo' | 'StockCode' | 'Quantity' | 'InvoiceDate' | 'UnitPrice' | 'CustomerID', string>;

function salesLine(row: Row, index: number): Result<SalesLine, Failure> {
  const pricePence = pence(row.UnitPrice);
  const soldAt = inLondon(row.InvoiceDate, 'M/d/yy H:mm');
  if (pricePence === null) return err(failure(index, `UnitPrice ${JSON.stringify(row.UnitPrice)} is not a price`));
  if (!/^-?\d+$/.test(row.Quantity)) return err(failure(index, 'Quantity is not a whole number'));
  if (Number.isNaN(soldAt.getTime())) return err(failure(index, 'InvoiceDate is not like 12/1/10 8:26'));
  return ok({
    invoiceNumber: row.InvoiceNo,
    sku: row.StockCode,
    pieces: Number(row.Quantity),
    soldAt,
    pricePence,
    customer: row.CustomerID || null,
  });
}

/** Line 1 of the file is its header. */
function failure(index: number, problem: string): Failure {
  return { kind: 'invalid-sales-file', message: `Line ${index + 2} of the sales file: ${problem}.` };
}
