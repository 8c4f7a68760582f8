import type { StoreError } from '@pointbook/core';
import { type BesideReader, byBytes, type HeldPlace, type HeldValue } from '@pointbook/core/store';
import type { ResultAsync } from 'neverthrow';
import { inTurns } from './in-turns.ts';
import { smallest } from './smallest.ts';
import { nameOf, type Tables } from './tables.ts';

type Read = <T>(programId: string, query: (tables: Tables) => T | Promise<T>) => ResultAsync<T, StoreError>;

/** The queries over what stands beside entries and records. */
export function besideReader(read: Read): BesideReader {
  return {
    notes: (programId, after, limit) =>
      read(programId, async ({ notes }) => firstOf(notes.values(), after, limit, byEntry)),
    uniques: (programId, kind, after, limit) =>
      read(programId, async (tables) => firstOf(uniquesOf(tables, kind), after, limit, byParts(partsOfValue))),
    places: (programId, kind, after, limit) =>
      read(programId, async (tables) => firstOf(placesOf(tables, kind), after, limit, byParts(partsOfPlace))),
    standing: (programId, kind, places) =>
      read(programId, ({ lists }) =>
        places.filter(({ list, value, rank, key }) => lists.get(nameOf(kind, list, value))?.get(key) === rank),
      ),
  };
}

async function firstOf<Row>(
  rows: Iterable<Row>,
  after: Row | null | { readonly memberId: string; readonly sequence: number },
  limit: number,
  compare: (a: Row, b: Row) => number,
): Promise<Row[]> {
  const first = smallest(limit, compare);
  const look = (row: Row) => {
    if (after === null || compare(row, after as Row) > 0) first.add(row);
  };
  return inTurns(rows, look, () => first.items());
}

function* uniquesOf({ uniques }: Tables, kind: string): Iterable<HeldValue> {
  for (const [name, key] of uniques) {
    const [of, field, value] = JSON.parse(name) as [string, string, string];
    if (of === kind) yield { field, value, key };
  }
}

function* placesOf({ lists }: Tables, kind: string): Iterable<HeldPlace> {
  for (const [name, ranks] of lists) {
    const [of, list, value] = JSON.parse(name) as [string, string, string];
    if (of === kind) for (const [key, rank] of ranks) yield { list, value, rank, key };
  }
}

function byEntry(
  a: { readonly memberId: string; readonly sequence: number },
  b: { readonly memberId: string; readonly sequence: number },
): number {
  return byBytes(a.memberId, b.memberId) || a.sequence - b.sequence;
}

function partsOfValue({ field, value }: HeldValue): readonly string[] {
  return [field, value];
}

function partsOfPlace({ list, value, rank, key }: HeldPlace): readonly string[] {
  return [list, value, String(rank), key];
}

function byParts<Row>(partsOf: (row: Row) => readonly string[]): (a: Row, b: Row) => number {
  return (a, b) => {
    const others = partsOf(b);
    return partsOf(a).reduce((order, part, index) => order || byBytes(part, others[index] ?? ''), 0);
  };
}
