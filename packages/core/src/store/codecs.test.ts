import { codes } from '../plugins/codes/codes.ts';
import { jobs } from '../plugins/jobs/jobs.ts';
import { kindsByName, tillKinds } from './till-kinds.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { removedRecord } from '../kernel/draft/loaded.ts';
import { type JobProblem, jobProblems } from '../plugins/jobs/job-problem.ts';
import type { AnyRecordKind } from '../kernel/record.ts';
import { heldPoints, lotPoints } from '../ledger/account.ts';
import { nextDueAt } from '../ledger/due.ts';
import { entry, memberRecord } from './ledger-fields-testing.ts';
import { memberOfRow, memberOfRowBy, storedAccount, storedAccountBy } from './account-rows.ts';
import { entryOfRow, entryOfRowBy, storedEntry, storedEntryBy } from './entry-rows.ts';
import { recordsByKind } from './record-fields-testing.ts';
import { recordChange, recordOfRow, soundRecordOfRow } from './record-rows.ts';
import type { RecordChange } from './stored-rows.ts';

const kinds = [...kindsByName([...tillKinds, ...(codes().records ?? []), ...(jobs().records ?? [])])].map(
  ([name, kind]) => ({ name, kind }),
);

test('any member becomes a row and is read back from it, and the figures of the row are those of the account', () => {
  fc.assert(
    fc.property(memberRecord, (record) => {
      const row = storedAccount(record);
      expect(memberOfRow(row)).toStrictEqual(record);
      const { account } = record;
      expect([row.lotPoints, row.held, row.dueAt]).toEqual([
        lotPoints(account),
        heldPoints(account),
        nextDueAt(account),
      ]);
      expect(row.balance).toBe(row.lotPoints + row.held - row.debt);
    }),
  );
});

test('any entry becomes a row and is read back from it', () => {
  fc.assert(
    fc.property(entry, (one) => {
      expect(entryOfRow(storedEntry(one))).toStrictEqual(one);
    }),
  );
});

test('rows of a format above our own are refused', () => {
  fc.assert(
    fc.property(memberRecord, entry, (record, one) => {
      expect(() => memberOfRow({ ...storedAccount(record), format: 2 })).toThrow('format 2');
      expect(() => entryOfRow({ ...storedEntry(one), format: 2 })).toThrow('format 2');
    }),
    { numRuns: 3 },
  );
});

test('a newer library reads the rows of an older one, and writes them in the format of the ledger', () => {
  // Format 1 has a name for what is in the activity of an account, and for what an entry does.
  const accountSteps = [
    {
      up: ({ account, activity }: never) => ({ account, activity: (activity as { of: unknown }).of }),
      down: ({ account, activity }: never) => ({ account, activity: { of: activity } }),
    },
  ];
  const entrySteps = [{ up: ({ moved }: never) => moved, down: (effect: never) => ({ moved: effect }) }];
  fc.assert(
    fc.property(memberRecord, entry, (record, one) => {
      const [oldAccount, newAccount] = [
        storedAccountBy(accountSteps, record, 1),
        storedAccountBy(accountSteps, record),
      ];
      expect([oldAccount.format, newAccount.format]).toEqual([1, 2]);
      expect(JSON.parse(oldAccount.activity)).toEqual({ of: JSON.parse(newAccount.activity) as unknown });
      for (const row of [oldAccount, newAccount]) expect(memberOfRowBy(accountSteps, row)).toStrictEqual(record);
      const [oldEntry, newEntry] = [storedEntryBy(entrySteps, one, 1), storedEntryBy(entrySteps, one)];
      expect([oldEntry.format, newEntry.format]).toEqual([1, 2]);
      expect(JSON.parse(oldEntry.effect)).toHaveProperty('moved');
      for (const row of [oldEntry, newEntry]) expect(entryOfRowBy(entrySteps, row)).toStrictEqual(one);
      // The library of today is the older one.
      expect(() => memberOfRow(newAccount)).toThrow('format 2');
      expect(() => entryOfRow(newEntry)).toThrow('format 2');
    }),
  );
});

