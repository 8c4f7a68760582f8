import type { Entry, MemberRecord, ProgramId } from '@pointbook/core';
import { ConformanceError, valueOf } from './claim.ts';
import { changesOf, member, newMember, note, profile, shop, type EntryTraits, withPoints } from './sample-records.ts';
import type { LedgerView } from '../view/ledger-view.ts';
import type { Changes } from '../view/records.ts';

/** Writes changes that ask nothing. */
export async function write(store: LedgerView, parts: Partial<Changes>, programId: ProgramId = shop): Promise<void> {
  valueOf(await store.transact(programId, {}, () => ({ changes: changesOf(parts), value: null })));
}

/** Enrols members that have no points yet. */
export async function enrol(store: LedgerView, ids: readonly string[], programId: ProgramId = shop): Promise<void> {
  await write(store, { members: ids.map(newMember), profiles: ids.map((id) => profile(id)) }, programId);
}

/** Gives (or takes) points in a transaction of its own, by what is there, and answers the entry. */
export async function give(
  store: LedgerView,
  id: string,
  points: number,
  traits: EntryTraits & { readonly reason?: string } = {},
  programId: ProgramId = shop,
): Promise<Entry> {
  const answer = await store.transact(programId, { members: [member(id)] }, (records) => {
    const before = records.members.get(member(id)) ?? newMember(id);
    const { record, entry } = withPoints(before, points, traits);
    const notes = traits.reason === undefined ? [] : [note(entry, traits.reason)];
    return { changes: changesOf({ members: [record], entries: [entry], notes }), value: entry };
  });
  return valueOf(answer);
}

/** A member, who must be there. */
export async function read(store: LedgerView, id: string, programId: ProgramId = shop): Promise<MemberRecord> {
  const found = valueOf(await store.reader.member(programId, member(id)));
  return found ?? newMember(id);
}

/** Reads page after page until one comes back short, and answers all rows; it gives up on a reader that never ends. */
export async function readPages<Row>(
  limit: number,
  page: (last: Row | null) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let pages = 0; pages < 1000; pages += 1) {
    const next = await page(rows.at(-1) ?? null);
    rows.push(...next);
    if (next.length < limit) return rows;
  }
  throw new ConformanceError('A thousand pages and no end: a page repeats.');
}
