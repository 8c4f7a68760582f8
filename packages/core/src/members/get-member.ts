import { err } from 'neverthrow';
import { query } from '../kernel/query.ts';
import type { FailureOf } from '../kernel/verb.ts';
import type { ReadingHost } from '../reading/reading-host.ts';
import { id } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import { unknownMember } from '../values/failures.ts';
import type { MemberId } from '../values/ids.ts';
import { memberWithProfile } from './member.ts';
import { profiles } from './profile-record.ts';

/** A member by id. */
export interface MemberQuery {
  /** The host's own id of the member, as enrolled. */
  readonly memberId: string;
}

/**
 * Reads a member's profile and balance.
 *
 * @remarks Fails with `unknown-member`, `invalid-command` and the errors of the store. `store-locked` and
 * `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * const member = await getMember(ports)({ memberId: 'C-17' });
 * if (member.isOk()) print(member.value.name, member.value.balance.available);
 * ```
 */
export const getMember = query({
  name: 'getMember',
  route: 'GET /members/{memberId}',
  input: shape<MemberQuery>()(strict({ memberId: id<MemberId>() })),
  failures: { 'unknown-member': true },
  async answer({ memberId }, host: ReadingHost) {
    const profile = await host.reads.get(profiles, memberId);
    if (profile.isErr()) return err(profile.error);
    return profile.value === null ? err(unknownMember(memberId)) : memberWithProfile(host, profile.value);
  },
});

/** What can go wrong with `getMember`. */
export type GetMemberFailure = FailureOf<typeof getMember>;
