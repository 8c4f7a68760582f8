import { byBytes, type LoadedRows, type LoadRequest, type RecordName } from '@pointbook/core/store';
import type { Dialect } from './dialect.ts';
import { lookupsOf, type Locks, type Lookup, type Lookups } from './lookups.ts';
import type { Names } from './names.ts';
import { accountOf, entryOf, recordOf } from './rows.ts';
import { type Answers, type Question, type Row, rowsOf, type SqlValue, type Steps } from './steps.ts';
import type { Tables } from './tables.ts';

/** Reads what a request names; with locks where it is made for that. */
export type LoadRows = (program: number, request: LoadRequest, names: Names) => Steps<Loaded>;

/** What was loaded, and the rows of accounts as the database gave them: it may have columns of its own there. */
export interface Loaded {
  /** What was loaded. */
  readonly rows: LoadedRows;
  /** The rows of the accounts, as they were read. */
  readonly accountRows: readonly Row[];
}

/**
 * The loader of rows, by primary key or unique value each. A part that is not asked for costs nothing.
 *
 * @remarks With locks, accounts come first, in the order of their ids, then records in the order of kind and key, so that no two loads
 * wait for each other. An account's lock covers the member's entries and commands too: a transaction that writes one of those
 * holds it.
 */
export function rowLoader(tables: Tables, dialect: Dialect, locks: Locks | null = null): LoadRows {
  const sql = lookupsOf(tables, dialect, locks);
  const isLocking = locks !== null;

  return function* (program, request, names) {
    const [memberId] = request.accounts;
    if (memberId !== undefined && isOneAccount(request)) {
      const accountRows = yield* rowsOf(sql.accounts.one, program, memberId);
      return { rows: { ...nothingLoaded, request, accounts: accountRows.map(accountOf) }, accountRows };
    }
    const words = wordsIn(request);
    if (words.length > 0) yield* names.findWords(words);
    const asked = new Asked(program, dialect.many);
    const accounts = isLocking ? lockedMembers(request) : request.accounts;
    if (accounts.length > 0) asked.ask('accounts', sql.accounts, accounts.map(inList));
    if (namesOthers(request)) askForOthers(asked, sql, request, names, isLocking);

    const { questions } = asked;
    asked.answers = questions.length === 0 ? none : yield questions;
    const accountRows = asked.rowsOf('accounts');
    const isNamed = accounts === request.accounts ? null : namedIn(request.accounts);
    const found = { request, accounts: (isNamed === null ? accountRows : accountRows.filter(isNamed)).map(accountOf) };
    if (!namesOthers(request)) return { rows: { ...nothingLoaded, ...found }, accountRows };
    const written = [...asked.rowsOf('entries'), ...asked.rowsOf('commands')];
    if (!names.hasMet(written)) yield* names.meet(program, written);
    return { rows: { ...found, ...othersIn(asked, names) }, accountRows };
  };
}

/** The parts of a request; records that others may lock so too are a part of their own. */
type Part = keyof LoadRequest | 'shared';

/** The questions of a load, and where the answers to each part are. */
class Asked {
  readonly questions: Question[] = [];
  answers: Answers = none;
  readonly #program: number;
  readonly #many: number;
  readonly #places = new Map<Part, readonly [from: number, to: number]>();

  constructor(program: number, many: number) {
    this.#program = program;
    this.#many = many;
  }

