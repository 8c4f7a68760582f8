import { err, ok, type Result } from 'neverthrow';
import type { Finding } from '../kernel/check.ts';
import type { RecordKind } from '../kernel/record.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { type PastProfileSave, type ProfileRecord, profileSaves } from '../members/profile-record.ts';
import { pastBases, replacedSales } from '../sales/invoice/past-of-invoice.ts';
import type { InvoiceRecord } from '../sales/invoice/invoice-record.ts';
import { invoices } from '../sales/invoice/invoices.ts';
import { idsOfPart, partKey, partKeyPrefix } from '../sales/invoice/part-keys.ts';
import type { CheckingHost } from './checking-host.ts';
import { pagesOf } from './pages.ts';
import { unlessDamaged } from './sound-rows.ts';

type Report = (finding: Finding) => void;
type Checked = Promise<Result<void, StoreError>>;

const savesAtATime = 500;
/** Of what is missing of one record so many rows are named. */
const maxNamed = 100;

/**
 * Of each save that an edit replaced there must be a row, and of each change but the last: repeated commands are found
 * and explained by them.
 */
export async function checkPastOfSales(host: CheckingHost, sales: readonly InvoiceRecord[], report: Report): Checked {
  for (const sale of sales) {
    const replaced =
      sale.replacedSaves === undefined ? ok() : await checkRows(host, sale, report, replacedSales, savesOf);
    if (replaced.isErr()) return replaced;
    const changed = (sale.changeCount ?? 0) < 2 ? ok() : await checkRows(host, sale, report, pastBases, changesOf);
    if (changed.isErr()) return changed;
  }
  return ok();
}

/** Rows of a past must have a sale that says that it has one: those that have were looked at before. */
export const checkReplaced = checkOwnedBy(replacedSales, savesOf);
export const checkBases = checkOwnedBy(pastBases, changesOf);

function checkOwnedBy<Row extends Pick<InvoiceRecord, 'invoiceId'>>(
  kind: RecordKind<Row>,
  expected: (sale: InvoiceRecord) => Expected,
): (host: CheckingHost, rows: readonly Row[], report: Report) => Checked {
  return async (host, rows, report) => {
    for (const invoiceId of new Set(rows.map((row) => row.invoiceId))) {
      const sale = unlessDamaged(await host.reads.get(invoices, invoiceId));
      if (sale.isErr()) return err(sale.error);
      if (sale.value === 'damaged') continue;
      const problem = `The sale ${JSON.stringify(invoiceId)} is not there, and it has records ${kind.kind}.`;
      if (sale.value === null) report({ memberId: null, sequence: null, problem });
      else if (expected(sale.value).count === 0) {
        const checked = await checkRows(host, sale.value, report, kind, expected);
        if (checked.isErr()) return checked;
      }
    }
    return ok();
  };
}

async function checkRows<Row>(
  { reads }: CheckingHost,
  { invoiceId }: InvoiceRecord,
  report: Report,
  kind: RecordKind<Row>,
  expected: (sale: InvoiceRecord) => Expected,
): Checked {
  const found = unlessDamaged(await reads.strict().whole(invoices, invoiceId, [kind], partKeyPrefix(invoiceId)));
  if (found.isErr()) return err(found.error);
  if (found.value === 'damaged') return ok();
  const { record } = found.value;
  const [parts] = found.value.parts;
  if (record === null) return ok();
  const { count, most } = expected(record);
  const there = new Set(parts.map((part) => kind.key(part)));
  const isPast = (key: string) => Number(idsOfPart(key).id) <= most;
  for (const key of there) {
    if (isPast(key)) continue;
    const problem = `The record ${kind.kind} ${JSON.stringify(key)} is of no past of its sale.`;
    report({ memberId: record.memberId, sequence: null, problem });
  }
  const left = count - [...there].filter(isPast).length;
  if (left === 0) return ok();
  // Where revisions were left out, nobody knows which one is missing.
  const gone = count === most ? firstGone(most, (nth) => there.has(partKey(invoiceId, String(nth)))) : [];
  const named = gone.length > 0 ? gone.map((nth) => partKey(invoiceId, String(nth))) : [`${partKeyPrefix(invoiceId)}…`];
  for (const key of named) report(missing(record.memberId, kind.kind, key));
  return ok();
}

/** The first numbers up to the highest one that are not there: a forged one may be as high as it likes. */
function firstGone(most: number, isThere: (nth: number) => boolean, from = 1): number[] {
  const gone: number[] = [];
  for (let nth = from; nth <= most && gone.length < maxNamed; nth++) if (!isThere(nth)) gone.push(nth);
  return gone;
}

/** How many rows there must be, and the highest number that one may have. */
interface Expected {
  readonly count: number;
  readonly most: number;
}

function savesOf({ replacedSaves = 0, save }: InvoiceRecord): Expected {
  return { count: replacedSaves, most: (save?.revision ?? 1) - 1 };
}

function changesOf({ changeCount = 1 }: InvoiceRecord): Expected {
  return { count: changeCount - 1, most: changeCount - 1 };
}

/** Of each save between the first and the last one of a profile there must be a row: a retry is known by it. */
export async function checkProfileSaves(host: CheckingHost, people: readonly ProfileRecord[], report: Report): Checked {
  for (const { memberId, saves } of people) {
    const last = saves.at(-1)?.version ?? 0;
    if (last <= 2) continue;
    const there = new Set<number>();
    let isDamaged = false;
    const list = { list: 'owner', value: memberId };
    const pages = pagesOf<PastProfileSave>(savesAtATime, (save) =>
      host.reads.list(profileSaves, list, save && { rank: 0, key: profileSaves.key(save) }, savesAtATime),
    );
    for await (const page of pages) {
      const found = unlessDamaged(page);
      if (found.isErr()) return err(found.error);
      if (found.value === 'damaged') isDamaged = true;
      else for (const { version } of found.value) there.add(version);
    }
    if (isDamaged) continue;
    for (const version of firstGone(last - 1, (each) => there.has(each), 2))
      report(missing(memberId, profileSaves.kind, `version ${version}`));
  }
  return ok();
}

function missing(memberId: Finding['memberId'], kind: string, what: string): Finding {
  return { memberId, sequence: null, problem: `The record ${kind} ${JSON.stringify(what)} is missing.` };
}
