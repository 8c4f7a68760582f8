import type { LoadedRows, LoadRequest } from '@pointbook/core/store';
import { byBytes } from './by-bytes.ts';
import type { Dialect } from './dialect.ts';
import type { Names } from './names.ts';
import { accountOf, entryOf, recordOf, selected } from './rows.ts';
import { firstWords } from './schema.ts';
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

/** A lookup for one key, and for any number of them. */
interface OneOrMany {
  readonly one: string;
  readonly many: string;
}

/** The statements that look rows up by their keys. */
export function loadStatements(
  { accounts, entries, records, uniques, lists, versions }: Tables,
  dialect: Dialect,
  lock: string,
) {
  const entry = `SELECT ${selected('entries', 'e')}`;
  const { reversal, entry: ofEntry } = firstWords;
  const byOneOrMany = (select: string, column: string, end = ''): OneOrMany => ({
    one: `${select} ${column} = ?${end}`,
    many: `${select} ${dialect.among(column, 'key')}${end}`,
  });
  const account = `SELECT ${selected('accounts')} FROM ${accounts} WHERE program = ? AND`;
  const record = `SELECT key, format, body FROM ${records} WHERE program = ? AND kind = ? AND`;
  const inOrder = (key: string) => (lock === '' ? '' : ` ORDER BY ${key}${lock}`);
  return {
    version: `SELECT definition FROM ${versions} WHERE program = ? AND fingerprint = ? AND definition IS NOT NULL`,
    accounts: byOneOrMany(account, 'member_id', inOrder('member_id')),
    records: byOneOrMany(record, 'key', inOrder('key')),
    unique: `SELECT key FROM ${uniques} WHERE program = ? AND kind = ? AND field = ? AND value = ?`,
    list: `SELECT r.key, r.format, r.body FROM ${lists} l
      JOIN ${records} r ON r.program = l.program AND r.kind = l.kind AND r.key = l.key
      WHERE l.program = ? AND l.kind = ? AND l.list = ? AND l.value = ?${inOrder('r.key')}`,
    entry: `${entry}, (SELECT coalesce(sum(abs(r.delta)), 0) FROM ${entries} r WHERE r.program = e.program AND r.member_id = e.member_id
        AND r.reference_id = ? AND r.kind = ${reversal} AND r.reference_type = ${ofEntry}) AS reversed
      FROM ${entries} e WHERE e.program = ? AND e.member_id = ? AND e.sequence = ?`,
    command: `${entry} FROM ${entries} e WHERE e.program = ? AND e.member_id = ? AND e.command_key = ?`,
  };
}

/** The loader of rows, by primary key or unique value each. A part that is not asked for costs nothing. */
export function rowLoader(tables: Tables, dialect: Dialect, lock = ''): LoadRows {
  const sql = loadStatements(tables, dialect, lock);
  /** One statement for each key, or one for all where they are many. */
  const askFor = (questions: Question[], text: OneOrMany, values: readonly SqlValue[], keys: readonly string[]) => {
    if (keys.length >= dialect.many) questions.push({ sql: text.many, values: [...values, dialect.list(keys, 'key')] });
    else
      for (const key of lock === '' ? keys : keys.toSorted(byBytes))
        questions.push({ sql: text.one, values: [...values, key] });
  };

  return function* (program, request, names) {
    const [memberId] = request.accounts;
    if (memberId !== undefined && isOneAccount(request))
      return yield* accountAlone(sql.accounts.one, program, memberId);
    const questions: Question[] = [];
    const words = wordsIn(request);
    if (words.length > 0) yield* names.findWords(words);
    askFor(questions, sql.accounts, [program], request.accounts);
    const ends = [questions.length];
    const kinds = keysByKind(request.records);
    for (const [kind, keys] of kinds) {
      askFor(questions, sql.records, [program, names.word(kind)], keys);
      ends.push(questions.length);
    }
    const others = questions.length;
    askForOthers(questions, sql, program, request, names);

    const answers = questions.length === 0 ? none : yield questions;
    const accountRows = rowsAmong(answers, 0, ends[0]);
    const rows = {
      accounts: accountRows.map(accountOf),
      records: kinds.flatMap(([kind], index) =>
        rowsAmong(answers, ends[index], ends[index + 1]).map((row) => recordOf(row, kind)),
      ),
    };
    if (others === questions.length) return { rows: { ...nothingLoaded, ...rows }, accountRows };
    return { rows: { ...rows, ...(yield* othersIn(answers.slice(others), program, request, names)) }, accountRows };
  };
}

