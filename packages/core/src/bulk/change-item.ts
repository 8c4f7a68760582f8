import { type Stated, writeNoted } from '../adjusting/decide-keyed.ts';
import { changeBy } from '../adjusting/change-by.ts';
import type { CommandMark, EntryCause, Reference } from '../ledger/entry.ts';
import { openPosting } from '../ledger/posting.ts';
import { unknownMember } from '../values/failures.ts';
import type { ActorId, JobId, MemberId } from '../values/ids.ts';
import { type DecisionContext, type Needs, needs } from '../records/decision.ts';
import type { BulkTask, MemberFilter, PointsChange } from '../records/job.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import { type Known, missingKeys, type RecordKeys } from '../records/records.ts';
import type { ChunkItem, ItemVerdict } from './decide-chunk.ts';
import { asksForProfile, isMatch } from './selection.ts';

/** What a bulk adjustment says of each of its members. */
export interface BulkChange extends Pick<BulkTask, 'change' | 'reason' | 'comment'> {
  readonly jobId: JobId;
  readonly actor: ActorId;
  /** Whom it is for, where a filter says so: the member may have changed since it was found. */
  readonly filter: MemberFilter | null;
}

/** The change of one member's points by a job. */
export interface MemberChange extends Stated {
  readonly jobId: JobId;
  readonly change: PointsChange;
  /** Which row of a file says so. */
  readonly line?: number;
  /** The command that it is, where the row has an id. */
  readonly command?: CommandMark;
}

/** The change of one member. */
export function changeItem(bulk: BulkChange, memberId: MemberId): ChunkItem {
  const { filter } = bulk;
  const asked = filter !== null && asksForProfile(filter);
  const keys: RecordKeys = asked ? { members: [memberId], profiles: [memberId] } : { members: [memberId] };
  return {
    memberId,
    keys,
    decide(records, context) {
      const missing = missingKeys(records, keys);
      return missing ? needs(missing) : decideItem(bulk, memberId, records, context);
    },
  };
}

function decideItem(
  bulk: BulkChange,
  memberId: MemberId,
  records: Known,
  context: DecisionContext,
): ItemVerdict | Needs {
  const member = records.members.get(memberId);
  if (!member) return { went: 'rejected', problem: unknownMember(memberId) };
  const { filter } = bulk;
  if (filter !== null && !isMatch(filter, member, records.profiles.get(memberId) ?? null, context))
    return { went: 'passed' };
  return decideMember(bulk, member, context);
}

/** Changes a member's points as one adjustment by hand would. */
export function decideMember(
  { change, jobId, line, ...stated }: MemberChange,
  member: MemberRecord,
  { program, now }: DecisionContext,
): ItemVerdict {
  const opened = openPosting(member.account, program, now);
  const by = change.way === 'set' ? change.balance - opened.account.balance : signed(change);
  if (by === 0) return { went: 'skipped' };
  const made = changeBy(opened, by);
  if (made.isErr()) return { went: 'rejected', problem: made.error };
  const draft = {
    kind: 'adjustment',
    cause: causes[change.way],
    reference: jobReference(jobId, line),
    effect: made.value,
  } as const;
  const { changes } = writeNoted(member, opened, draft, stated);
  return { went: 'accepted', delta: by, changes };
}

const causes: { readonly [Way in PointsChange['way']]: EntryCause } = {
  add: 'points-added',
  deduct: 'points-deducted',
  set: 'balance-set',
};

/** What an entry of a job is about: the job, and the line of its file. */
export function jobReference(jobId: JobId, line: number | undefined): Reference {
  return line === undefined ? { type: 'job', id: jobId } : { type: 'job', id: jobId, detail: String(line) };
}

function signed(change: { readonly way: 'add' | 'deduct'; readonly points: number }): number {
  return change.way === 'add' ? change.points : -change.points;
}
