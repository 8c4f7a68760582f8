import { err, ok } from 'neverthrow';
import type { ActorId, JobId, MemberId } from '../../../index.ts';
import { accounts, memberOf, profiles } from '../../../plugin.ts';
import { programOf } from '../../../till.ts';
import { unknownMember } from '../../../values.ts';
import type { ChunkItem } from '../chunk.ts';
import type { BulkTask, MemberFilter } from '../job-record.ts';
import { changeMember } from '../member-change.ts';
import { asksForProfile, isMatch } from './selection.ts';

/** What a bulk adjustment says of each of its members. */
export interface BulkChange extends Pick<BulkTask, 'change' | 'reason' | 'comment'> {
  readonly jobId: JobId;
  readonly actor: ActorId;
  /** The filter, where there is one: a member may have changed since the filter found it. */
  readonly filter: MemberFilter | null;
}

/** The change of one member. */
export function changeItem({ filter, ...bulk }: BulkChange, memberId: MemberId): ChunkItem {
  const needsProfile = filter !== null && asksForProfile(filter);
  const change = { ...bulk, line: null, command: null };
  return {
    reads: needsProfile ? [accounts.at(memberId), profiles.at(memberId)] : [accounts.at(memberId)],
    memberId: () => memberId,
    decide(book) {
      const member = memberOf(book, memberId);
      if (member === null) return err({ ...unknownMember(memberId), memberId });
      const profile = needsProfile ? book.get(profiles, memberId) : null;
      if (filter !== null && !isMatch(filter, member, profile, { program: programOf(book), now: book.now }))
        return ok({ outcome: 'passed' });
      return changeMember(book, member, change).mapErr((failure) => ({ ...failure, memberId }));
    },
  };
}
