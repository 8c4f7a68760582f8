import { emptyAccount } from '../ledger/account.ts';
import type { CardTaken, IdempotencyKeyReused, MemberChanged, PhoneTaken, UnknownMember } from '../values/errors.ts';
import { cardTaken, enrolledOtherwise, memberChanged, phoneTaken, unknownMember } from '../values/failures.ts';
import type { ActorId, MemberId } from '../values/ids.ts';
import { accept, type Decision, type DecisionContext, needs, refuse } from '../records/decision.ts';
import type { ProfileRecord } from '../records/member.ts';
import { missingKeys, type RecordKeys, type Known } from '../records/records.ts';
import { voidChallenges } from './void-challenges.ts';

/** What is known of a person, checked. */
export type Person = Omit<ProfileRecord, 'memberId' | 'enrolledAt' | 'saves'>;

/** An enrolment, checked. */
export interface EnrolMember {
  readonly memberId: MemberId;
  readonly person: Person;
  readonly actor: ActorId;
  readonly fingerprint: string;
}

/** A change of a profile, checked; null version for whatever is there. */
export interface UpdateMember {
  readonly memberId: MemberId;
  readonly version: number | null;
  readonly changes: Partial<Person>;
  readonly actor: ActorId;
  readonly fingerprint: string;
}

/** What enrolling or updating a member did. */
export interface MemberReceipt {
  readonly memberId: MemberId;
  /** 1 after enrolment, one more for each change; `updateMember` takes it back. */
  readonly version: number;
}

type Taken = PhoneTaken | CardTaken;

/** The records that writing a profile starts from. */
export function memberKeys(memberId: MemberId, { phone, cardCode }: Partial<Person>): RecordKeys {
  return {
    members: [memberId],
    profiles: [memberId],
    phones: phone ? [phone] : [],
    cardCodes: cardCode ? [cardCode] : [],
  };
}

/** Lets a customer take part, with an account of zero points. */
export function decideEnrolment(
  { memberId, person, actor, fingerprint }: EnrolMember,
  records: Known,
  { now }: DecisionContext,
): Decision<MemberReceipt, IdempotencyKeyReused | Taken> {
  const missing = missingKeys(records, memberKeys(memberId, person));
  if (missing) return needs(missing);
  const known = records.profiles.get(memberId);
  if (known) {
    const same = known.saves[0]?.fingerprint === fingerprint;
    return same ? accept({ memberId, version: 1 }) : refuse(enrolledOtherwise(memberId));
  }
  const taken = whatIsTaken(memberId, person, records);
  if (taken) return refuse(taken);
  const profile = { memberId, ...person, enrolledAt: now, saves: [{ version: 1, fingerprint, savedAt: now, actor }] };
  const member = { account: emptyAccount(memberId), activity: { purchases: 0, days: [] } };
  return accept({ memberId, version: 1 }, { members: [member], profiles: [profile] });
}

/**
 * Changes what is given of a profile; an address or number that changes is no longer verified, unless said, and codes
 * that went there are void.
 */
export function decideUpdate(
  command: UpdateMember,
  records: Known,
  { now }: DecisionContext,
): Decision<MemberReceipt, IdempotencyKeyReused | MemberChanged | UnknownMember | Taken> {
  const { memberId, changes, fingerprint, actor } = command;
  const missing = missingKeys(records, memberKeys(memberId, changes));
  if (missing) return needs(missing);
  const profile = records.profiles.get(memberId);
  if (!profile) return refuse(unknownMember(memberId));
  const version = profile.saves.at(-1)?.version ?? 0;
  // Without a version, what was asked before comes late: a change back to it must name a version.
  const known = command.version === null && profile.saves.find((save) => save.fingerprint === fingerprint);
  if (known) return accept({ memberId, version: known.version });
  const base = command.version ?? version;
  const later = profile.saves.find((save) => save.version === base + 1);
  if (later) {
    return later.fingerprint === fingerprint
      ? accept({ memberId, version: later.version })
      : refuse(memberChanged(memberId, version));
  }
  if (base !== version) return refuse(memberChanged(memberId, version));
  const changed = { ...profile, ...unverified(profile, changes), ...changes };
  if (command.version === null && samePerson(profile, changed)) return accept({ memberId, version });
  const taken = whatIsTaken(memberId, changes, records);
  if (taken) return refuse(taken);
  const challenges = voidChallenges(memberId, profile, changed, records);
  if ('needs' in challenges) return challenges;
  const save = { version: version + 1, fingerprint, savedAt: now, actor };
  const profiles = [{ ...changed, saves: [...profile.saves, save] }];
  return accept({ memberId, version: save.version }, challenges.length > 0 ? { profiles, challenges } : { profiles });
}

function whatIsTaken(memberId: MemberId, { phone, cardCode }: Partial<Person>, records: Known): Taken | null {
  const holder = phone ? (records.phones.get(phone) ?? memberId) : memberId;
  if (holder !== memberId) return phoneTaken();
  const cardHolder = cardCode ? (records.cardCodes.get(cardCode) ?? memberId) : memberId;
  return cardHolder === memberId ? null : cardTaken();
}

function unverified(profile: Person, { phone, email }: Partial<Person>): Partial<Person> {
  return {
    ...(phone !== undefined && phone !== profile.phone ? { phoneVerified: false } : {}),
    ...(email !== undefined && email !== profile.email ? { emailVerified: false } : {}),
  };
}

function samePerson(before: Person, after: Person): boolean {
  return (Object.keys(after) as (keyof Person)[]).every((field) => before[field] === after[field]);
}
