import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { stream } from '../../kernel/query.ts';
import { readClock } from '../../kernel/read-clock.ts';
import type { StoreError } from '../../kernel/store-error.ts';
import { accounts } from '../../ledger/ledger-kinds.ts';
import { type ProfiledMember, withProfiles } from '../../members/with-profiles.ts';
import { openPosting } from '../../ledger/posting.ts';
import type { ReadingHost } from '../../reading/reading-host.ts';
import { noInput } from '../../schemas/shape.ts';
import type { MemberRow } from './member-row.ts';
import { pagesOf } from './report-rows.ts';

const membersAtATime = 500;

/**
 * Reports each member with profile and balance, in the order of the member ids: what takes them to another ledger.
 *
 * @remarks As CSV it is a file for an import of mode `opening`, which brings the same members with the same balances. That
 * import refuses the rows of members in debt. It makes one lot of a member's points, which ends by the rules of the other
 * ledger. What is due counts as posted. The rows hold personal data.
 *
 * Fails with the errors of the store. `store-locked` and `store-unavailable` are retryable. Rows that came before a failure
 * are not the whole report.
 *
 * @example
 * ```ts
 * import { memberColumns, reportCsv } from '@pointbook/core/reports';
 *
 * for await (const text of reportCsv(pointbook.reports.members(), memberColumns)) {
 *   if (text.isErr()) print(text.error.message);
 *   else print(text.value);
 * }
 * ```
 */
export const reportMembers = stream({
  name: 'members',
  input: noInput,
  failures: {},
  parts: (_nothing, host: ReadingHost) => rowsOf(host),
});

async function* rowsOf(host: ReadingHost): AsyncGenerator<Result<MemberRow, StoreError>, void> {
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
      const { memberId } = account;
      const { name, phone, phoneVerified, email, emailVerified, cardCode, birthday, tier } = profile ?? nobody;
      const { balance } = openPosting(account, program, readClock(clock)).account;
      yield ok({ memberId, balance, name, phone, phoneVerified, email, emailVerified, cardCode, birthday, tier });
    }
  }
}

/** A member of whom nothing is known. */
const nobody = {
  name: null,
  phone: null,
  phoneVerified: false,
  email: null,
  emailVerified: false,
  cardCode: null,
  birthday: null,
  tier: null,
};
