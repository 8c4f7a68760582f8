import { err, ok, type Result } from 'neverthrow';
import type { StoreError } from '../kernel/store-error.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import type { ReadingHost } from '../reading/reading-host.ts';
import type { MemberId } from '../values/ids.ts';
import { type ProfileRecord, profiles } from './profile-record.ts';

/** A member with the profile; null where it is gone. */
export interface ProfiledMember extends MemberRecord {
  /** Who the member is; null where nothing is known. */
  readonly profile: ProfileRecord | null;
}

/**
 * Reads the profiles of a page of members, who follow each other after an id (null: from the first).
 *
 * @remarks They are read after the members, so that each member has one: nobody is enrolled without a profile.
 */
export async function withProfiles(
  { reads }: Pick<ReadingHost, 'reads'>,
  members: readonly MemberRecord[],
  after: MemberId | null,
): Promise<Result<ProfiledMember[], StoreError>> {
  const page = await reads.page(profiles, after, members.length);
  if (page.isErr()) return err(page.error);
  const byId = new Map(page.value.map((profile) => [profile.memberId, profile]));
  const found: ProfiledMember[] = [];
  for (const member of members) {
    const { memberId } = member.account;
    const profile = byId.get(memberId);
    // Somebody was enrolled between the two reads, which pushed this one off the page.
    const read = profile === undefined ? await reads.get(profiles, memberId) : ok(profile);
    if (read.isErr()) return err(read.error);
    found.push({ ...member, profile: read.value });
  }
  return ok(found);
}
