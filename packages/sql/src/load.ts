import { byBytes, type LoadedRows, type LoadRequest, nothingToLoad, type RecordName } from '@pointbook/core/store';
import type { Dialect } from './dialect.ts';
import { lookupsOf, type Locks, type Lookup } from './lookups.ts';
import { type Name, type Names, wordNames } from './names.ts';
import { accountOf, entryOf, recordOf } from './rows.ts';
import { type Answers, type Question, type Row, type SqlValue, type Steps } from './steps.ts';
import type { Tables } from './tables.ts';

/**
 * Reads what a request names; with locks where it is made for that.
 *
 * @param accountRows - is given the rows of the accounts, where a database has columns of its own there.
 */
export type LoadRows = (program: number, request: LoadRequest, names: Names, accountRows?: Row[]) => Steps<LoadedRows>;

/**
 * The loader of rows, by primary key or unique value each. A part that is not asked for costs nothing.
 *
 * @remarks With locks, accounts come first, in the order of their ids, then records in the order of kind and key, so
 * that no two loads wait for each other. An account's lock covers the member's entries and commands too: a transaction
 * that writes one of those holds it.
 */
export function rowLoader(tables: Tables, dialect: Dialect, locks: Locks | null = null): LoadRows {
  const sql = lookupsOf(tables, dialect, locks);
  const isLocking = locks !== null;

  return function* (program, request, names, accountRows) {
    const [memberId] = request.accounts;
    if (memberId !== undefined && isOneAccount(request)) {
      const [found = []] = yield [{ sql: sql.account, values: [program, memberId] }];
      accountRows?.push(...found);
      return { ...nothingToLoad, request, accounts: found.map(accountOf) };
    }
    yield* names.find(namesIn(request));
    const word = (name: string) => names.word(name);
    const text = (row: Row, column: string) => row[column] as string;
    const wordIn = (row: Row, column: string) => names.wordOf(row[column]);
    const record = (row: Row) => recordOf(row, wordIn(row, 'kind'), names);
    const questions: Question[] = [];
    let answers: Answers = [];
    /** Asks for the rows of some keys, and tells later which they are. */
    const ask = (lookup: Lookup, keys: readonly (readonly SqlValue[])[]): (() => readonly Row[]) => {
      const from = questions.length;
      lookup(questions, program, keys);
      const until = questions.length;
      return () => answers.slice(from, until).flat();
    };
    const members = isLocking ? lockedMembers(request) : request.accounts;
    const records = isLocking ? request.records.toSorted(inLockOrder) : request.records;
    const recordKeys = (of: readonly RecordName[]) => of.map(({ kind, key }) => [word(kind), key]);

    const accounts = ask(sql.accounts, members.map(inList));
    const exclusive = ask(sql.records, recordKeys(isLocking ? records.filter(isExclusive) : records));
    const shared = ask(sql.shared, recordKeys(isLocking ? records.filter((name) => !isExclusive(name)) : []));
    const versions = ask(sql.versions, request.versions.map(inList));
    const uniqueKeys = request.uniques.map(({ kind, field, value }) => [word(kind), word(field), value]);
    const uniques = ask(sql.uniques, uniqueKeys);
    const listKeys = request.lists.map(({ kind, list, value }) => [word(kind), word(list), value]);
    const lists = ask(sql.lists, listKeys);
    const ranges = request.ranges.map((range) => {
      const at = questions.push({ sql: sql.range, values: [program, word(range.kind), range.from, range.until] }) - 1;
      return () => (answers[at] ?? []).map((row) => ({ ...range, row }));
    });
    const entryKeys = request.entries.map((entry) => [entry.memberId, entry.sequence]);
    const entries = ask(sql.entries, entryKeys);
    const commandKeys = request.commands.map((command) => [command.memberId, command.commandKey]);
    const commands = ask(sql.commands, commandKeys);
    if (questions.length > 0) answers = yield questions;

    const named = new Set<unknown>(request.accounts);
    const entryRows = entries();
    const commandRows = commands();
    const recordRows = [...exclusive(), ...shared()];
    const listRows = lists();
    const rangeRows = ranges.flatMap((found) => found());
    const others = [...recordRows, ...listRows, ...rangeRows.map(({ row }) => row)];
    yield* names.meet(program, [...entryRows, ...commandRows, ...others]);
    accountRows?.push(...accounts());
    return {
      request,
      // A decision sees the accounts that it names, and no other.
      accounts: accounts()
        .filter((row) => named.has(row['member_id']))
        .map(accountOf),
      records: recordRows.map(record),
      versions: versions().map((row) => ({ version: text(row, 'fingerprint'), definition: text(row, 'definition') })),
      uniques: uniques().map((row) => ({
        kind: wordIn(row, 'kind'),
        field: wordIn(row, 'field'),
        value: text(row, 'value'),
        key: text(row, 'key'),
      })),
      lists: listRows.map((row) => ({
        kind: wordIn(row, 'kind'),
        list: wordIn(row, 'list'),
        value: text(row, 'value'),
        record: record(row),
      })),
      ranges: rangeRows.map(({ row, ...range }) => ({ ...range, record: record(row) })),
      entries: entryRows.map((row) => ({ entry: entryOf(row, names), reversed: Number(row['reversed']) })),
      commands: commandRows.map((row) => entryOf(row, names)),
    };
  };
}

/** Whether a request names one account and nothing else, as for a balance: little work, where each step shows. */
export function isOneAccount(request: LoadRequest): boolean {
  const { accounts, records, versions, uniques, lists, ranges, entries, commands } = request;
  return (
    accounts.length === 1 &&
    records.length + versions.length + uniques.length + lists.length === 0 &&
    ranges.length + entries.length + commands.length === 0
  );
}

function namesIn({ records, uniques, lists, ranges }: LoadRequest): Name[] {
  const words = new Set<string>();
  for (const { kind } of [...records, ...ranges]) words.add(kind);
  for (const { kind, field } of uniques) words.add(kind).add(field);
  for (const { kind, list } of lists) words.add(kind).add(list);
  return wordNames(words);
}

/** Every member whose entries or commands are named, and those whose accounts are. */
function lockedMembers({ accounts, entries, commands }: LoadRequest): readonly string[] {
  return [...new Set([...accounts, ...[...entries, ...commands].map(({ memberId }) => memberId)])].toSorted(byBytes);
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
