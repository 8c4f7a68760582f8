import { err, ok } from 'neverthrow';
import { type Entry, entryId, type JobId } from '../../index.ts';
import { accounts, memberOf } from '../../plugin.ts';
import {
  isSameLot,
  ledgerHolds,
  openPosting,
  type Posting,
  programOf,
  putNoted,
  reversibleEntries,
  reversibleEntry,
  ripen,
  undoEntry,
} from '../../till.ts';
import { pointsIn } from '../../values.ts';
import type { ChunkItem, ItemOutcome } from './chunk.ts';
import type { NotedBy } from './member-change.ts';

/** What undoing a job says of each of its entries. */
export interface UndoChange extends NotedBy {
  readonly jobId: JobId;
}

/** Takes back what is left of one entry of a job; of points given, only those that were not spent meanwhile. */
export function undoItem(
  { jobId, actor, reason, comment }: UndoChange,
  { memberId, sequence }: Pick<Entry, 'memberId' | 'sequence'>,
): ChunkItem {
  const key = { memberId, sequence };
  return {
    reads: [accounts.at(memberId), reversibleEntries.at(entryId(key))],
    memberId: () => memberId,
    decide(book) {
      const member = memberOf(book, memberId);
      const found = reversibleEntry(book, key);
      ledgerHolds(member !== null && found !== null, 'an entry stays, and so does its member');
      const { delta } = found.entry;
      const left = Math.abs(delta) - found.reversed;
      if (left === 0) return ok({ outcome: 'skipped' });
      const opened = openPosting(member.account, programOf(book), book.now);
      const points = delta > 0 ? Math.min(left, pointsThere(opened, found.entry)) : left;
      const shortfall = left - points;
      const problem = {
        memberId,
        kind: 'shortfall',
        message: `${shortfall} of the ${left} points of entry ${sequence} are spent, held or have ended, and were not taken back.`,
      };
      if (points === 0) return err(problem);
      return undoEntry(opened, found, points)
        .mapErr((failure) => ({ ...failure, memberId }))
        .map((effect): ItemOutcome => {
          const reference = { type: 'entry', id: String(sequence), detail: jobId } as const;
          const entry = { kind: 'reversal', cause: 'entry-reversed', reference, effect, actor, command: null } as const;
          putNoted(book, member, opened, entry, { reason, comment });
          const done = { outcome: 'accepted', delta: delta > 0 ? -points : points } as const;
          return shortfall > 0 ? { ...done, problem } : done;
        });
    },
  };
}

/** Points in the lot that an entry added to. The job takes no other points of the member. */
function pointsThere({ account, now }: Posting, { effect }: Entry): number {
  const own = ripen(account.lots, now).filter((lot) => effect.added?.some((added) => isSameLot(added, lot)));
  return pointsIn(own);
}
