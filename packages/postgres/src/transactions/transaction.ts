import {
  type LoadedRows,
  type LoadRequest,
  nothingToLoad,
  type RecordName,
  type StoreDecide,
  type StoredChanges,
} from '@pointbook/core/store';
import {
  asItsOwn,
  checkSequences,
  isNothing,
  type Locks,
  type Names,
  namesOf,
  type Question,
  type Row,
  rowLoader,
  runLater,
  type Tables,
} from '@pointbook/sql';
import { dialect } from '../statements/dialect.ts';
import type { FeedBases } from '../feed/feed-base.ts';
import type { Frame } from './frame.ts';
import { keep } from './keep.ts';
import { asking, type Queryable } from '../connections/session.ts';
import type { QuestionsOfChanges } from '../statements/write-rows.ts';

/** Each statement sees what was committed when it began, so what a lock had to wait for is seen by those after it. */
const locks: Locks = { exclusive: ' FOR UPDATE', shared: ' FOR SHARE', moreOfAccounts: ', position' };

/** Loads, decides and writes within a frame: all of it is kept, or nothing. */
export type DecideInFrame = ReturnType<typeof framedDecisions>;

/** A decision that is tried again begins with what it asked for last. */
export function remembering<Value>(first: LoadRequest, decide: StoreDecide<Value>) {
  let request = first;
  return {
    request: () => request,
    decide: ((rows, life) => {
      const decided = decide(rows, life);
      if ('request' in decided) ({ request } = decided);
      return decided;
    }) satisfies StoreDecide<Value>,
  };
}

/**
 * How decisions run on these tables: one flight to begin, lock and read, and one to write and commit.
 *
 * @remarks Three things make a decision begin anew, each with its locks let go: it asks for more; a row that it did not
 * find, and so could not lock, has come since; or what it changes has a name that no transaction has given a number to.
 */
export function framedDecisions(tables: Tables, bases: FeedBases, write: QuestionsOfChanges) {
  const load = rowLoader(tables, dialect, locks);
  const look = rowLoader(tables, dialect);

  return async function decideIn<Value>(
    client: Queryable,
    frame: Frame,
    names: Names,
    programId: string,
    request: LoadRequest,
    decide: StoreDecide<Value>,
  ): Promise<Value> {
    const ask = asking(client);
    /** Gives out numbers in transactions of their own, or in savepoints of the host's. */
    const askApart = async (questions: readonly Question[]) =>
      (await ask([frame.begin, ...questions, frame.keep])).slice(1, -1);
    const program = names.program(programId) ?? (await runLater(names.giveProgram(programId), askApart));

    /** Begins, locks and reads in one flight, together with the base of the feed where it is not known. */
    const open = async (begin: readonly Question[], wanted: LoadRequest) => {
      const known = bases.known(client, program);
      const first = known === undefined ? [...begin, ...bases.questions(program)] : begin;
      const accountRows: Row[] = [];
      const work = load(program, wanted, names, accountRows);
      const step = work.next();
      const answers = await ask(step.done === true ? first : [...first, ...step.value]);
      const loaded = step.done === true ? step.value : await runLater(work, ask, answers.slice(first.length));
      const [looked, counted] = answers.slice(begin.length);
      return { loaded, accountRows, feed: known ?? bases.read(client, program, looked?.[0], counted?.[0]) };
    };
    /** Whether a row that was absent is there by now. */
    const isOvertaken = async (wanted: LoadRequest, loaded: LoadedRows, changes?: StoredChanges) => {
      const absent = absentees(wanted, loaded, changes);
      if (absent === null) return false;
      const { accounts, records } = await runLater(look(program, absent, names), ask);
      return accounts.length + records.length > 0;
    };

    let begin: readonly Question[] = [frame.begin];
    for (let wanted = request; ;) {
      const { loaded, accountRows, feed } = await open(begin, wanted);
      begin = frame.beginAgain;
      if (names.renew(feed.life)) {
        // Numbers that were read on may be those of others by now.
        await ask(frame.undo);
        return decideIn(client, frame, names, programId, wanted, decide);
      }
      let decided;
      try {
        decided = asItsOwn(() => decide(loaded, feed.life));
        if ('changes' in decided) await runLater(checkSequences(tables, program, loaded, decided.changes.entries), ask);
      } catch (thrown) {
        // It may have failed only because of a row that it did not see.
        if (await isOvertaken(wanted, loaded)) continue;
        throw thrown;
      }
      if ('request' in decided) {
        wanted = decided.request;
        continue;
      }
      const { changes, value } = decided;
      // Whoever creates a row that was there meanwhile is told by the database; all others look again.
      if (await isOvertaken(wanted, loaded, changes)) continue;
      if (isNothing(changes)) {
        await ask(frame.undo);
        return value;
      }
      const nameless = await runLater(names.find(namesOf(program, changes)), ask);
      if (nameless.length > 0) {
        // The transaction is let go first, so that nobody waits for a number for long.
        await ask(frame.undo);
        await runLater(names.give(nameless), askApart);
        begin = [frame.begin];
        continue;
      }
      await keep(client, frame, [...feed.mending, ...write(program, feed.base, accountRows, changes, names)]);
      return value;
    }
  };
}

/** What was named and not found, and is not created by the changes; null for nothing. */
function absentees(wanted: LoadRequest, loaded: LoadedRows, changes?: StoredChanges): LoadRequest | null {
  if (loaded.accounts.length === wanted.accounts.length && loaded.records.length === wanted.records.length) return null;
  const members = new Set<string>();
  for (const { memberId } of loaded.accounts) members.add(memberId);
  for (const { account } of changes?.accounts ?? []) members.add(account.memberId);
  const records = new Map<string, Set<string>>();
  const note = ({ kind, key }: RecordName): void => {
    const keys = records.get(kind);
    if (keys === undefined) records.set(kind, new Set([key]));
    else keys.add(key);
  };
  for (const record of loaded.records) note(record);
  for (const { record } of changes?.records ?? []) note(record);
  const absent = {
    accounts: wanted.accounts.filter((memberId) => !members.has(memberId)),
    records: wanted.records.filter(({ kind, key }) => !records.get(kind)?.has(key)),
  };
  return absent.accounts.length + absent.records.length === 0 ? null : { ...nothingToLoad, ...absent };
}
