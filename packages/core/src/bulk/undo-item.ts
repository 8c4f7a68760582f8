import { writeNoted } from '../adjusting/decide-keyed.ts';
import { undoEntry } from '../adjusting/undo-entry.ts';
import type { Entry } from '../ledger/entry.ts';
import { isSameLot } from '../ledger/lot.ts';
import { ripen } from '../ledger/movement.ts';
import { openPosting, type Posting } from '../ledger/posting.ts';
import { invariant } from '../values/invariant.ts';
import type { ActorId, JobId } from '../values/ids.ts';
import { sumOf } from '../values/points.ts';
import { needs } from '../records/decision.ts';
import type { UndoTask } from '../records/job.ts';
import { missingKeys, type RecordKeys } from '../records/records.ts';
import { entryId } from '../ledger/entry-keys.ts';
import type { ChunkItem } from './decide-chunk.ts';

/** What undoing a job says of each of its entries. */
export interface UndoChange extends Pick<UndoTask, 'reason' | 'comment'> {
  readonly jobId: JobId;
  readonly actor: ActorId;
}

/** Takes back one entry of a job: as much of it as is left and, of points given, as was not spent meanwhile. */
export function undoItem({ jobId, ...stated }: UndoChange, { memberId, sequence }: Entry): ChunkItem {
  const key = { memberId, sequence };
  const keys: RecordKeys = { members: [memberId], entries: [key] };
  return {
    memberId,
    keys,
    decide(records, { program, now }) {
      const missing = missingKeys(records, keys);
      if (missing) return needs(missing);
      const member = records.members.get(memberId);
      const found = records.entries.get(entryId(key));
      invariant(member != null && found != null, 'an entry stays, and so does its member');
      const { delta } = found.entry;
      const left = Math.abs(delta) - found.reversed;
      if (left === 0) return { went: 'skipped' };
      const opened = openPosting(member.account, program, now);
      const points = delta > 0 ? Math.min(left, pointsThere(opened, found.entry)) : left;
      const shortfall = left - points;
      const spent = {
        kind: 'shortfall',
        message: `${shortfall} of the ${left} points of entry ${sequence} are spent, held or have ended, and were not taken back.`,
      };
      if (points === 0) return { went: 'rejected', problem: spent };
      const undone = undoEntry(opened, found, points);
      if (undone.isErr()) return { went: 'rejected', problem: undone.error };
      const reference = { type: 'entry', id: String(sequence), detail: jobId } as const;
      const draft = { kind: 'reversal', cause: 'entry-reversed', reference, effect: undone.value } as const;
      const { changes } = writeNoted(member, opened, draft, stated);
      const went = { went: 'accepted', delta: delta > 0 ? -points : points, changes } as const;
      return shortfall > 0 ? { ...went, problem: spent } : went;
    },
  };
}

/** Points in the lot that an entry put its own into. Others of the member's are not the job's to take. */
function pointsThere({ account, now }: Posting, { effect }: Entry): number {
  const own = ripen(account.lots, now).filter((lot) => effect.added?.some((added) => isSameLot(added, lot)));
  return sumOf(own, (lot) => lot.points);
}
