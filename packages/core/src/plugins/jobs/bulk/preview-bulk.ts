import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { MemberId, MemberRecord, ReadingHost, StoreError } from '../../../index.ts';
import { accounts, query } from '../../../plugin.ts';
import { openPosting, othersFirst, readClock } from '../../../till.ts';
import { unknownMember } from '../../../values.ts';
import { shape, strict } from '../../../shapes.ts';
import { bulkFields, type PreviewBulkQuery, toChange, toSelection } from './bulk-query.ts';
import { counted, type ItemOutcome, type ItemProblem } from '../chunk.ts';
import type { JobProblem } from '../job-problem.ts';
import type { JobPlace, PointsChange, Selection } from '../job-record.ts';
import { effectOf } from '../member-change.ts';
import { selectMembers, type SelectedMembers } from './selected-members.ts';
import { nothingYet } from '../start-job.ts';

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
  /** The first hundred members that could not be changed, with the reason. */
  readonly problems: readonly Omit<JobProblem, 'jobId'>[];
}

const maxProblems = 100;
const chunkSize = 1000;

/**
 * Says what a bulk adjustment would do: to how many members, and how many points. It writes nothing.
 *
 * @remarks It reads all members that the adjustment is for, so it takes long when there are many.
 *
 * Fails with `invalid-command` and the errors of the store. `store-locked` and `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * const preview = await pointbook.jobs.previewBulk({ members: { everyone: true }, change: { add: 50 } });
 * if (preview.isOk()) print(`${preview.value.given} points for ${preview.value.accepted} members`);
 * ```
 */
export const previewBulk = query({
  name: 'previewBulk',
  route: 'POST /bulk/preview',
  input: shape<PreviewBulkQuery>()(strict(bulkFields)),
  failures: {},
  answer: ({ members, change }, host: ReadingHost) => preview(host, toSelection(members), toChange(change)),
});

async function preview(
  host: ReadingHost,
  selection: Selection,
  change: PointsChange,
): Promise<Result<BulkPreview, StoreError>> {
  let counts = nothingYet;
  const problems: Omit<JobProblem, 'jobId'>[] = [];
  let place: JobPlace | null = null;
  for (;;) {
    const selected: Result<SelectedMembers, StoreError> = await selectMembers(
      host,
      selection,
      place,
      counts.seen,
      chunkSize,
    );
    if (selected.isErr()) return err(selected.error);
    const members = await recordsOf(host, selected.value);
    if (members.isErr()) return err(members.error);
    for (const [index, memberId] of selected.value.memberIds.entries()) {
      const outcome = outcomeFor(host, change, memberId, members.value[index] ?? null);
      counts = counted(counts, outcome);
      if (outcome.isOk() || problems.length === maxProblems) continue;
      const { kind, message } = outcome.error;
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
  { reads }: ReadingHost,
  { memberIds, members }: SelectedMembers,
): ResultAsync<readonly (MemberRecord | null)[], StoreError> {
  if (members !== null) return new ResultAsync(Promise.resolve(ok(members)));
  return ResultAsync.combine(memberIds.map((memberId) => reads.get(accounts, memberId)));
}

function outcomeFor(
  { program, clock }: ReadingHost,
  change: PointsChange,
  memberId: MemberId,
  member: MemberRecord | null,
): Result<ItemOutcome, Omit<ItemProblem, 'memberId'>> {
  if (member === null) return err(unknownMember(memberId));
  const opened = openPosting(member.account, program, readClock(clock));
  return effectOf(opened, change).map((made) =>
    made === null ? { outcome: 'skipped' } : { outcome: 'accepted', delta: made.delta },
  );
}
