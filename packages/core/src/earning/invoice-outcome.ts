import type { Posting } from '../ledger/posting.ts';
import type { Activity } from '../ledger/member-record.ts';
import type { Changes } from '../records/records.ts';

/** What to write of members and their entries. */
export function memberChanges(
  ...members: readonly ({ posting: Posting; activity: Activity } | null)[]
): Pick<Changes, 'members' | 'entries'> {
  const written = members.filter((member) => member !== null);
  const [only] = written;
  if (only && written.length === 1) {
    const { posting, activity } = only;
    return { members: [{ account: posting.account, activity }], entries: posting.entries };
  }
  return {
    members: written.map(({ posting, activity }) => ({ account: posting.account, activity })),
    entries: written.flatMap(({ posting }) => posting.entries),
  };
}
