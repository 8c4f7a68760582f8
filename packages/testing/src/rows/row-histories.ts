import type { StoredEntry } from '@pointbook/core/store';
import fc from 'fast-check';
import { hostileTexts } from './hostile-texts.ts';

/** One commit of a generated history: what each of its steps wants, whatever is there. */
export interface RowStep {
  readonly records: readonly RecordWish[];
  readonly posts: readonly Post[];
  readonly version: { readonly version: string; readonly definition: string } | null;
  /** A mistake in the commit, for which the store must refuse it. */
  readonly mistake: 'gap' | 'second note' | null;
}

/** What becomes of a record; one that was removed stays so. */
export interface RecordWish {
  readonly kind: string;
  readonly key: string;
  readonly removes: boolean;
  readonly body: string;
  readonly format: number;
  readonly serial: string | null;
  readonly place: { readonly list: string; readonly value: string; readonly rank: number } | null;
}

/** Points for a member. */
export interface Post {
  readonly memberId: string;
  readonly points: number;
  readonly parts: Partial<StoredEntry>;
  readonly note: string | null;
  readonly dueIn: number | null;
}

/** The universe of row histories: so few names that all of them meet, and none that is easy. */
export const universe = {
  kinds: ['parcel', 'Parcel', 'tag'],
  keys: ['a', 'A', '豈', '😀', 'a '],
  serials: ['1', '01', 'e\u0301', 'é'],
  lists: ['shelf', 'due'],
  values: ['', 'A', 'a'],
  members: ['m', 'M', '豈', '😀'],
  versions: ['version-1', 'Version-1', 'version-2'],
  causes: ['points-added', 'points-deducted', 'entry-reversed'],
} as const;

/** Commits after each other, of records of kinds that no ledger knows and of entries. */
export function rowHistories(maxLength: number): fc.Arbitrary<RowStep[]> {
  return fc.array(step, { minLength: 1, maxLength, size: 'max' });
}

const one = <Value>(values: readonly Value[]) => fc.constantFrom(...values);
const text = fc.oneof(one(hostileTexts), fc.string({ unit: 'grapheme', maxLength: 20 }).map(withoutNul));

const wish: fc.Arbitrary<RecordWish> = fc.record({
  kind: one(universe.kinds),
  key: one(universe.keys),
  removes: fc.nat(9).map((number) => number === 0),
  body: text,
  format: fc.integer({ min: 1, max: 9 }),
  serial: fc.option(one(universe.serials)),
  place: fc.option(
    fc.record({ list: one(universe.lists), value: one(universe.values), rank: one([-2, -1, 0, 1, 2]) }),
    { freq: 3 },
  ),
});

const post: fc.Arbitrary<Post> = fc.record({
  memberId: one(universe.members),
  points: fc.integer({ min: -5, max: 9 }),
  parts: fc.record({
    kind: one(['adjustment', 'earn', 'reversal', 'transfer']),
    cause: one(universe.causes),
    actor: one(['ann', 'Ann', '%']),
    effect: text,
    version: one(universe.versions),
    format: fc.integer({ min: 1, max: 3 }),
    commandKey: fc.option(
      fc.nat(30).map((number) => `key:${number}`),
      { nil: null },
    ),
    referenceType: fc.option(one(['entry', 'invoice']), { nil: null }),
    referenceId: one(['1', '2', 'x']),
  }),
  note: fc.option(text),
  dueIn: fc.option(fc.nat(3)),
});

const step: fc.Arbitrary<RowStep> = fc.record({
  records: fc.uniqueArray(wish, { maxLength: 4, selector: ({ kind, key }) => `${kind} ${key}` }),
  posts: fc.array(post, { maxLength: 3 }),
  version: fc.option(fc.record({ version: one(universe.versions), definition: text }), { freq: 5 }),
  mistake: fc.nat(11).map((number) => (number === 0 ? 'gap' : number === 1 ? 'second note' : null)),
});

function withoutNul(value: string): string {
  return value.replaceAll('\0', ' ');
}
