import { type StoreError, storeError } from '@pointbook/core';
import { err, ResultAsync } from 'neverthrow';
import { type BrokenStore, withParts } from './broken-store.ts';
import { records, type Records } from './spoil-rows.ts';

const uniques =
  'unique values: each is found byte for byte, when new, once all changed hands in one commit, and once given up';
const moves = 'lists: a record moves to another value, to another rank, out, and in again, and is in none that it left';
const order = 'lists: by rank, then by the UTF-8 bytes of the key, in every page size; whole for a decision';

/** Stores in which records of any kind are found by what they do not have, or not by what they have. */
export const brokenFoundBy: readonly BrokenStore[] = [
  records('leaves unique values as they first were', uniques, (changes) =>
    changes.map((change) => (change.isNew ? change : { ...change, uniques: [] })),
  ),
  records('keeps unique values that were given up', uniques, (changes) =>
    changes.map((change) => ({ ...change, uniques: change.uniques.filter(({ to }) => to !== null) })),
  ),
  records('compares unique values without spaces at their end', uniques, (changes) =>
    changes.map((change) => ({
      ...change,
      uniques: change.uniques.map(({ field, from, to }) => ({
        field,
        from: from?.trimEnd() ?? null,
        to: to?.trimEnd() ?? null,
      })),
    })),
  ),
  {
    name: 'takes unique values before it gives them up',
    noticedBy: uniques,
    spoil: (store) =>
      withParts(store, {
        transact: (programId, request, decide) =>
          refusing(
            store.transact(programId, request, (rows) => {
              const decided = decide(rows);
              if ('changes' in decided && takesFromAnother(decided.changes.records)) throw clash;
              return decided;
            }),
          ),
      }),
  },
  records('leaves a record in the list that it left', moves, (changes) =>
    changes.map((change) => ({ ...change, places: change.places.map((place) => ({ ...place, from: null })) })),
  ),
  records('moves a record within a list at its first write alone', moves, (changes) =>
    changes.map((change) => ({
      ...change,
      places: change.places.filter(({ from, to }) => from === null || to === null || from.value !== to.value),
    })),
  ),
  {
    name: 'orders lists by UTF-16 units',
    noticedBy: order,
    spoil: (store) =>
      withParts(store, {
        rows: {
          ...store.rows,
          list: (programId, name, after, limit) =>
            store.rows.list(programId, name, null, 1_000_000).map((all) =>
              all
                .toSorted((a, b) => a.rank - b.rank || (a.record.key < b.record.key ? -1 : 1))
                .filter(
                  ({ rank, record: { key } }) =>
                    after === null || rank > after.rank || (rank === after.rank && key > after.key),
                )
                .slice(0, limit),
            ),
        },
      }),
  },
  {
    name: 'pages of a list forget the key of the last one',
    noticedBy: order,
    spoil: (store) =>
      withParts(store, {
        rows: {
          ...store.rows,
          list: (programId, name, after, limit) =>
            store.rows.list(programId, name, after && { ...after, key: '\u{10FFFF}' }, limit),
        },
      }),
  },
];

function takesFromAnother(changes: Records): boolean {
  const given = new Set(
    changes.flatMap(({ record, uniques: values }) =>
      values.map(({ field, from }) => `${record.kind} ${field} ${from}`),
    ),
  );
  return changes.some(({ record, uniques: values }) =>
    values.some(({ field, to }) => to !== null && given.has(`${record.kind} ${field} ${to}`)),
  );
}

const clash = new Error('Somebody has it still.');

/** A call that is refused where it fails by a clash. */
function refusing<Value>(call: ResultAsync<Value, StoreError>): ResultAsync<Value, StoreError> {
  const run = async () => {
    try {
      return await call;
    } catch (thrown) {
      if (thrown !== clash) throw thrown;
      return err(storeError({ kind: 'store-rejected', message: 'Two records have the same value.' }));
    }
  };
  return new ResultAsync(run());
}
