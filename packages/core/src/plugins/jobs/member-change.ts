import { err, ok, type Result } from 'neverthrow';
import type {
  ActorId,
  CommandMark,
  Effect,
  EntryCause,
  InsufficientPoints,
  JobId,
  MemberRecord,
  PointsOverflow,
  Reference,
} from '../../index.ts';
import { type Book } from '../../plugin.ts';
import { changeBy, openPosting, type Posting, programOf, putNoted, setTo } from '../../till.ts';
import type { ItemOutcome } from './chunk.ts';
import type { PointsChange } from './job-record.ts';

/** What a job says with each of its entries. */
export interface NotedBy {
  readonly actor: ActorId;
  /** For staff. */
  readonly reason: string | null;
  /** For the customer. */
  readonly comment: string | null;
}

/** The change of one member's points by a job. */
export interface MemberChange extends NotedBy {
  readonly jobId: JobId;
  readonly change: PointsChange;
  /** Which row of a file says so; null where no file does. */
  readonly line: number | null;
  /** The command that it is, where the row has an id. */
  readonly command: CommandMark | null;
}

/** Changes a member's points as one adjustment by hand would. */
export function changeMember(
  book: Book,
  member: MemberRecord,
  { change, jobId, line, actor, command, reason, comment }: MemberChange,
): Result<ItemOutcome, InsufficientPoints | PointsOverflow> {
  const opened = openPosting(member.account, programOf(book), book.now);
  return effectOf(opened, change).map((made) => {
    if (made === null) return { outcome: 'skipped' };
    const { delta, effect } = made;
    const reference = jobReference(jobId, line);
    const entry = { kind: 'adjustment', cause: causes[change.way], reference, effect, actor, command } as const;
    putNoted(book, member, opened, entry, { reason, comment });
    return { outcome: 'accepted', delta };
  });
}

/** What a change does to an account; null where it changes nothing. */
export function effectOf(
  posting: Posting,
  change: PointsChange,
): Result<{ readonly delta: number; readonly effect: Effect } | null, InsufficientPoints | PointsOverflow> {
  const delta = change.way === 'set' ? change.balance - posting.account.balance : signed(change);
  if (delta === 0) return ok(null);
  const made = change.way === 'set' ? setTo(posting, change.balance) : changeBy(posting, delta);
  return made.isErr() ? err(made.error) : ok({ delta, effect: made.value });
}

const causes: { readonly [Way in PointsChange['way']]: EntryCause } = {
  add: 'points-added',
  deduct: 'points-deducted',
  set: 'balance-set',
};

/** What an entry of a job is about: the job, and the line of its file. */
export function jobReference(jobId: JobId, line: number | null): Reference {
  return line === null ? { type: 'job', id: jobId } : { type: 'job', id: jobId, detail: String(line) };
}

function signed(change: { readonly way: 'add' | 'deduct'; readonly points: number }): number {
  return change.way === 'add' ? change.points : -change.points;
}