  /** One statement for each key, or one for all where they are many. */
  ask(part: Part, { one, many }: Lookup, keys: readonly (readonly SqlValue[])[]): void {
    if (keys.length === 0) return;
    const from = this.questions.length;
    if (many !== null && keys.length >= this.#many) this.questions.push(many(this.#program, keys));
    else for (const key of keys) this.questions.push({ sql: one, values: [this.#program, ...key] });
    this.#places.set(part, [from, this.questions.length]);
  }

  rowsOf(part: Part): readonly Row[] {
    const [from, to] = this.#places.get(part) ?? nowhere;
    return to - from === 1 ? (this.answers[from] ?? none) : this.answers.slice(from, to).flat();
  }
}

/** Asks for all but accounts. */
function askForOthers(asked: Asked, sql: Lookups, request: LoadRequest, names: Names, isLocking: boolean): void {
  const { records, versions, uniques, lists, entries, commands } = request;
  const recordKeys = (of: readonly RecordName[]) => of.map(({ kind, key }) => [names.word(kind), key]);
  if (isLocking) {
    const sorted = records.length < 2 ? records : records.toSorted(inLockOrder);
    asked.ask('records', sql.records, recordKeys(sorted.filter(isExclusive)));
    asked.ask('shared', sql.shared, recordKeys(sorted.filter((name) => !isExclusive(name))));
  } else asked.ask('records', sql.records, recordKeys(records));
  asked.ask('versions', sql.versions, versions.map(inList));
  const { word } = names;
  asked.ask(
    'uniques',
    sql.uniques,
    uniques.map(({ kind, field, value }) => [word(kind), word(field), value]),
  );
  asked.ask(
    'lists',
    sql.lists,
    lists.map(({ kind, list, value }) => [word(kind), word(list), value]),
  );
  asked.ask(
    'entries',
    sql.entries,
    entries.map(({ memberId, sequence }) => [memberId, sequence]),
  );
  asked.ask(
    'commands',
    sql.commands,
    commands.map(({ memberId, commandKey }) => [memberId, commandKey]),
  );
}

/** What the answers to `askForOthers` say. */
function othersIn(asked: Asked, names: Names): Omit<LoadedRows, 'accounts' | 'request'> {
  const found = (part: Part) => asked.rowsOf(part);
  const text = (row: Row, column: string) => row[column] as string;
  const word = (row: Row, column: string) => names.wordOf(row[column]);
  const record = (row: Row) => recordOf(row, word(row, 'kind'));
  return {
    versions: found('versions').map((row) => ({
      version: text(row, 'fingerprint'),
      definition: text(row, 'definition'),
    })),
    records: [...found('records').map(record), ...found('shared').map(record)],
    uniques: found('uniques').map((row) => ({
      kind: word(row, 'kind'),
      field: word(row, 'field'),
      value: text(row, 'value'),
      key: text(row, 'key'),
    })),
    lists: found('lists').map((row) => ({
      kind: word(row, 'kind'),
      list: word(row, 'list'),
      value: text(row, 'value'),
      record: record(row),
    })),
    entries: found('entries').map((row) => ({ entry: entryOf(row, names), reversed: Number(row['reversed']) })),
    commands: found('commands').map((row) => entryOf(row, names)),
  };
}

const none: readonly never[] = [];
const nowhere = [0, 0] as const;
const nothingLoaded = { records: none, lists: none, versions: none, uniques: none, entries: none, commands: none };

/** Whether a request names one account and nothing else, as for a balance: little work, where each step shows. */
export function isOneAccount(request: LoadRequest): boolean {
  return request.accounts.length === 1 && !namesOthers(request);
}

function namesOthers({ records, versions, uniques, lists, entries, commands }: LoadRequest): boolean {
  return records.length + versions.length + uniques.length + lists.length + entries.length + commands.length > 0;
}

function wordsIn({ records, uniques, lists }: LoadRequest): readonly string[] {
  if (records.length + uniques.length + lists.length === 0) return none;
  const words = new Set<string>();
  for (const { kind } of records) words.add(kind);
  for (const { kind, field } of uniques) words.add(kind).add(field);
  for (const { kind, list } of lists) words.add(kind).add(list);
  return [...words];
}

/** Every member whose entries or commands are named, and those whose accounts are. */
function lockedMembers({ accounts, entries, commands }: LoadRequest): readonly string[] {
  const all =
    entries.length + commands.length === 0
      ? accounts
      : [...new Set([...accounts, ...[...entries, ...commands].map(({ memberId }) => memberId)])];
  return all.length < 2 ? all : all.toSorted(byBytes);
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

function inList(text: string): readonly [string] {
  return [text];
}
