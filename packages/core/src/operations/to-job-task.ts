import type { MemberId } from '../values/ids.ts';
import type { MemberFilter, PointsChange, Selection } from '../records/job.ts';

interface SaidMembers {
  readonly ids?: readonly MemberId[] | undefined;
  readonly filter?: { readonly [Field in keyof MemberFilter]?: MemberFilter[Field] | undefined } | undefined;
  readonly page?: { readonly after?: MemberId | undefined; readonly limit: number } | undefined;
}

/** Whom a command names. */
export function toSelection({ ids, filter, page }: SaidMembers): Selection {
  if (ids !== undefined) return { who: 'ids', memberIds: [...new Set(ids)] };
  if (filter === undefined) return { who: 'everyone' };
  return {
    who: 'filter',
    filter: filter as MemberFilter,
    page: page === undefined ? null : { after: page.after ?? null, limit: page.limit },
  };
}

interface SaidChange {
  readonly add?: number | undefined;
  readonly deduct?: number | undefined;
  readonly set?: number | undefined;
}

/** What it does to their points. */
export function toChange({ add, deduct, set }: SaidChange): PointsChange {
  if (set !== undefined) return { way: 'set', balance: set };
  return add === undefined ? { way: 'deduct', points: deduct ?? 0 } : { way: 'add', points: add };
}
