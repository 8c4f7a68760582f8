import type { LoadRequest, RecordName } from '@pointbook/core/store';
import {
  accountAlone,
  accountOf,
  byBytes,
  entryOf,
  firstWords,
  isOneAccount,
  recordOf,
  selected,
  type LoadRows,
  type Names,
  type Question,
  type Row,
  type SqlValue,
  type Tables,
} from '@pointbook/sql';
import { binaryArray } from './binary-array.ts';

/**
 * The loader of what a request names: one statement for each part, by primary key or unique index. With `lock` it locks.
 *
 * @remarks Accounts come first, in the order of their ids, then records in the order of kind and key, so that no two loads
 * wait for each other. An account's lock covers the member's entries and commands too: whoever writes one of those holds it.
 * Each statement sees what was committed when it began, so what a lock had to wait for is seen by those after it.
 */
export function rowLoader(tables: Tables, lock: '' | ' FOR UPDATE'): LoadRows {
  const sql = loadStatements(tables, lock);

  return function* (program, request, names) {
    const [only] = request.accounts;
    if (only !== undefined && isOneAccount(request)) return yield* accountAlone(sql.account, program, only);
    yield* names.findWords(wordsOf(request));
    const questions: Question[] = [];
    const places = new Map<string, number>();
    const ask = (part: Part, statement: string, ...values: readonly SqlValue[]) => {
      places.set(part, questions.length);
      questions.push({ sql: statement, values });
    };
    const { records, versions, entries, commands, uniques, lists } = request;
    const accounts = lockedMembers(request);
    const [account = ''] = accounts;
    if (accounts.length === 1) ask('accounts', sql.account, program, account);
    else if (accounts.length > 1) ask('accounts', sql.accounts, program, texts(accounts, itself));
    const kinds = (of: readonly { readonly kind: string }[]) => numbers(of, ({ kind }) => names.word(kind));
    for (const part of ['records', 'shared'] as const) {
      const named = part === 'records' ? records.filter(isExclusive) : records.filter((name) => !isExclusive(name));
      const [record] = named;
      if (record === undefined) continue;
      if (named.length === 1) ask(part, sql[part].one, program, names.word(record.kind), record.key);
      else {
        const sorted = named.toSorted(inLockOrder);
        ask(
          part,
          sql[part].many,
          kinds(sorted),
          texts(sorted, ({ key }) => key),
          program,
        );
      }
    }
    if (versions.length > 0) ask('versions', sql.versions, program, texts(versions, itself));
    if (uniques.length > 0) {
      const fields = numbers(uniques, ({ field }) => names.word(field));
      ask(
        'uniques',
        sql.uniques,
        kinds(uniques),
        fields,
        texts(uniques, ({ value }) => value),
        program,
      );
    }
    const members = (of: readonly { readonly memberId: string }[]) => texts(of, ({ memberId }) => memberId);
    if (entries.length > 0)
      ask(
        'entries',
        sql.entries,
        members(entries),
        numbers(entries, ({ sequence }) => sequence),
        program,
      );
    if (commands.length > 0)
      ask(
        'commands',
        sql.commands,
        members(commands),
        texts(commands, ({ commandKey }) => commandKey),
        program,
      );
    if (lists.length > 0) {
      const list = numbers(lists, (name) => names.word(name.list));
      ask(
        'lists',
        sql.lists,
        kinds(lists),
        list,
        texts(lists, ({ value }) => value),
        program,
      );
    }

    const answers = questions.length === 0 ? [] : yield questions;
    const rowsOf = (part: Part): readonly Row[] => answers[places.get(part) ?? -1] ?? [];
    yield* names.meet(program, [...rowsOf('entries'), ...rowsOf('commands')]);
    const accountRows = rowsOf('accounts');
    const isNamed = accounts === request.accounts ? () => true : namedIn(request.accounts);
    return { rows: { ...recordsOf(rowsOf, names), accounts: accountRows.filter(isNamed).map(accountOf) }, accountRows };
  };
}

/** The parts of a request; records that others may read too are a part of their own. */
type Part = keyof LoadRequest | 'shared';

function recordsOf(rowsOf: (part: Part) => readonly Row[], names: Names) {
  const record = (row: Row) => recordOf(row, names.wordOf(row['kind']));
  const text = (row: Row, column: string) => row[column] as string;
  return {
    versions: rowsOf('versions').map((row) => ({
      version: text(row, 'fingerprint'),
      definition: text(row, 'definition'),
    })),
    records: [...rowsOf('records'), ...rowsOf('shared')].map(record),
    uniques: rowsOf('uniques').map((row) => ({
      kind: names.wordOf(row['kind']),
      field: names.wordOf(row['field']),
      value: text(row, 'value'),
      key: text(row, 'key'),
    })),
    entries: rowsOf('entries').map((row) => ({ entry: entryOf(row, names), reversed: Number(row['reversed']) })),
    commands: rowsOf('commands').map((row) => entryOf(row, names)),
    lists: rowsOf('lists').map((row) => ({
      kind: names.wordOf(row['kind']),
      list: names.wordOf(row['list']),
      value: text(row, 'value'),
      record: record(row),
    })),
  };
}

