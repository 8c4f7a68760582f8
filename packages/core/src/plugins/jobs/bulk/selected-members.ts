import { err, ok, okAsync, type Result, ResultAsync } from 'neverthrow';
import { asksForProfile, isMatch } from './selection.ts';
import type { MemberId, MemberRecord, ReadingHost, StoreError } from '../../../index.ts';
import { accounts } from '../../../plugin.ts';
import { othersFirst, readClock, withProfiles } from '../../../till.ts';
import type { JobPlace, MemberFilter, Selection } from '../job-record.ts';

/** The next members that a job is for. */
export interface SelectedMembers {
  readonly memberIds: readonly MemberId[];
  /** The same members as they were read; null where a list names them, and they were not read yet. */
  readonly members: readonly MemberRecord[] | null;
  /** Where the job is when it has done them. */
  readonly to: JobPlace | null;
  readonly isLast: boolean;
}

/** Finds the members whom a job is for next. It loads them only where the filter asks for something of them. */
export function selectMemberIds(
  host: ReadingHost,
  selection: Selection,
  place: JobPlace | null,
  seen: number,
  limit: number,
): ResultAsync<Omit<SelectedMembers, 'members'>, StoreError> {
  if (selection.who !== 'everyone') return selectMembers(host, selection, place, seen, limit);
  const after = afterOf(place);
  return host.reads.memberIds(after, limit).map((memberIds) => ({
    memberIds,
    to: placeAfter(memberIds.at(-1) ?? after),
    isLast: memberIds.length < limit,
  }));
}

/** Finds the next members of a selection, after a place; `seen` of them were found before. */
export function selectMembers(
  host: ReadingHost,
  selection: Selection,
  place: JobPlace | null,
  seen: number,
  limit: number,
): ResultAsync<SelectedMembers, StoreError> {
  const after = afterOf(place);
  if (selection.who === 'ids') return okAsync(fromList(selection.memberIds, after, limit));
  if (selection.who === 'everyone') return new ResultAsync(scan(host, null, after, limit, Number.POSITIVE_INFINITY));
  const { filter, page } = selection;
  const left = (page?.limit ?? Number.POSITIVE_INFINITY) - seen;
  return new ResultAsync(scan(host, filter, after ?? page?.after ?? null, limit, left));
}

function fromList(memberIds: readonly MemberId[], after: MemberId | null, limit: number): SelectedMembers {
  const start = after === null ? 0 : memberIds.indexOf(after) + 1;
  const chosen = memberIds.slice(start, start + limit);
  return {
    memberIds: chosen,
    members: null,
    to: placeAfter(chosen.at(-1) ?? after),
    isLast: start + limit >= memberIds.length,
  };
}

/**
 * Members read for one chunk. Where hardly any match it is a small one, after which the job can be stopped and is
 * leased anew.
 */
const maxRead = 20_000;
const leastPage = 100;

/** Reads on until there are as many as wanted, or so many were read. Other work runs between two pages. */
async function scan(
  host: ReadingHost,
  filter: MemberFilter | null,
  start: MemberId | null,
  limit: number,
  left: number,
): Promise<Result<SelectedMembers, StoreError>> {
  const wanted = Math.min(limit, left);
  const found: MemberRecord[] = [];
  let after = start;
  // A small chunk of few who match is found in pages that are worth a question each.
  const pageSize = Math.max(limit, leastPage);
  for (let unread = maxRead; ;) {
    const read = await host.reads.page(accounts, after, pageSize);
    if (read.isErr()) return err(read.error);
    const matches = await matchesIn(host, filter, read.value, after);
    if (matches.isErr()) return err(matches.error);
    found.push(...matches.value.slice(0, wanted - found.length));
    const isFull = found.length === wanted;
    const isEnd = read.value.length < pageSize && !isFull;
    after = (isFull ? found : read.value).at(-1)?.account.memberId ?? after;
    unread -= read.value.length;
    if (isFull || isEnd || unread <= 0) {
      const memberIds = found.map(({ account }) => account.memberId);
      return ok({ memberIds, members: found, to: placeAfter(after), isLast: isEnd });
    }
    await othersFirst();
  }
}

async function matchesIn(
  host: ReadingHost,
  filter: MemberFilter | null,
  members: readonly MemberRecord[],
  after: MemberId | null,
): Promise<Result<readonly MemberRecord[], StoreError>> {
  if (filter === null) return ok(members);
  const context = { program: host.program, now: readClock(host.clock) };
  if (!asksForProfile(filter)) return ok(members.filter((member) => isMatch(filter, member, null, context)));
  const found = await withProfiles(host, members, after);
  return found.map((all) => all.filter((member) => isMatch(filter, member, member.profile, context)));
}

function afterOf(place: JobPlace | null): MemberId | null {
  return place !== null && 'after' in place ? place.after : null;
}

function placeAfter(memberId: MemberId | null): JobPlace | null {
  return memberId === null ? null : { after: memberId };
}
