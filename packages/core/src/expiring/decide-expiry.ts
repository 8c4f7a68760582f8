import { openPosting } from '../ledger/posting.ts';
import type { UnknownMember } from '../values/errors.ts';
import { unknownMember } from '../values/failures.ts';
import type { MemberId } from '../values/ids.ts';
import { accept, type Decision, type DecisionContext, needs, refuse } from '../records/decision.ts';
import { missingKeys, type Known } from '../records/records.ts';

/** Posts what is due on one account; nothing when nothing is. Answers with the number of entries. */
export function decideExpiry(
  memberId: MemberId,
  records: Known,
  context: DecisionContext,
): Decision<number, UnknownMember> {
  const missing = missingKeys(records, { members: [memberId] });
  if (missing) return needs(missing);
  const member = records.members.get(memberId);
  if (!member) return refuse(unknownMember(memberId));
  const { account, entries } = openPosting(member.account, context.program, context.now);
  return accept(entries.length, entries.length === 0 ? {} : { members: [{ ...member, account }], entries });
}
