import { err, ok, type Result } from 'neverthrow';
import { query } from '../kernel/query.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { FailureOf } from '../kernel/verb.ts';
import type { ReadingHost } from '../reading/reading-host.ts';
import { type ProfileRecord, profiles } from './profile-record.ts';
import type { CheckedOf } from '../kernel/shapes/shape.ts';
import { id, optional } from '../schemas/fields.ts';
import { strict, refine } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import { mailboxOf, type MemberId } from '../values/ids.ts';
import { type Member, memberWithProfile } from './member.ts';
import { personFields } from './person-fields.ts';

/** Exactly one of these. */
export interface FindMembersQuery {
  /** The host's own id of the member. */
  readonly memberId?: string | undefined;
  /** E.164, such as "+628123456789"; spaces, dots, dashes and brackets are ignored. */
  readonly phone?: string | undefined;
  /** The whole email address; its capitals do not matter. */
  readonly email?: string | undefined;
  /** The code of the member's card. */
  readonly cardCode?: string | undefined;
}

const inputShape = shape<FindMembersQuery>()(
  refine(
    strict({
      memberId: optional(id<MemberId>()),
      phone: optional(personFields.phone),
      email: optional(personFields.email),
      cardCode: optional(personFields.cardCode),
    }),
    function* (asked) {
      if (Object.values(asked).filter((value) => value !== undefined).length === 1) return;
      yield {
        path: [],
        problem: 'must name one of memberId, phone, email and cardCode',
        fix: 'Search by one thing.',
      };
    },
  ),
);

/** Members with one email that a search answers at most. */
const maxFound = 100;

/**
 * Finds members by id, phone, email or card code: at most one by all but the email, which a family may share.
 *
 * @remarks By an email it answers at most 100 members, in the order of their ids.
 *
 * Fails with `invalid-command` and the errors of the store. `store-locked` and `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * const found = await findMembers(ports)({ phone: '+62 812-3456-789' });
 * if (found.isOk()) for (const { memberId, name } of found.value) print(memberId, name);
 * ```
 */
export const findMembers = query({
  name: 'findMembers',
  route: 'GET /members',
  input: inputShape,
  failures: {},
  async answer(asked, host: ReadingHost): Promise<Result<readonly Member[], StoreError>> {
    const found = await findProfiles(asked, host);
    if (found.isErr()) return err(found.error);
    const read = await Promise.all(found.value.map(async (profile) => memberWithProfile(host, profile)));
    const members: Member[] = [];
    for (const member of read) {
      if (member.isOk()) members.push(member.value);
      else if (member.error.kind !== 'unknown-member') return err(member.error);
    }
    return ok(members);
  },
});

/** What can go wrong with `findMembers`. */
export type FindMembersFailure = FailureOf<typeof findMembers>;

async function findProfiles(
  { memberId, phone, email, cardCode }: CheckedOf<typeof inputShape>,
  { reads }: ReadingHost,
): Promise<Result<readonly ProfileRecord[], StoreError>> {
  if (email !== undefined) return reads.list(profiles, { list: 'email', value: mailboxOf(email) }, null, maxFound);
  const found =
    memberId !== undefined
      ? await reads.get(profiles, memberId)
      : phone !== undefined
        ? await reads.find(profiles, 'phone', phone)
        : cardCode !== undefined
          ? await reads.find(profiles, 'cardCode', cardCode)
          : ok(null);
  return found.map((profile) => (profile === null ? [] : [profile]));
}
