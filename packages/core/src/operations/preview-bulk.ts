import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { decideMember } from '../bulk/change-item.ts';
import type { ItemVerdict } from '../bulk/decide-chunk.ts';
import { readClock } from '../engine/read-clock.ts';
import { unknownMember } from '../model/failures.ts';
import type { ActorId, JobId, MemberId } from '../model/ids.ts';
import type { StoreError } from '../ports/store-error.ts';
import type { JobPlace, JobProblem, PointsChange, Selection } from '../records/job.ts';
import type { MemberRecord } from '../records/member.ts';
import type { PreviewBulkQuery } from '../schemas/job-commands.ts';
import { previewBulkShape } from '../schemas/job-shapes.ts';
import { parse } from '../schemas/parse.ts';
import type { ReadFailure } from './failures.ts';
import type { Ports } from './ports.ts';
import { selectMembers, type SelectedMembers } from './selected-members.ts';
import { toChange, toSelection } from './to-job-task.ts';

/** What a bulk adjustment would do now. */
export interface BulkPreview {
  /** How many members it is for. `accepted + rejected + skipped = members`. */
  readonly members: number;
  /** How many would have their points changed. */
  readonly accepted: number;
  /** How many could not be changed. */
  readonly rejected: number;
  /** How many have nothing to change. */
  readonly skipped: number;
  /** Points that would be given. */
  readonly given: number;
  /** Points that would be taken. */
  readonly taken: number;
  /** Why, for the first hundred of those that could not be changed. */
  readonly problems: readonly Omit<JobProblem, 'jobId'>[];
}

const mostProblems = 100;
const chunkSize = 1000;

/**
 * Says what a bulk adjustment would do: to how many members, and how many points. It writes nothing.
 *
 * @example
 * ```ts
 * const preview = await previewBulk(ports)({ members: { everyone: true }, change: { add: 50 } });
 * if (preview.isOk()) print(`${preview.value.given} points for ${preview.value.accepted} members`);
 * ```
 */
export function previewBulk(ports: Ports) {
  return (query: PreviewBulkQuery): ResultAsync<BulkPreview, ReadFailure> =>
    parse(previewBulkShape, query).asyncAndThen(
      ({ members, change }) => new ResultAsync(preview(ports, toSelection(members), toChange(change))),
    );
}

async function preview(
  ports: Ports,
  selection: Selection,
  change: PointsChange,
): Promise<Result<BulkPreview, StoreError>> {
  let sofar: BulkPreview = { members: 0, accepted: 0, rejected: 0, skipped: 0, given: 0, taken: 0, problems: [] };
  let place: JobPlace | null = null;
  for (;;) {
    const selected: Result<SelectedMembers, StoreError> = await selectMembers(
      ports,
      selection,
      place,
      sofar.members,
      chunkSize,
    );
    if (selected.isErr()) return err(selected.error);
    const members = await recordsOf(ports, selected.value);
    if (members.isErr()) return err(members.error);
    for (const [index, memberId] of selected.value.memberIds.entries())
      sofar = counted(sofar, memberId, verdictOn(ports, change, memberId, members.value[index] ?? null));
    if (selected.value.isLast || sofar.members >= limitOf(selection)) return ok(sofar);
    place = selected.value.to;
  }
}

function limitOf(selection: Selection): number {
  return selection.who === 'filter' && selection.page !== null ? selection.page.limit : Number.POSITIVE_INFINITY;
}

function recordsOf(
  { store, program }: Ports,
  { memberIds, members }: SelectedMembers,
): ResultAsync<readonly (MemberRecord | null)[], StoreError> {
  if (members !== null) return new ResultAsync(Promise.resolve(ok(members)));
  return ResultAsync.combine(memberIds.map((memberId) => store.reader.member(program.programId, memberId)));
}

function verdictOn(
  { program, clock }: Ports,
  change: PointsChange,
  memberId: MemberId,
  member: MemberRecord | null,
): ItemVerdict {
  if (member === null) return { went: 'rejected', problem: unknownMember(memberId) };
  // Nothing of it is kept, so that it matters little what it would say.
  const stated = { jobId: 'preview' as JobId, actor: 'preview' as ActorId, reason: 'preview', comment: null };
  return decideMember({ change, ...stated }, member, { program, now: readClock(clock) });
}

function counted(sofar: BulkPreview, memberId: MemberId, verdict: ItemVerdict): BulkPreview {
  if (verdict.went === 'passed') return sofar;
  const members = sofar.members + 1;
  const more = { ...sofar, members, [verdict.went]: sofar[verdict.went] + 1 };
  if (verdict.went === 'accepted') {
    const { delta } = verdict;
    return delta < 0 ? { ...more, taken: sofar.taken - delta } : { ...more, given: sofar.given + delta };
  }
  if (verdict.went !== 'rejected' || sofar.problems.length >= mostProblems) return more;
  const { kind, message } = verdict.problem;
  return { ...more, problems: [...sofar.problems, { number: members, memberId, kind, message }] };
}
