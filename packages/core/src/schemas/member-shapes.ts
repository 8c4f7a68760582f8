import type { ActorId, CardCode, MemberId } from '../model/ids.ts';
import { birthday, email, phone } from './command-fields.ts';
import { flag, id, personalId, text, whole } from './fields.ts';
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
  name: person.name.optional(),
  phone: person.phone.optional(),
  phoneVerified: person.phoneVerified.optional(),
  email: person.email.optional(),
  emailVerified: person.emailVerified.optional(),
  cardCode: person.cardCode.optional(),
  birthday: person.birthday.optional(),
  tier: person.tier.optional(),
  actor: id<ActorId>().optional(),
});

export const updateMemberShape = strict({
  memberId: id<MemberId>(),
  version: whole(1).optional(),
  changes: strict({
    name: person.name.nullish(),
    phone: person.phone.nullish(),
    phoneVerified: person.phoneVerified.nullish(),
    email: person.email.nullish(),
    emailVerified: person.emailVerified.nullish(),
    cardCode: person.cardCode.nullish(),
    birthday: person.birthday.nullish(),
    tier: person.tier.nullish(),
  }),
  actor: id<ActorId>().optional(),
});

export const memberQueryShape = strict({ memberId: id<MemberId>() });

export const findMembersShape = withMeaning(
  strict({
    memberId: id<MemberId>().optional(),
    phone: person.phone.optional(),
    email: person.email.optional(),
    cardCode: person.cardCode.optional(),
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
