import type { ProgramId } from '@pointbook/core';
import {
  type LoadedRows,
  type LoadRequest,
  nothingToLoad,
  nothingToStore,
  type RecordChange,
  type RecordStore,
  type StoredAccount,
  type StoredChanges,
} from '@pointbook/core/store';
import { valueOf } from '../conformance/claim.ts';
import { type RecordWish, type RowStep, universe } from './row-histories.ts';
import { accountOf, accountRow, entryRow, inAnyOrder, later, recordOf, type Sketch } from './sample-rows.ts';

/** What records are found by, which bodies of a history tell beside their text. */
type Body = Pick<Sketch, 'uniques' | 'places'> & { readonly text: string };

/** Runs a step on a store; answers what the decision saw, and whether it was written or how it was refused. */
export async function runRowStep(
  store: RecordStore,
  programId: ProgramId,
  step: RowStep,
  at: number,
): Promise<unknown> {
  const request = requestOf(step);
  let seen: unknown = null;
  const outcome = await store.transact(programId, request, (rows) => {
    seen = [rows.request === request, rowsInOrder(rows)];
    return { changes: changesOf(step, rows, at), value: null };
  });
  return { seen, outcome: outcome.isOk() ? 'written' : [outcome.error.kind, outcome.error.written] };
}

function requestOf({ records, posts, version }: RowStep): LoadRequest {
  const ids = [...new Set(posts.map(({ memberId }) => memberId))];
  const fields = records.map(({ kind, serial }) => ({ kind, field: 'serial', value: serial ?? '1' }));
  const lists = records.flatMap(({ kind, place }) => (place ? [{ kind, list: place.list, value: place.value }] : []));
  const commands = posts.flatMap(({ memberId, parts: { commandKey } }) =>
    commandKey ? [{ memberId, commandKey }] : [],
  );
  return {
    ...nothingToLoad,
    versions: version ? [version.version] : [],
    accounts: ids,
    entries: ids.flatMap((memberId) => [1, 2].map((sequence) => ({ memberId, sequence }))),
    commands: distinct(commands),
    records: records.map(({ kind, key }) => ({ kind, key })),
    uniques: distinct(fields),
    lists: distinct(lists),
  };
}

function changesOf({ records, posts, version, mistake }: RowStep, rows: LoadedRows, at: number): StoredChanges {
  const accounts = new Map<string, StoredAccount>();
  const used = new Set(rows.commands.map(({ memberId, commandKey }) => JSON.stringify([memberId, commandKey])));
  const entries = [];
  const notes = [];
  for (const { memberId, points, parts, note, dueIn } of posts) {
    const before = accounts.get(memberId) ?? accountIn(rows, memberId);
    const sequence = (before?.sequence ?? 0) + 1;
    const balanceAfter = (before?.balance ?? 0) + points;
    const mark = JSON.stringify([memberId, parts.commandKey]);
    const isRepeated = parts.commandKey == null || used.has(mark);
    used.add(mark);
    const shown = parts.kind === 'earn' && points < 0 ? { ...parts, kind: 'adjustment' } : parts;
    const reference = parts.referenceType == null ? { referenceType: null, referenceId: null } : {};
    const command = isRepeated ? { commandKey: null } : { commandFingerprint: 'of it' };
    const postedAt = later(at);
    entries.push(entryRow(memberId, sequence, points, { ...shown, ...reference, ...command, postedAt, balanceAfter }));
    if (note !== null) notes.push({ memberId, sequence, reason: note, comment: null });
    const dueAt = dueIn === null ? null : later(dueIn);
    accounts.set(memberId, { ...accountRow(memberId, sequence, balanceAfter, parts.effect), dueAt });
  }
  const last = entries.at(-1);
  if (last && mistake === 'gap')
    entries.push({ ...last, sequence: last.sequence + 2, commandKey: null, commandFingerprint: null });
  if (last && mistake === 'second note')
    for (let times = 0; times < 2; times += 1)
      notes.push({ memberId: last.memberId, sequence: last.sequence, reason: 'twice', comment: null });
  return {
    ...nothingToStore,
    versions: version && rows.versions.length === 0 ? [version] : [],
    accounts: [...accounts.values()].map((account) => accountOf(accountIn(rows, account.memberId), account)),
    records: records.flatMap((wish) => recordChangeOf(wish, rows)),
    entries,
    notes,
  };
}