test('there is an arbitrary for each kind', () => {
  expect(Object.keys(recordsByKind).toSorted()).toEqual(kinds.map(({ name }) => name).toSorted());
});

describe.each(kinds)('a record of kind $name', ({ name, kind }) => {
  const pair = fc.tuple(recordsByKind[name] ?? fc.constant(null), recordsByKind[name] ?? fc.constant(null));

  test('is read back from its row: new, updated and removed', () => {
    fc.assert(
      fc.property(pair, ([first, second]) => {
        const [key, next] = [kind.key(first), kind.key(second)];
        const [created, updated, removed] = [
          recordChange(kind, key, null, first),
          recordChange(kind, next, first, second),
          recordChange(kind, next, second, null),
        ];
        expect(recordOfRow(kind, created.record)).toStrictEqual(first);
        expect(recordOfRow(kind, updated.record)).toStrictEqual(second);
        expect(recordOfRow(kind, removed.record)).toBe(removedRecord);
        expect([created.isNew, updated.isNew, removed.isNew]).toEqual([true, false, false]);
      }),
    );
  });

  test('is found after each change by what it has, and by nothing else', () => {
    fc.assert(
      fc.property(pair, ([first, second]) => {
        const key = kind.key(first);
        const held = new Set<string>();
        const follow = (before: unknown, after: unknown) => {
          apply(held, recordChange(kind, key, before, after));
          expect([...held].toSorted()).toEqual(foundBy(kind, after).toSorted());
        };
        follow(null, first);
        follow(first, second);
        follow(second, second);
        follow(second, null);
      }),
    );
  });
});

/** What a store does with a change: it gives up what must be there, then takes what must not be. */
function apply(held: Set<string>, { uniques, places }: RecordChange): void {
  const moves = [
    ...uniques.map(({ field, from, to }) => ({ from: from && `${field}=${from}`, to: to && `${field}=${to}` })),
    ...places.map(({ list, from, to }) => ({
      from: from && `${list}@${from.value} ${from.rank}`,
      to: to && `${list}@${to.value} ${to.rank}`,
    })),
  ];
  const left = moves.flatMap(({ from }) => (from === null ? [] : [from]));
  expect(left.filter((place) => !held.delete(place))).toEqual([]);
  const taken = moves.flatMap(({ to }) => (to === null ? [] : [to]));
  expect(taken.filter((place) => held.has(place))).toEqual([]);
  for (const place of taken) held.add(place);
}

/** What a kind says that a record is found by. */
function foundBy(kind: AnyRecordKind, record: unknown): string[] {
  if (record === null) return [];
  const uniques = Object.entries(kind.unique ?? {}).map(([field, of]) => [field, of(record)] as const);
  const places = Object.entries(kind.listed ?? {}).map(([list, of]) => [list, of(record)] as const);
  const owner = kind.isListedByOwner ? (kind.owner?.(record) ?? null) : null;
  const due = kind.due?.(record) ?? null;
  return [
    ...uniques.flatMap(([field, value]) => (value === null ? [] : [`${field}=${value}`])),
    ...places.flatMap(([list, place]) => (place === null ? [] : [`${list}@${place.value} ${place.rank}`])),
    ...(owner === null ? [] : [`owner@${owner} 0`]),
    ...(due === null ? [] : [`due@ ${due}`]),
  ];
}

test('a record whose text is that of another one, and says so, is not sound, though its checksum is right', () => {
  fc.assert(
    fc.property(recordsByKind['job-problem'] as fc.Arbitrary<JobProblem>, (record) => {
      const { record: row } = recordChange(jobProblems, 'another key', null, record);
      expect(recordOfRow(jobProblems, row)).toEqual(record);
      expect(() => soundRecordOfRow(jobProblems, row)).toThrow('"another key"');
    }),
    { numRuns: 3 },
  );
});
