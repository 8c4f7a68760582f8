import { err, ok, type Result } from 'neverthrow';
import type { Finding } from '../kernel/check.ts';
import type { RecordKind } from '../kernel/record.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { type PastProfileSave, type ProfileRecord, profileSaves } from '../members/profile-record.ts';
import { pastBases, replacedSales } from '../sales/invoice/past-of-invoice.ts';
import type { InvoiceRecord } from '../sales/invoice/invoice-record.ts';
import { invoices } from '../sales/invoice/invoices.ts';
import { partKey, partsOf } from '../sales/invoice/part-keys.ts';
import type { Place } from '../store/record-reader.ts';
import type { CheckingHost } from './checking-host.ts';
import { isDamage } from './sound-rows.ts';

type Report = (finding: Finding) => void;
type Checked = Promise<Result<void, StoreError>>;

const savesAtATime = 500;

/**
 * Of each save that an edit replaced there must be a row, and of each change but the last: repeated commands are found and
 * explained by them.
 */
export async function checkPastOfSales(host: CheckingHost, sales: readonly InvoiceRecord[], report: Report): Checked {
  for (const sale of sales) {
    const replaced = sale.replaced === undefined ? ok() : await checkRows(host, sale, report, replacedSales, savesOf);
    if (replaced.isErr()) return replaced;
    const changed = (sale.bases ?? 0) < 2 ? ok() : await checkRows(host, sale, report, pastBases, changesOf);
    if (changed.isErr()) return changed;
  }
  return ok();
}

async function checkRows<Row>(
  { reads }: CheckingHost,
  { invoiceId }: InvoiceRecord,
  report: Report,
  kind: RecordKind<Row>,
  expected: (sale: InvoiceRecord) => Expected,
): Checked {
  const found = await reads.strict().whole(invoices, invoiceId, [kind], partsOf(invoiceId));
  // What is damaged is told with all other records.
  if (found.isErr()) return isDamage(found.error) ? ok() : err(found.error);
  const { record } = found.value;
  const [parts] = found.value.parts;
  if (record === null) return ok();
  const { count, most } = expected(record);
  if (parts.length === count) return ok();
  const there = new Set(parts.map((part) => kind.key(part)));
  const keys = Array.from({ length: most }, (_, index) => partKey(invoiceId, String(index + 1)));
  const gone = keys.filter((key) => !there.has(key));
  // Where revisions were left out, nobody knows which one is missing.
  const named = gone.length + parts.length === count ? gone : [`${partsOf(invoiceId)}…`];
  for (const key of named) report(missing(record.memberId, kind.kind, key));
  return ok();
}

/** How many rows there must be, and the highest number that one may have. */
interface Expected {
  readonly count: number;
  readonly most: number;
}

function savesOf({ replaced = 0, save }: InvoiceRecord): Expected {
  return { count: replaced, most: (save?.revision ?? 1) - 1 };
}

function changesOf({ bases = 1 }: InvoiceRecord): Expected {
  return { count: bases - 1, most: bases - 1 };
}

/** Of each save between the first and the last one of a profile there must be a row: a retry is known by it. */
export async function checkProfileSaves(host: CheckingHost, people: readonly ProfileRecord[], report: Report): Checked {
  for (const { memberId, saves } of people) {
    const last = saves.at(-1)?.version ?? 0;
    if (last <= 2) continue;
    const wanted = new Set(Array.from({ length: last - 2 }, (_, index) => index + 2));
    const list = { list: 'owner', value: memberId };
    for (let after: Place | null | undefined = null; after !== undefined;) {
      const page: Result<PastProfileSave[], StoreError> = await host.reads.list(
        profileSaves,
        list,
        after,
        savesAtATime,
      );
      // What is damaged is told with all other records.
      if (page.isErr() && isDamage(page.error)) wanted.clear();
      else if (page.isErr()) return err(page.error);
      const found: readonly PastProfileSave[] = page.unwrapOr([]);
      for (const { version } of found) wanted.delete(version);
      const end = found.at(-1);
      after = end === undefined || found.length < savesAtATime ? undefined : { rank: 0, key: profileSaves.key(end) };
    }
    for (const version of wanted) report(missing(memberId, profileSaves.kind, `version ${version}`));
  }
  return ok();
}

function missing(memberId: Finding['memberId'], kind: string, what: string): Finding {
  return { memberId, sequence: null, problem: `The record ${kind} ${JSON.stringify(what)} is missing.` };
}