function accountIn({ accounts }: LoadedRows, memberId: string): StoredAccount | null {
  return accounts.find((account) => account.memberId === memberId) ?? null;
}

function recordChangeOf(wish: RecordWish, rows: LoadedRows): RecordChange[] {
  const { kind, key, format, removes } = wish;
  const row = rows.records.find((record) => record.kind === kind && record.key === key);
  if (row?.body === null) return [];
  const before = row === undefined ? null : { kind, key, body: row.body, ...foundBy(row.body) };
  if (removes) return before === null ? [] : [recordOf({ ...before, format: row?.format ?? format }, null)];
  const body: Body = {
    text: wish.body,
    uniques: wish.serial === null ? {} : { serial: wish.serial },
    places: wish.place === null ? {} : { [wish.place.list]: { value: wish.place.value, rank: wish.place.rank } },
  };
  return [recordOf(before, { kind, key, format, body: JSON.stringify(body), ...foundBy(JSON.stringify(body)) })];
}

function foundBy(body: string): Pick<Sketch, 'uniques' | 'places'> {
  const { uniques = {}, places = {} } = JSON.parse(body) as Body;
  return { uniques, places };
}

/** All that a store shows of a program, in one order; positions in the feed are its own affair. */
export async function everythingOf({ rows }: RecordStore, programId: ProgramId): Promise<unknown> {
  const { kinds, keys, serials, lists, values, members, versions } = universe;
  const all = 1000;
  const inLists = kinds.flatMap((kind) => lists.flatMap((list) => values.map((value) => ({ kind, list, value }))));
  const named = await rows.load(programId, {
    versions: [...versions],
    accounts: [...members],
    entries: members.flatMap((memberId) => [1, 2, 3].map((sequence) => ({ memberId, sequence }))),
    commands: members.flatMap((memberId) =>
      Array.from({ length: 31 }, (_, index) => ({ memberId, commandKey: `key:${index}` })),
    ),
    records: kinds.flatMap((kind) => keys.map((key) => ({ kind, key }))),
    uniques: kinds.flatMap((kind) => serials.map((value) => ({ kind, field: 'serial', value }))),
    lists: inLists,
    ranges: kinds.map((kind) => ({ kind, from: 'A', until: 'a ' })),
  });
  const pages = [];
  for (const kind of kinds) pages.push(valueOf(await rows.records(programId, kind, null, all)));
  for (const list of inLists) pages.push(valueOf(await rows.list(programId, list, null, all)));
  for (const reason of ['a', '%']) pages.push(valueOf(await rows.findEntries(programId, { reason }, null, all)));
  const feed = valueOf(await rows.feed(programId, null, all)) ?? [];
  const sums = valueOf(await rows.accountSums(programId, null, all));
  const total = valueOf(await rows.entrySums(programId, later(0), later(all)));
  return {
    named: rowsInOrder(valueOf(named)),
    pages,
    accounts: valueOf(await rows.accounts(programId, null, all)),
    due: valueOf(await rows.due(programId, later(2), all)),
    entries: valueOf(await rows.entries(programId, null, all)),
    fed: inAnyOrder(feed.map(({ entry, note }) => ({ entry, note }))),
    sums: sums.map((row) => ({ account: row.account, sums: inAnyOrder(row.sums) })),
    total: { members: total.members, sums: inAnyOrder(total.sums) },
  };
}

function rowsInOrder({ request: _request, ...rows }: LoadedRows): unknown {
  const parts = Object.entries(rows as Readonly<Record<string, readonly unknown[]>>);
  return Object.fromEntries(parts.map(([name, found]) => [name, inAnyOrder(found)]));
}

function distinct<Name>(names: readonly Name[]): Name[] {
  return [...new Map(names.map((name) => [JSON.stringify(name), name])).values()];
}
