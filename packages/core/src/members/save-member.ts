import { err } from 'neverthrow';
import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import { systemActor } from '../program/program.ts';
import { id, optional, whole } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import { unknownMember } from '../values/failures.ts';
import type { ActorId, MemberId } from '../values/ids.ts';
import { enrol, personOf, profileReads } from './enrol.ts';
import type { MemberReceipt } from './member-receipt.ts';
import { profiles } from './profile-record.ts';
import { changedFields, changeProfile, type ProfileChanges } from './update-member.ts';

/** Enrols a customer, or changes what is given of a member; null removes. */
export interface SaveMemberCommand extends ProfileChanges {
  /** The host's own id of the customer. */
  readonly memberId: string;
  /**
   * The version that the change is based on, as the last receipt told it; the newest one when left out. A customer who
   * is not enrolled has none.
   */
  readonly version?: number | undefined;
  /** Who saves it; `system`, when left out. */
  readonly actor?: string | undefined;
}

/** What saving a member did. */
export interface SavedMember extends MemberReceipt {
  /** Whether it enrolled the customer, changed the member, or found everything as it was asked for. */
  readonly outcome: 'enrolled' | 'updated' | 'unchanged';
}

/**
 * Enrols a customer who is not a member yet, and changes the profile of one who is: what is given changes, null
 * removes.
 *
 * @remarks For hosts that pass on their own customers and do not know who is enrolled. The last call decides: to send
 * A, B and A again ends with A. Only a command that repeats the last save of the profile is a repetition. So send the
 * saves of one customer in their order, or name the `version`. A phone or email that changes is no longer verified,
 * unless the same command says so.
 *
 * Fails with `phone-taken`, `card-taken`, `member-changed`, `unknown-member` (a version is named, and nobody is
 * enrolled), `invalid-command`, `overloaded` and the errors of the store. `overloaded`, `store-locked` and
 * `store-unavailable` are retryable. A failure has written nothing, unless it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await saveMember(ports)({ memberId: 'C-17', name: 'Ayu', phone: '+628123456789', email: null });
 * ```
 */
export const saveMember = command({
  name: 'saveMember',
  route: 'PUT /members/{memberId}',
  input: shape<SaveMemberCommand>()(
    strict({ memberId: id<MemberId>(), ...changedFields, version: optional(whole(1)), actor: optional(id<ActorId>()) }),
  ),
  failures: { 'phone-taken': true, 'card-taken': true, 'member-changed': true, 'unknown-member': true },
  joins: 'host',
  reads: (input) => profileReads(input.memberId, input),
  decide({ memberId, version, actor = systemActor, ...changes }, book, fingerprint) {
    const profile = book.get(profiles, memberId);
    if (profile !== null) {
      const before = profile.saves.at(-1)?.version;
      return changeProfile(book, profile, { version, changes, actor }, fingerprint).map((done) =>
        done.version === before ? { ...done, outcome: 'unchanged' as const } : saved(memberId, done.version),
      );
    }
    if (version !== undefined) return err(unknownMember(memberId));
    return enrol(book, memberId, personOf(changes), { actor, fingerprint }).map(() => saved(memberId, 1));
  },
  recall: {
    find({ memberId }, book, fingerprint) {
      const last = book.get(profiles, memberId)?.saves.at(-1);
      return last?.fingerprint === fingerprint ? { fingerprint, did: saved(memberId, last.version) } : null;
    },
  },
  receipt: (receipt) => receipt,
});

/** What can go wrong with `saveMember`. */
export type SaveMemberFailure = FailureOf<typeof saveMember>;

function saved(memberId: MemberId, version: number): SavedMember {
  return { memberId, version, outcome: version === 1 ? 'enrolled' : 'updated' };
}
