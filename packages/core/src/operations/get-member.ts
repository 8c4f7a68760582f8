import { errAsync, okAsync, ResultAsync } from 'neverthrow';
import { balanceOf } from '../ledger/account.ts';
import type { UnknownMember } from '../values/errors.ts';
import { unknownMember } from '../values/failures.ts';
import type { MemberId } from '../values/ids.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { ProfileRecord } from '../records/member.ts';
import type { FindMembersQuery } from '../schemas/member-commands.ts';
import { findMembersShape, memberQueryShape } from '../schemas/member-shapes.ts';
import { parse } from '../schemas/parse.ts';
import type { ReadFailure } from './failures.ts';
import type { Ports } from './ports.ts';
import { accountNow } from '../reading/read-account.ts';
import type { Member } from './receipts.ts';

/** Members with one email that a search answers at most. */
const mostFound = 100;

/**
 * Reads a member's profile and balance.
 *
 * @example
 * ```ts
 * const member = await getMember(ports)({ memberId: 'C-17' });
 * if (member.isOk()) print(member.value.name, member.value.balance.available);
 * ```
 */
export function getMember(ports: Ports) {
  return (query: { readonly memberId: string }): ResultAsync<Member, ReadFailure | UnknownMember> =>
    parse(memberQueryShape, query).asyncAndThen(({ memberId }) =>
      ports.store.reader
        .profile(ports.program.programId, memberId)
        .andThen((profile) => (profile === null ? errAsync(unknownMember(memberId)) : memberOf(ports, profile))),
    );
}

/**
 * Finds members by id, phone, email or card code: at most one by all but the email, which a family may share.
 *
 * @example
 * ```ts
 * const found = await findMembers(ports)({ phone: '+62 812-3456-789' });
 * if (found.isOk()) for (const { memberId, name } of found.value) print(memberId, name);
 * ```
 */
export function findMembers(ports: Ports) {
  return (query: FindMembersQuery): ResultAsync<readonly Member[], ReadFailure> =>
    parse(findMembersShape, query)
      .asyncAndThen(({ memberId, phone, email, cardCode }) => {
        const { reader } = ports.store;
        const { programId } = ports.program;
        if (memberId !== undefined)
          return reader.profile(programId, memberId).map((found) => (found === null ? [] : [found]));
        if (phone !== undefined) return reader.findProfiles(programId, { phone }, mostFound);
        if (email !== undefined) return reader.findProfiles(programId, { email }, mostFound);
        return cardCode === undefined ? okAsync([]) : reader.findProfiles(programId, { cardCode }, mostFound);
      })
      .andThen((profiles) => ResultAsync.combine(profiles.map((profile) => memberOf(ports, profile))))
      .orElse((failure) => (failure.kind === 'unknown-member' ? okAsync([]) : errAsync(failure)));
}

function memberOf(ports: Ports, profile: ProfileRecord): ResultAsync<Member, StoreError | UnknownMember> {
  const { saves, enrolledAt, ...person } = profile;
  return accountOf(ports, profile.memberId).map(({ account, now }) => ({
    ...person,
    version: saves.at(-1)?.version ?? 0,
    enrolledAt: new Date(enrolledAt),
    balance: balanceOf(account, now),
  }));
}

function accountOf(ports: Ports, memberId: MemberId) {
  const found = ports.store.reader.member(ports.program.programId, memberId);
  return new ResultAsync(Promise.resolve(found).then((member) => accountNow(ports, memberId, member)));
}
