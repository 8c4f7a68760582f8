import { commandOfPlan } from '../records/command-of-plan.ts';
import { decideEnrolment, memberKeys, type MemberReceipt } from '../members/decide-member.ts';
import { systemActor } from '../program/program.ts';

import type { EnrolMemberCommand } from '../schemas/member-commands.ts';
import { parse } from '../schemas/parse.ts';
import { enrolMemberShape } from '../schemas/member-shapes.ts';
import type { EnrolMemberFailure } from './failures.ts';
import { fingerprint, type Plan } from './ports.ts';

/**
 * Lets a customer take part, with a balance of 0.
 *
 * @remarks Phone and card code are unique in the program: of two enrolments with one phone, one wins and the other is
 * `phone-taken`.
 *
 * @example
 * ```ts
 * await enrolMember(ports)({ memberId: 'C-17', name: 'Ayu', phone: '+628123456789' });
 * ```
 */
export const enrolMember = commandOfPlan<EnrolMemberCommand, MemberReceipt, EnrolMemberFailure>(
  'enrolMember',
  planEnrolMember,
);

function planEnrolMember(input: EnrolMemberCommand): Plan<MemberReceipt, EnrolMemberFailure> {
  return parse(enrolMemberShape, input).map((said) => {
    const { memberId, actor = systemActor } = said;
    const person = {
      name: said.name ?? null,
      phone: said.phone ?? null,
      phoneVerified: said.phoneVerified ?? false,
      email: said.email ?? null,
      emailVerified: said.emailVerified ?? false,
      cardCode: said.cardCode ?? null,
      birthday: said.birthday ?? null,
      tier: said.tier ?? null,
    };
    const command = { memberId, person, actor, fingerprint: fingerprint('enrol-member', said) };
    return {
      keys: memberKeys(memberId, person),
      decide: (records, context) => decideEnrolment(command, records, context),
    };
  });
}
