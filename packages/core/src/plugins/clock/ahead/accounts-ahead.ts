import { err, ok, type Result } from 'neverthrow';
import type { Account, Instant, MemberId, MemberRecord, Reads, StoreError, UnknownMember } from '../../../index.ts';
import { accounts } from '../../../plugin.ts';
import { othersFirst } from '../../../till.ts';
import { unknownMember } from '../../../values.ts';

const membersAtATime = 500;

/** The accounts whose time lies after an instant: of one member, or of all in pages. */
export async function* accountsAhead(
  reads: Reads,
  memberId: MemberId | null,
  until: Instant,
): AsyncGenerator<Result<readonly Account[], StoreError | UnknownMember>, void> {
  const isAhead = ({ lastInstant }: Account) => lastInstant > until;
  if (memberId !== null) {
    const found = await reads.account(memberId);
    if (found.isErr()) return yield err(found.error);
    return yield found.value === null ? err(unknownMember(memberId)) : ok([found.value].filter(isAhead));
  }
  for (let after: MemberId | null = null; ;) {
    const page: Result<readonly MemberRecord[], StoreError> = await reads.page(accounts, after, membersAtATime);
    if (page.isErr()) return yield err(page.error);
    yield ok(page.value.map(({ account }) => account).filter(isAhead));
    if (page.value.length < membersAtATime) return;
    after = page.value.at(-1)?.account.memberId ?? null;
    await othersFirst();
  }
}
