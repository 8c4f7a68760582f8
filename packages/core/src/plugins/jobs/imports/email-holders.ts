import { err, ok, type Result, type ResultAsync } from 'neverthrow';
import type { Email, MemberId, ProfileRecord, ReadingHost, StoreError } from '../../../index.ts';
import { profiles } from '../../../plugin.ts';
import type { ImportRow } from '../csv/import-row.ts';

/** Who has an email: nobody where it is missing, and `several` where more than one member has it. */
export type EmailHolders = ReadonlyMap<Email, MemberId | 'several'>;

/** Looked up at once: enough that a server is not waited for in vain, and few enough that others have their turn. */
export const lookedUpAtOnce = 50;

/**
 * Finds the members whom rows name by their emails. No decision can: an email is not unique. So a decision checks
 * whether the member still has it.
 */
export async function findEmailHolders(
  { reads }: Pick<ReadingHost, 'reads'>,
  rows: readonly ImportRow[],
): Promise<Result<EmailHolders, StoreError>> {
  const emails = [...new Set(rows.flatMap(emailOf))];
  const holders = new Map<Email, MemberId | 'several'>();
  for (let from = 0; from < emails.length; from += lookedUpAtOnce) {
    const some = emails.slice(from, from + lookedUpAtOnce);
    const found = await Promise.all(some.map((email) => profilesWith(reads, email)));
    for (const [index, holding] of found.entries()) {
      if (holding.isErr()) return err(holding.error);
      const [first, second] = holding.value;
      if (first) holders.set(some[index] as Email, second ? 'several' : first.memberId);
    }
  }
  return ok(holders);
}

/** The first two members who have an email. */
export function profilesWith(reads: ReadingHost['reads'], email: Email): ResultAsync<ProfileRecord[], StoreError> {
  return reads.list(profiles, { list: 'email', value: email }, null, 2);
}

function emailOf(row: ImportRow): readonly Email[] {
  return row.mode !== 'opening' && row.who.by === 'email' ? [row.who.id] : [];
}
