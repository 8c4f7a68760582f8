import {
  type LoadRequest,
  nothingToLoad,
  type RecordName,
  type StoreDecide,
  type StoredChanges,
} from '@pointbook/core/store';
import {
  type Answers,
  asItsOwn,
  checkSequences,
  giveNames,
  isNothing,
  type Loaded,
  type LoadRows,
  type Locks,
  type Names,
  type Question,
  rowLoader,
  runLater,
  type Tables,
} from '@pointbook/sql';
import { dialect } from './dialect.ts';
import { feedBases } from './feed-base.ts';
import type { Frame } from './frame.ts';
import { keep } from './keep.ts';
import { asking, type Queryable } from './session.ts';
import { rowWriter } from './write-rows.ts';

/** Each statement sees what was committed when it began, so what a lock had to wait for is seen by those after it. */
const locks: Locks = { exclusive: ' FOR UPDATE', shared: ' FOR SHARE', moreOfAccounts: ', position' };

/** Loads, decides and writes within a frame: all of it is kept, or nothing. */
export type RunDecision = <Value>(
  client: Queryable,
  frame: Frame,
  names: Names,
  programId: string,
  request: LoadRequest,
  decide: StoreDecide<Value>,
) => Promise<Value>;

/** A decision that is tried again begins with what it asked for last. */
export function remembering<Value>(first: LoadRequest, decide: StoreDecide<Value>) {
  let request = first;
  return {
    request: () => request,
    decide: ((rows) => {
      const decided = decide(rows);
      if ('request' in decided) ({ request } = decided);
      return decided;
    }) satisfies StoreDecide<Value>,
  };
}

/** How decisions run on these tables: one flight to begin, lock and read, and one to write and commit. */
export function decisionRunner(tables: Tables): RunDecision {
  const load = rowLoader(tables, dialect, locks);
  const look = rowLoader(tables, dialect);
  const write = rowWriter(tables);
  const bases = feedBases(tables);

  return async (client, frame, names, programId, request, decide) => {
    const ask = asking(client);
    const giving = givingOn(client, frame);
    const program = names.program(programId) ?? (await runLater(names.giveProgram(programId), giving));
    let opening = [frame.begin];
    for (let wanted = request; ;) {
      const known = bases.known(client, program);
      const first = known === undefined ? [...opening, bases.question(program)] : opening;
      const flight = { answers: null as Answers | null };
      const askAfterFirst = async (questions: readonly Question[]): Promise<Answers> => {
        if (flight.answers !== null) return ask(questions);
        flight.answers = await ask([...first, ...questions]);
        return flight.answers.slice(first.length);
      };
      const loaded = await runLater(load(program, wanted, names), askAfterFirst);
      if (flight.answers === null) await askAfterFirst([]);
      opening = [...frame.beginAgain];

      const isOvertaken = async (absent = absentees(wanted, loaded)) =>
        absent !== null && isThere(client, look, program, names, absent);
      let decided;
      try {
        decided = asItsOwn(() => decide(loaded.rows));
      } catch (thrown) {
        if (await isOvertaken()) continue;
        throw thrown;
      }
      if ('request' in decided) {
        wanted = decided.request;
        continue;
      }
      // Somebody may have come in between the locks and what was read after them: a row that was not there could not be
      // locked. Whoever creates such a row is told by the database; all others look again.
      const { changes, value } = decided;
      const absent = absentees(wanted, loaded, changes);
      if (absent !== null && (await isOvertaken(absent))) continue;
      if (isNothing(changes)) {
        await ask(frame.undo);
        return value;
      }
      const gifts = giveNames(programId, changes, names);
      const gift = gifts.next();
      if (gift.done !== true) {
        // The transaction is let go first, so that nobody waits for a number for long.
        await ask(frame.undo);
        await runLater(gifts, giving, gift.value);
        opening = [frame.begin];
        continue;
      }
      try {
        const check = checkSequences(tables, program, loaded, changes.entries);
        const doubt = check.next();
        if (doubt.done !== true) await runLater(check, ask, doubt.value);
      } catch (thrown) {
        // The number was taken by whoever created the account meanwhile: that account shows now.
        if (await isOvertaken()) continue;
        throw thrown;
      }
      const { base, mending } =
        known === undefined
          ? bases.read(client, program, flight.answers?.[first.length - 1]?.[0])
          : { base: known, mending: [] };
      await keep(client, frame, [...mending, ...write(program, base, loaded, changes, names)]);
      return value;
    }
  };
}

/** What was named and not found, and is not created by the changes; null for nothing. */
function absentees(wanted: LoadRequest, { rows }: Loaded, changes?: StoredChanges): LoadRequest | null {
  const accounts =
    rows.accounts.length === wanted.accounts.length
      ? []
      : absentAmong(wanted.accounts, itself, [
          ...rows.accounts.map(({ memberId }) => memberId),
          ...(changes?.accounts ?? []).map(({ account }) => account.memberId),
        ]);
  const records =
    rows.records.length === wanted.records.length
      ? []
      : absentAmong(wanted.records, nameOf, [
          ...rows.records.map(nameOf),
          ...(changes?.records ?? []).map(({ record }) => nameOf(record)),
        ]);
  return accounts.length + records.length === 0 ? null : { ...nothingToLoad, accounts, records };
}

function absentAmong<Item>(
  wanted: readonly Item[],
  name: (item: Item) => string,
  present: readonly string[],
): readonly Item[] {
  const names = new Set(present);
  return wanted.filter((item) => !names.has(name(item)));
}

function itself(text: string): string {
  return text;
}

function nameOf({ kind, key }: Pick<RecordName, 'kind' | 'key'>): string {
  return `${kind} ${key}`;
}

async function isThere(client: Queryable, look: LoadRows, program: number, names: Names, absent: LoadRequest) {
  const { rows } = await runLater(look(program, absent, names), asking(client));
  return rows.accounts.length + rows.records.length > 0;
}

/** Gives out numbers in transactions of their own, or in savepoints of the host's. */
function givingOn(client: Queryable, { begin, keep: end }: Frame): ReturnType<typeof asking> {
  return async (questions) => (await asking(client)([begin, ...questions, end])).slice(1, -1);
}
