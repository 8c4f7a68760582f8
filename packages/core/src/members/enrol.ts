import { err, ok, type Result } from 'neverthrow';
import type { Book } from '../kernel/book.ts';
import type { Ref } from '../kernel/record.ts';
import { emptyAccount } from '../ledger/account.ts';
import { accounts } from '../ledger/ledger-kinds.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import { profiles } from './profile-record.ts';
import type { ProfileRecord, ProfileSave } from './profile-record.ts';
import type { CardCode, MemberId, Phone } from '../values/ids.ts';
import type { Named } from '../values/errors.ts';

/** What is known of a person. */
export type Person = Omit<ProfileRecord, 'memberId' | 'enrolledAt' | 'saves'>;

/** What is unique in a program; null and undefined where a person has none. */
interface Unique {
  readonly phone?: Phone | null | undefined;
  readonly cardCode?: CardCode | null | undefined;
}

/** The records that writing a profile starts from. */
export function profileReads(memberId: MemberId, { phone, cardCode }: Unique): readonly Ref[] {
  return [
    accounts.at(memberId),
    profiles.at(memberId),
    ...(phone == null ? [] : [profiles.by('phone', phone)]),
    ...(cardCode == null ? [] : [profiles.by('cardCode', cardCode)]),
  ];
}

/** Writes a member who is not enrolled yet, with an account of 0 points. */
export function enrol(
  book: Book,
  memberId: MemberId,
  person: Person,
  by: Pick<ProfileSave, 'actor' | 'fingerprint'>,
): Result<MemberRecord, PhoneTaken | CardTaken> {
  const taken = whatIsTaken(book, memberId, person);
  if (taken) return err(taken);
  const member = { account: emptyAccount(memberId), activity: { days: [] } };
  const first = { version: 1, fingerprint: by.fingerprint, savedAt: book.now, actor: by.actor };
  book.put(accounts, member);
  book.put(profiles, { memberId, ...person, enrolledAt: book.now, saves: [first] });
  return ok(member);
}

/** A person of whom only what is given is known. */
export function personOf(given: { readonly [Field in keyof Person]?: Person[Field] | null | undefined }): Person {
  return {
    name: given.name ?? null,
    phone: given.phone ?? null,
    phoneVerified: given.phoneVerified ?? false,
    email: given.email ?? null,
    emailVerified: given.emailVerified ?? false,
    cardCode: given.cardCode ?? null,
    birthday: given.birthday ?? null,
    tier: given.tier ?? null,
  };
}

/** The error where another member has the phone or the card; null where both are free. */
export function whatIsTaken(
  book: Book,
  memberId: MemberId,
  { phone, cardCode }: Unique,
): PhoneTaken | CardTaken | null {
  const holder = phone == null ? null : book.find(profiles, 'phone', phone);
  if (holder !== null && holder !== memberId) return phoneTaken();
  const cardHolder = cardCode == null ? null : book.find(profiles, 'cardCode', cardCode);
  return cardHolder !== null && cardHolder !== memberId ? cardTaken() : null;
}

/** Another member of the program has the phone. */
export interface PhoneTaken extends Named<'phone-taken'> {
  /** The field of the command that is taken. */
  readonly field: 'phone';
}

function phoneTaken(): PhoneTaken {
  return {
    kind: 'phone-taken',
    message: 'Another member of the program has this phone; findMembers tells who.',
    field: 'phone',
  };
}

/** Another member of the program has the card code. */
export interface CardTaken extends Named<'card-taken'> {
  /** The field of the command that is taken. */
  readonly field: 'cardCode';
}

function cardTaken(): CardTaken {
  return {
    kind: 'card-taken',
    message: 'Another member of the program has this card code; findMembers tells who.',
    field: 'cardCode',
  };
}
