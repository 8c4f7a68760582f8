import type { InstantInput, MemberId } from '../../../index.ts';
import {
  id,
  instant,
  leaf,
  list,
  type Mistake,
  mustBe,
  optional,
  points,
  strict,
  text,
  whole,
  refine,
} from '../../../shapes.ts';
import type { MemberFilter, PointsChange, Selection } from '../job-record.ts';

/** What a bulk adjustment would do. */
export interface PreviewBulkQuery {
  /** Whom it is for. */
  readonly members: MembersQuery;
  /** What happens to the points of each. */
  readonly change: PointsChangeQuery;
}

/** Whom a bulk adjustment is for: exactly one of `everyone`, `ids` and `filter`. */
export interface MembersQuery {
  /** All members. */
  readonly everyone?: true | undefined;
  /** At most 10,000; for more, import a CSV file. */
  readonly ids?: readonly string[] | undefined;
  /** The members that match. */
  readonly filter?: MemberFilterQuery | undefined;
  /** With `filter`: only so many of those that it finds, in the order of their ids. */
  readonly page?:
    | {
        /** The last member of the page before. */
        readonly after?: string | undefined;
        /** From 1 to 10,000. */
        readonly limit: number;
      }
    | undefined;
}

/** A filter of members. A field that is left out does not matter. */
export interface MemberFilterQuery {
  /** The tier of the profile, as it is written there. */
  readonly tier?: string | undefined;
  /** Points, inclusive. */
  readonly balanceFrom?: number | undefined;
  /** Points, inclusive. */
  readonly balanceTo?: number | undefined;
  /** Inclusive. */
  readonly enrolledFrom?: InstantInput | undefined;
  /** Exclusive. */
  readonly enrolledUntil?: InstantInput | undefined;
  /** The last entry was written at or after this. */
  readonly activeFrom?: InstantInput | undefined;
  /** The last entry was written before this; a member without an entry was never active. */
  readonly activeUntil?: InstantInput | undefined;
}

/** What happens to the points of each member: exactly one of the three. */
export interface PointsChangeQuery {
  /** Points to give: 1 or more. */
  readonly add?: number | undefined;
  /** Available points first, then pending ones, never held ones; a member who has fewer is rejected. */
  readonly deduct?: number | undefined;
  /** The balance wanted, 0 or more. */
  readonly set?: number | undefined;
}

/** A job keeps them in its record, which every chunk writes anew. */
const maxIds = 10_000;

const filter = strict({
  tier: optional(text()),
  balanceFrom: optional(whole(-Number.MAX_SAFE_INTEGER)),
  balanceTo: optional(whole(-Number.MAX_SAFE_INTEGER)),
  enrolledFrom: optional(instant()),
  enrolledUntil: optional(instant()),
  activeFrom: optional(instant()),
  activeUntil: optional(instant()),
});

const members = refine(
  strict({
    // The first field is what a mistake suggests. Somebody who gives a bare list of ids must not be told of everyone.
    ids: optional(list(id<MemberId>(), 1, maxIds)),
    everyone: optional(
      leaf<true>(
        (value) => (value === true ? null : mustBe('true', value, 'Leave it out, or write true.')),
        undefined,
        { const: true },
      ),
    ),
    filter: optional(filter),
    page: optional(strict({ after: optional(id<MemberId>()), limit: whole(1, maxIds) })),
  }),
  function* (input): Iterable<Mistake> {
    if (countOf(input, ['everyone', 'ids', 'filter']) !== 1) {
      const fix = 'Write { everyone: true }, { ids: [ … ] } or { filter: { … } }.';
      yield { path: [], problem: 'must say everyone, ids or filter, and only one of them', fix };
    }
    if (input.page !== undefined && input.filter === undefined) {
      yield { path: ['page'], problem: 'goes with filter only', fix: 'Leave it out.' };
    }
  },
);

const change = refine(
  strict({ add: optional(points()), deduct: optional(points()), set: optional(whole(0)) }),
  function* (input): Iterable<Mistake> {
    if (countOf(input, ['add', 'deduct', 'set']) === 1) return;
    yield {
      path: [],
      problem: 'must say add, deduct or set, and only one of them',
      fix: 'Write { add: 50 }, for example.',
    };
  },
);

/** The fields of a bulk adjustment. */
export const bulkFields = { members, change };

interface CheckedMembers {
  readonly ids?: readonly MemberId[] | undefined;
  readonly filter?: { readonly [Field in keyof MemberFilter]?: MemberFilter[Field] | undefined } | undefined;
  readonly page?: { readonly after?: MemberId | undefined; readonly limit: number } | undefined;
}

/** Whom a command names. */
export function toSelection({ ids, filter: checkedFilter, page }: CheckedMembers): Selection {
  if (ids !== undefined) return { who: 'ids', memberIds: [...new Set(ids)] };
  if (checkedFilter === undefined) return { who: 'everyone' };
  return {
    who: 'filter',
    filter: checkedFilter as MemberFilter,
    page: page === undefined ? null : { after: page.after ?? null, limit: page.limit },
  };
}

interface CheckedChange {
  readonly add?: number | undefined;
  readonly deduct?: number | undefined;
  readonly set?: number | undefined;
}

/** What it does to their points. */
export function toChange({ add, deduct, set }: CheckedChange): PointsChange {
  if (set !== undefined) return { way: 'set', balance: set };
  return add === undefined ? { way: 'deduct', points: deduct ?? 0 } : { way: 'add', points: add };
}

function countOf<Input extends object>(input: Input, fields: readonly (keyof Input)[]): number {
  return fields.filter((name) => input[name] !== undefined).length;
}
