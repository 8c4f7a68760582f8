import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { decideMember } from '../bulk/change-item.ts';
import { counted, type ItemVerdict } from '../bulk/decide-chunk.ts';
import { nothingYet } from '../bulk/decide-job.ts';
import { readClock } from '../kernel/read-clock.ts';
import { unknownMember } from '../values/failures.ts';
import type { ActorId, JobId, MemberId } from '../values/ids.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { JobPlace, JobProblem, PointsChange, Selection } from '../records/job.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import type { PreviewBulkQuery } from '../schemas/job-commands.ts';
import { previewBulkShape } from '../schemas/job-shapes.ts';
import { parse } from '../schemas/parse.ts';
import type { ReadFailure } from './failures.ts';
import type { Ports } from './ports.ts';
import { othersFirst } from './report-rows.ts';
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
  let counts = nothingYet;
  const problems: Omit<JobProblem, 'jobId'>[] = [];
  let place: JobPlace | null = null;
  for (;;) {
    const selected: Result<SelectedMembers, StoreError> = await selectMembers(
      ports,
      selection,
      place,
      counts.seen,
      chunkSize,
    );
    if (selected.isErr()) return err(selected.error);
    const members = await recordsOf(ports, selected.value);
    if (members.isErr()) return err(members.error);
    for (const [index, memberId] of selected.value.memberIds.entries()) {
      const verdict = verdictOn(ports, change, memberId, members.value[index] ?? null);
      counts = counted(counts, verdict);
      if (verdict.went !== 'rejected' || problems.length === mostProblems) continue;
      const { kind, message } = verdict.problem;
      problems.push({ number: counts.seen, memberId, kind, message });
    }
    if (selected.value.isLast || counts.seen >= limitOf(selection)) {
      const { seen, ...others } = counts;
      return ok({ members: seen, ...others, problems });
    }
    place = selected.value.to;
    await othersFirst();
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
