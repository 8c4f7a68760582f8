import { emptyAccount } from '../ledger/account.ts';
import type { CardTaken, IdempotencyKeyReused, PhoneTaken } from '../values/errors.ts';
import { cardTaken, enrolledOtherwise, phoneTaken } from '../values/failures.ts';
import type { ActorId, MemberId } from '../values/ids.ts';
import { accept, type Decision, type DecisionContext, needs, refuse } from '../records/decision.ts';
import { missingKeys, type RecordKeys, type Known } from '../records/records.ts';
import type { Person } from './enrol.ts';
import type { MemberReceipt } from './member-receipt.ts';

/** An enrolment, checked. */
export interface EnrolMember {
  readonly memberId: MemberId;
  readonly person: Person;
  readonly actor: ActorId;
  readonly fingerprint: string;
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

function whatIsTaken(memberId: MemberId, { phone, cardCode }: Partial<Person>, records: Known): Taken | null {
  const holder = phone ? (records.phones.get(phone) ?? memberId) : memberId;
  if (holder !== memberId) return phoneTaken();
  const cardHolder = cardCode ? (records.cardCodes.get(cardCode) ?? memberId) : memberId;
  return cardHolder === memberId ? null : cardTaken();
}
