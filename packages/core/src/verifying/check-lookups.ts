import { err, ok, Result } from 'neverthrow';
import type { Finding } from '../kernel/check.ts';
import type { AnyRecordKind } from '../kernel/record.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { nothingToLoad } from '../store/load-request.ts';
import type { HeldPlace, HeldValue } from '../store/record-reader.ts';
import type { CheckingHost } from './checking-host.ts';
import { pagesOf } from './pages.ts';
import { unlessDamaged } from './sound-rows.ts';

type Report = (finding: Finding) => void;
type Checked = Promise<Result<void, StoreError>>;

const rowsAtATime = 500;

/** Records of a kind must stand in the lists that they say. */
export async function checkPlaces(
  host: CheckingHost,
  kind: AnyRecordKind,
  records: readonly unknown[],
  report: Report,
): Checked {
  const beside = host.store.rows;
  const wanted = records.flatMap((record) => placesIn(host, kind, record));
  if (beside.standing === undefined || wanted.length === 0) return ok();
  const standing = await beside.standing(host.program.programId, kind.kind, wanted);
  if (standing.isErr()) return err(standing.error);
  const there = new Set(standing.value.map(nameOf));
  const missing = wanted.filter((place) => !there.has(nameOf(place)));
  return confirm(host, kind, missing, report);
}

/** What leads to records of a kind must lead to those that say so. */
export async function checkLeads(host: CheckingHost, kind: AnyRecordKind, report: Report): Checked {
  const { store, program } = host;
  const { uniques, places } = store.rows;
  if (uniques === undefined || places === undefined) return ok();
  const heldValues = pagesOf<HeldValue>(rowsAtATime, (last) =>
    uniques(program.programId, kind.kind, last, rowsAtATime),
  );
  for await (const page of heldValues) {
    if (page.isErr()) return err(page.error);
    const checked = await checkValues(host, kind, page.value, report);
    if (checked.isErr()) return checked;
  }
  const heldPlaces = pagesOf<HeldPlace>(rowsAtATime, (last) => places(program.programId, kind.kind, last, rowsAtATime));
  for await (const page of heldPlaces) {
    if (page.isErr()) return err(page.error);
    const records = await recordsOf(host, kind, page.value);
    if (records.isErr()) return err(records.error);
    const wrong = page.value.filter((place) => {
      const record = records.value.get(place.key);
      return record !== 'damaged' && !placesIn(host, kind, record).some((each) => nameOf(each) === nameOf(place));
    });
    const checked = await confirm(host, kind, wrong, report);
    if (checked.isErr()) return checked;
  }
  return ok();
}

async function checkValues(
  host: CheckingHost,
  kind: AnyRecordKind,
  values: readonly HeldValue[],
  report: Report,
): Checked {
  const has = (record: unknown, { field, value }: HeldValue) =>
    record !== undefined && kind.unique?.[field]?.(record) === value;
  const records = await recordsOf(host, kind, values);
  if (records.isErr()) return err(records.error);
  for (const held of values) {
    const record = records.value.get(held.key);
    if (record === 'damaged' || has(record, held)) continue;
    // Somebody may have changed it meanwhile: both are read at one moment.
    const { field, value, key } = held;
    const now = await recordsOf(host, kind, [held], [{ kind: kind.kind, field, value }]);
    if (now.isErr()) return err(now.error);
    const found = now.value.get(key);
    if (!now.value.has(leads) || found === 'damaged' || has(found, held)) continue;
    report(
      findingOf(
        kind,
        found,
        `A ${field} leads to the record ${kind.kind} ${JSON.stringify(key)}, which does not have it.`,
      ),
    );
  }
  return ok();
}

/** Whether a unique value leads to the record that was asked for, among the records. */
const leads = '\0leads';

/** The records of some rows, as they are: those that are damaged are told elsewhere. */
async function recordsOf(
  { store, reads, program }: CheckingHost,
  kind: AnyRecordKind,
  rows: readonly { readonly key: string }[],
  uniques: readonly { readonly kind: string; readonly field: string; readonly value: string }[] = [],
): Promise<Result<ReadonlyMap<string, unknown>, StoreError>> {
  const keys = new Set(rows.map(({ key }) => key));
  const names = Array.from(keys, (key) => ({ kind: kind.kind, key }));
  const loaded = await store.rows.load(program.programId, { ...nothingToLoad, records: names, uniques });
  if (loaded.isErr()) return err(loaded.error);
  const records = new Map<string, unknown>();
  for (const row of loaded.value.records)
    try {
      if (row.body !== null) records.set(row.key, reads.sound.record(kind, row));
    } catch {
      records.set(row.key, 'damaged');
    }
  if (loaded.value.uniques.some(({ key }) => keys.has(key))) records.set(leads, true);
  return ok(records);
}

/** Tells the places where a record says otherwise than the list, as far as nobody changes it meanwhile. */
async function confirm(host: CheckingHost, kind: AnyRecordKind, places: readonly HeldPlace[], report: Report): Checked {
  const { standing: find } = host.store.rows;
  if (find === undefined) return ok();
  for (const place of places) {
    const says = async () =>
      (await host.reads.get(kind, place.key)).map((record) => ({
        record,
        isThere: placesIn(host, kind, record ?? undefined).some((each) => nameOf(each) === nameOf(place)),
      }));
    const read = Result.combine([await says(), await find(host.program.programId, kind.kind, [place]), await says()]);
    const found = unlessDamaged(read);
    if (found.isErr()) return err(found.error);
    if (found.value === 'damaged') continue;
    const [before, standing, { isThere, record }] = found.value;
    const stands = standing.length > 0;
    if (before.isThere !== isThere || isThere === stands) continue;
    const name = `The record ${kind.kind} ${JSON.stringify(place.key)}`;
    const problem = stands
      ? `${name} stands in the list ${place.list} where it does not belong.`
      : `${name} is missing in the list ${place.list}.`;
    report(findingOf(kind, record ?? undefined, problem));
  }
  return ok();
}

function placesIn({ reads }: CheckingHost, kind: AnyRecordKind, record: unknown): HeldPlace[] {
  if (record === undefined) return [];
  const key = kind.key(record);
  return Object.entries(reads.sound.places(kind, record)).map(([list, place]) => ({ list, ...place, key }));
}

function nameOf({ list, value, rank, key }: HeldPlace): string {
  return JSON.stringify([list, value, rank, key]);
}

function findingOf(kind: AnyRecordKind, record: unknown, problem: string): Finding {
  const memberId = record === undefined ? null : ((kind.owner?.(record) ?? null) as Finding['memberId']);
  return { memberId, sequence: null, problem };
}
