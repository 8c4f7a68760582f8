import type { ActorId, CardCode, MemberId } from '../values/ids.ts';
import { birthday, email, phone } from './command-fields.ts';
import { flag, id, nullish, optional, personalId, text, whole } from './fields.ts';
import { strict, withMeaning } from './objects.ts';

const person = {
  name: text(),
  phone: phone(),
  phoneVerified: flag(),
  email: email(),
  emailVerified: flag(),
  cardCode: personalId<CardCode>(),
  birthday: birthday(),
  tier: text(),
};

export const enrolMemberShape = strict({
  memberId: id<MemberId>(),
  name: optional(person.name),
  phone: optional(person.phone),
  phoneVerified: optional(person.phoneVerified),
  email: optional(person.email),
  emailVerified: optional(person.emailVerified),
  cardCode: optional(person.cardCode),
  birthday: optional(person.birthday),
  tier: optional(person.tier),
  actor: optional(id<ActorId>()),
});

export const updateMemberShape = strict({
  memberId: id<MemberId>(),
  version: optional(whole(1)),
  changes: strict({
    name: nullish(person.name),
    phone: nullish(person.phone),
    phoneVerified: nullish(person.phoneVerified),
    email: nullish(person.email),
    emailVerified: nullish(person.emailVerified),
    cardCode: nullish(person.cardCode),
    birthday: nullish(person.birthday),
    tier: nullish(person.tier),
  }),
  actor: optional(id<ActorId>()),
});

export const memberQueryShape = strict({ memberId: id<MemberId>() });

export const findMembersShape = withMeaning(
  strict({
    memberId: optional(id<MemberId>()),
    phone: optional(person.phone),
    email: optional(person.email),
    cardCode: optional(person.cardCode),
  }),
  function* (query) {
    if (Object.values(query).filter((value) => value !== undefined).length === 1) return;
    yield {
      path: [],
      problem: 'must name one of memberId, phone, email and cardCode',
      fix: 'Search by one thing.',
    };
  },
);
