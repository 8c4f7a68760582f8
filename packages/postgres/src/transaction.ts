import { type LoadRequest, nothingToLoad, type StoreDecide, type StoredChanges } from '@pointbook/core/store';
import {
  asItsOwn,
  checkSequences,
  giveNames,
  isNothing,
  type Loaded,
  type LoadRows,
  type Locks,
  type Names,
  rowLoader,
  runLater,
  type Tables,
} from '@pointbook/sql';
import { dialect } from './dialect.ts';
import { feedBases } from './feed-base.ts';
import type { Frame } from './frame.ts';
import { keep } from './keep.ts';
import { askAll, asking, type Flight, flightOn, type Queryable } from './session.ts';
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
    const giving = givingOn(client, frame);
    const program = await runLater(names.giveProgram(programId), giving);
    let opening = [frame.begin];
    for (let wanted = request; ;) {
      const flight = flightOn(client);
      flight.add(...opening);
      const known = bases.known(client, program);
      const question = bases.question(program);
      if (known === undefined) flight.add(question);
      const loaded = await runLater(load(program, wanted, names), flight.ask);
      await flight.end();
      opening = [...frame.beginAgain];

      const isOvertaken = async (changes?: StoredChanges) =>
        isThere(client, look, program, names, absentees(wanted, loaded, changes));
      const decided = await decidedOn(loaded, decide, isOvertaken);
      if (decided === null) continue;
      if ('request' in decided) {
        wanted = decided.request;
        continue;
      }
      const { changes, value } = decided;
      if (isNothing(changes)) {
        await askAll(client, frame.undo);
        return value;
      }
      const gifts = giveNames(programId, changes, names);
      const gift = gifts.next();
      if (gift.done !== true) {
        // The transaction is let go first, so that nobody waits for a number for long.
        await askAll(client, frame.undo);
        await runLater(gifts, giving, gift.value);
        opening = [frame.begin];
        continue;
      }
      try {
        await runLater(checkSequences(tables, program, loaded, changes.entries), asking(client));
      } catch (thrown) {
        // The number was taken by whoever created the account meanwhile: that account shows now.
        if (await isOvertaken()) continue;
        throw thrown;
      }
      const { base, mending } =
        known === undefined ? bases.read(client, program, flight.rowsOf(question)[0]) : { base: known, mending: [] };
      await keep(client, frame, [...mending, ...write(program, base, loaded, changes, names)]);
      return value;
    }
  };
}

/**
 * What was decided; null where somebody has come in between the locks and what was read after them: a row that was
 * not there could not be locked. Whoever creates such a row is told by the database; all others look again.
 */
async function decidedOn<Value>(
  { rows }: Loaded,
  decide: StoreDecide<Value>,
  isOvertaken: (changes?: StoredChanges) => Promise<boolean>,
): Promise<ReturnType<StoreDecide<Value>> | null> {
  try {
    const decided = asItsOwn(() => decide(rows));
    return 'changes' in decided && (await isOvertaken(decided.changes)) ? null : decided;
  } catch (thrown) {
    if (await isOvertaken()) return null;
    throw thrown;
  }
}

/** What was named and not found, and is not created by the changes; null for nothing. */
function absentees(wanted: LoadRequest, { rows }: Loaded, changes?: StoredChanges): LoadRequest | null {
  if (rows.accounts.length === wanted.accounts.length && rows.records.length === wanted.records.length) return null;
  const nameOf = (kind: string, key: string) => `${kind} ${key}`;
  const known = new Set(
    [...rows.accounts, ...(changes?.accounts ?? []).map(({ account }) => account)].map(({ memberId }) => memberId),
  );
  const kept = new Set(
    [...rows.records, ...(changes?.records ?? []).map(({ record }) => record)].map(({ kind, key }) =>
      nameOf(kind, key),
    ),
  );
  const accounts = wanted.accounts.filter((memberId) => !known.has(memberId));
  const records = wanted.records.filter(({ kind, key }) => !kept.has(nameOf(kind, key)));
  return accounts.length + records.length === 0 ? null : { ...nothingToLoad, accounts, records };
}

async function isThere(client: Queryable, look: LoadRows, program: number, names: Names, absent: LoadRequest | null) {
  if (absent === null) return false;
  const { rows } = await runLater(look(program, absent, names), asking(client));
  return rows.accounts.length + rows.records.length > 0;
}

/** Gives out numbers in transactions of their own, or in savepoints of the host's. */
function givingOn(client: Queryable, { begin, keep: end }: Frame): Flight['ask'] {
  return async (questions) => (await asking(client)([begin, ...questions, end])).slice(1, -1);
}