/** Asks for all but accounts and records, one by one. */
function askForOthers(
  questions: Question[],
  sql: ReturnType<typeof loadStatements>,
  program: number,
  { lists, versions, uniques, entries, commands }: LoadRequest,
  names: Names,
): void {
  const ask = (text: string, ...values: readonly SqlValue[]) => void questions.push({ sql: text, values });
  for (const { kind, list, value } of lists) ask(sql.list, program, names.word(kind), names.word(list), value);
  for (const version of versions) ask(sql.version, program, version);
  for (const { kind, field, value } of uniques) ask(sql.unique, program, names.word(kind), names.word(field), value);
  for (const { memberId, sequence } of entries) ask(sql.entry, String(sequence), program, memberId, sequence);
  for (const { memberId, commandKey } of commands) ask(sql.command, program, memberId, commandKey);
}

/** What the answers to `askForOthers` say. */
function* othersIn(
  answers: Answers,
  program: number,
  { lists, versions, uniques, entries, commands }: LoadRequest,
  names: Names,
): Steps<Omit<LoadedRows, 'accounts' | 'records'>> {
  let next = 0;
  const rowsOfNext = () => answers[next++] ?? none;
  const found = {
    lists: lists.flatMap((list) => rowsOfNext().map((row) => ({ ...list, record: recordOf(row, list.kind) }))),
    versions: versions.flatMap((version) =>
      rowsOfNext().map((row) => ({ version, definition: row['definition'] as string })),
    ),
    uniques: uniques.flatMap((unique) => rowsOfNext().map((row) => ({ ...unique, key: row['key'] as string }))),
  };
  const entryRows = entries.flatMap(rowsOfNext);
  const commandRows = commands.flatMap(rowsOfNext);
  yield* names.meet(program, [...entryRows, ...commandRows]);
  return {
    ...found,
    entries: entryRows.map((row) => ({ entry: entryOf(row, names), reversed: Number(row['reversed']) })),
    commands: commandRows.map((row) => entryOf(row, names)),
  };
}

/** The rows that some of the answers have. */
function rowsAmong(answers: Answers, from = 0, to = 0): readonly Row[] {
  return to === from + 1 ? (answers[from] ?? none) : to === from ? none : answers.slice(from, to).flat();
}

/** Whether a request names one account and nothing else, as for a balance: little work, where each step shows. */
export function isOneAccount({ accounts, records, uniques, versions, entries, commands, lists }: LoadRequest): boolean {
  const others = records.length + uniques.length + versions.length + entries.length + commands.length + lists.length;
  return accounts.length === 1 && others === 0;
}

/** Loads it. */
export function* accountAlone(statement: string, program: number, memberId: string): Steps<Loaded> {
  const accountRows = yield* rowsOf(statement, program, memberId);
  return { rows: { ...nothingLoaded, records: none, accounts: accountRows.map(accountOf) }, accountRows };
}

const none: readonly never[] = [];
const nothingLoaded = { lists: none, versions: none, uniques: none, entries: none, commands: none };

function wordsIn({ records, uniques, lists }: LoadRequest): readonly string[] {
  if (records.length + uniques.length + lists.length === 0) return none;
  const words = new Set<string>();
  for (const { kind } of records) words.add(kind);
  for (const { kind, field } of uniques) words.add(kind).add(field);
  for (const { kind, list } of lists) words.add(kind).add(list);
  return [...words];
}

function keysByKind(records: LoadRequest['records']): readonly (readonly [kind: string, keys: string[]])[] {
  if (records.length === 0) return none;
  const kinds = new Map<string, string[]>();
  for (const { kind, key } of records) {
    const keys = kinds.get(kind);
    if (keys === undefined) kinds.set(kind, [key]);
    else keys.push(key);
  }
  return [...kinds];
}
