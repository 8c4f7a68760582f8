import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import { systemActor } from '../program/program.ts';
import { profiles } from './profile-record.ts';
import { id, optional } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import type { ActorId, MemberId } from '../values/ids.ts';
import { enrol, personOf, profileReads } from './enrol.ts';
import type { MemberReceipt } from './member-receipt.ts';
import { personFields, type ProfileInput } from './person-fields.ts';
import { quoted } from '../values/quoted.ts';
import type { IdempotencyKeyReused } from '../values/errors.ts';

/** Enrols a customer. Known by `memberId`. */
export interface EnrolMemberCommand extends ProfileInput {
  /** The POS's own customer id. */
  readonly memberId: string;
  /** Who enrols the customer; `system`, when left out. */
  readonly actor?: string | undefined;
}

/**
 * Enrols a customer as a member, with a balance of 0.
 *
 * @remarks Phone and card code are unique in the program: of two enrolments with one phone, one wins and the other is
 * `phone-taken`. Enrolling again with the same data answers with the first receipt.
 *
 * Fails with `phone-taken`, `card-taken`, `invalid-command`, `idempotency-key-reused` (the member is enrolled with
 * other data), `overloaded` and the errors of the store. `overloaded`, `store-locked` and `store-unavailable` are
 * retryable. A failure has written nothing, unless it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await enrolMember(ports)({ memberId: 'C-17', name: 'Ayu', phone: '+628123456789' });
 * ```
 */
export const enrolMember = command({
  name: 'enrolMember',
  route: 'POST /members',
  input: shape<EnrolMemberCommand>()(
    strict({
      memberId: id<MemberId>(),
      name: optional(personFields.name),
      phone: optional(personFields.phone),
      phoneVerified: optional(personFields.phoneVerified),
      email: optional(personFields.email),
      emailVerified: optional(personFields.emailVerified),
      cardCode: optional(personFields.cardCode),
      birthday: optional(personFields.birthday),
      tier: optional(personFields.tier),
      actor: optional(id<ActorId>()),
    }),
  ),
  failures: { 'phone-taken': true, 'card-taken': true },
  joins: 'host',
  reads: (input) => profileReads(input.memberId, input),
  decide(input, book, fingerprint) {
    const { memberId, actor = systemActor } = input;
    return enrol(book, memberId, personOf(input), { actor, fingerprint }).map((): MemberReceipt => ({
      memberId,
      version: 1,
    }));
  },
  recall: {
    find({ memberId }, book) {
      const first = book.get(profiles, memberId)?.saves[0];
      return first ? { fingerprint: first.fingerprint, did: { memberId, version: 1 } } : null;
    },
    reused: ({ memberId }) => enrolledOtherwise(memberId),
  },
  receipt: (receipt) => receipt,
});

/** What can go wrong with `enrolMember`. */
export type EnrolMemberFailure = FailureOf<typeof enrolMember>;

/** The error for a customer who is enrolled already, with other data. */
function enrolledOtherwise(memberId: string): IdempotencyKeyReused {
  const message = `Member ${quoted(memberId)} is enrolled already with other data; change them with updateMember.`;
  return { kind: 'idempotency-key-reused', message, field: 'memberId', id: memberId };
}
