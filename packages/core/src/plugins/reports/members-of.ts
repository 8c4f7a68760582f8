import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Account, Instant, ReadingHost, StoreError } from '../../index.ts';
import { accounts } from '../../plugin.ts';
import { openPosting, type ProfiledMember, readClock, withProfiles } from '../../till.ts';
import type { MemberRow } from './member-row.ts';
import { pagesOf } from './report-rows.ts';

const membersAtATime = 500;

/** A member as a report tells it. */
export interface ReportedMember {
  /** With what is due posted. */
  readonly account: Account;
  /** When it was read. */
  readonly now: Instant;
  readonly person: Omit<MemberRow, 'memberId' | 'balance'>;
}

/** All members, in the order of their ids. */
export async function* membersOf(host: ReadingHost): AsyncGenerator<Result<ReportedMember, StoreError>, void> {
  const { reads, program, clock } = host;
  const read = (last: ProfiledMember | null) => {
    const after = last && last.account.memberId;
    return reads
      .page(accounts, after, membersAtATime)
      .andThen((members) => new ResultAsync(withProfiles(host, members, after)));
  };
  for await (const page of pagesOf(membersAtATime, read)) {
    if (page.isErr()) return yield err(page.error);
    for (const { account, profile } of page.value) {
      const { name, phone, phoneVerified, email, emailVerified, cardCode, birthday, tier } = profile ?? nobody;
      const person = { name, phone, phoneVerified, email, emailVerified, cardCode, birthday, tier };
      const opened = openPosting(account, program, readClock(clock));
      yield ok({ account: opened.account, now: opened.now, person });
    }
  }
}

/** A member of whom nothing is known. */
export const nobody = {
  name: null,
  phone: null,
  phoneVerified: false,
  email: null,
  emailVerified: false,
  cardCode: null,
  birthday: null,
  tier: null,
};