/** LATERAL is one lookup by index for each key, in the order of the keys, whatever the statistics say. */
function loadStatements({ versions, accounts, entries, records, uniques, lists }: Tables, lock: string) {
  const account = `SELECT ${selected('accounts')}, position FROM ${accounts} WHERE program = ? AND member_id`;
  const each = (keys: string, row: string) => `SELECT r.* FROM unnest(${keys}) CROSS JOIN LATERAL (${row}) r`;
  const entry = (condition: string, more = '') =>
    `SELECT ${selected('entries', 'e')}${more} FROM ${entries} e WHERE e.program = ? AND ${condition} LIMIT 1`;
  const reversed = `, (SELECT coalesce(sum(abs(r.delta)), 0) FROM ${entries} r WHERE r.program = e.program
    AND r.member_id = e.member_id AND r.reference_id = e.sequence::text
    AND r.kind = ${firstWords.reversal} AND r.reference_type = ${firstWords.entry}) AS reversed`;
  const record = `SELECT r.kind, r.key, r.format, r.body FROM ${records} r WHERE r.program = ?`;
  const ofRecords = (end: string) => ({
    one: `${record} AND r.kind = ? AND r.key = ?${end}`,
    many: each('?::bigint[], ?::text[]) AS k (kind, key', `${record} AND r.kind = k.kind AND r.key = k.key${end}`),
  });
  return {
    account: `${account} = ?${lock}`,
    // Behind a SELECT the planner cannot count the keys, and so does not plan anew for each few of them.
    accounts: `${account} = ANY((SELECT ?::text[])::text[]) ORDER BY member_id${lock}`,
    records: ofRecords(lock),
    shared: ofRecords(lock === '' ? '' : ' FOR SHARE'),
    versions: `SELECT fingerprint, definition FROM ${versions}
      WHERE program = ? AND fingerprint = ANY((SELECT ?::text[])::text[]) AND definition IS NOT NULL`,
    uniques: each(
      '?::bigint[], ?::bigint[], ?::text[]) AS k (kind, field, value',
      `SELECT u.kind, u.field, u.value, u.key FROM ${uniques} u
        WHERE u.program = ? AND u.kind = k.kind AND u.field = k.field AND u.value = k.value LIMIT 1`,
    ),
    lists: each(
      '?::bigint[], ?::bigint[], ?::text[]) AS k (kind, list, value',
      `SELECT l.kind, l.list, l.value, r.key, r.format, r.body FROM ${lists} l CROSS JOIN LATERAL (
          SELECT key, format, body FROM ${records}
          WHERE program = l.program AND kind = l.kind AND key = l.key LIMIT 1) r
        WHERE l.program = ? AND l.kind = k.kind AND l.list = k.list AND l.value = k.value`,
    ),
    entries: each(
      '?::text[], ?::bigint[]) AS k (id, number',
      entry('e.member_id = k.id AND e.sequence = k.number', reversed),
    ),
    commands: each(
      '?::text[], ?::text[]) AS k (id, command',
      entry('e.member_id = k.id AND e.command_key = k.command'),
    ),
  };
}

function wordsOf({ records, uniques, lists }: LoadRequest): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { kind } of records) words.add(kind);
  for (const { kind, field } of uniques) words.add(kind).add(field);
  for (const { kind, list } of lists) words.add(kind).add(list);
  return words;
}

/** Every member whose entries or commands are named, and those whose accounts are. */
function lockedMembers({ accounts, entries, commands }: LoadRequest): readonly string[] {
  if (entries.length + commands.length === 0) return accounts;
  return [...new Set([...accounts, ...[...entries, ...commands].map(({ memberId }) => memberId)])];
}

/** A decision is to see the accounts that it names, and no other. */
function namedIn(accounts: readonly string[]): (row: Row) => boolean {
  const named = new Set<unknown>(accounts);
  return (row) => named.has(row['member_id']);
}

function isExclusive({ isShared }: RecordName): boolean {
  return isShared !== true;
}

function inLockOrder(a: RecordName, b: RecordName): number {
  return byBytes(a.kind, b.kind) || byBytes(a.key, b.key);
}

function texts<Name>(names: readonly Name[], textOf: (name: Name) => string): SqlValue {
  return binaryArray('text', names.map(textOf));
}

function numbers<Name>(names: readonly Name[], numberOf: (name: Name) => number): SqlValue {
  return binaryArray('bigint', names.map(numberOf));
}

function itself(text: string): string {
  return text;
}
