import { commandOfPlan } from '../records/command-of-plan.ts';
import { decideUpdate, memberKeys, type MemberReceipt, type Person } from '../members/decide-member.ts';
import { systemActor } from '../program/program.ts';

import type { UpdateMemberCommand } from '../schemas/member-commands.ts';
import { parse } from '../schemas/parse.ts';
import { updateMemberShape } from '../schemas/member-shapes.ts';
import type { UpdateMemberFailure } from './failures.ts';
import { fingerprint, type Plan } from './ports.ts';

/**
 * Changes a member's profile: what is given changes, null removes.
 *
 * @remarks A phone or email that changes is no longer verified, unless the same command says so. With `version`, a
 * change based on an older profile is `member-changed`.
 *
 * @example
 * ```ts
 * await updateMember(ports)({ memberId: 'C-17', version: 1, changes: { email: 'ayu@example.org', emailVerified: true } });
 * ```
 */
export const updateMember = commandOfPlan<UpdateMemberCommand, MemberReceipt, UpdateMemberFailure>(
  'updateMember',
  planUpdateMember,
);

function planUpdateMember(input: UpdateMemberCommand): Plan<MemberReceipt, UpdateMemberFailure> {
  return parse(updateMemberShape, input).map((said) => {
    const { memberId, version = null, actor = systemActor } = said;
    const changes = changesOf(said.changes);
    const command = { memberId, version, changes, actor, fingerprint: fingerprint('update-member', said) };
    return {
      keys: memberKeys(memberId, changes),
      decide: (records, context) => decideUpdate(command, records, context),
    };
  });
}

type Said = { readonly [Field in keyof Person]?: Person[Field] | null | undefined };

/** A flag that is removed is false; what is not mentioned stays. */
function changesOf({ phoneVerified, emailVerified, ...texts }: Said): Partial<Person> {
  const flags = { phoneVerified: withoutNull(phoneVerified), emailVerified: withoutNull(emailVerified) };
  const said = Object.entries({ ...texts, ...flags }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as Partial<Person>;
}

function withoutNull(flag: boolean | null | undefined): boolean | undefined {
  return flag === null ? false : flag;
}
