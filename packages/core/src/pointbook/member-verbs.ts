import { enrolMember } from '../members/enrol-member.ts';
import { updateMember } from '../members/update-member.ts';
import { saveMember } from '../members/save-member.ts';

export { enrolMember, type EnrolMemberCommand, type EnrolMemberFailure } from '../members/enrol-member.ts';
export {
  updateMember,
  type ProfileChanges,
  type UpdateMemberCommand,
  type UpdateMemberFailure,
} from '../members/update-member.ts';
export type { MemberChanged } from '../members/update-member.ts';
export {
  saveMember,
  type SavedMember,
  type SaveMemberCommand,
  type SaveMemberFailure,
} from '../members/save-member.ts';

/** The verbs that write members. */
export const memberVerbs = {
  /**
   * Enrols a customer as a member, with a balance of 0.
   *
   * @example
   * ```ts
   * await pointbook.enrolMember({ memberId: 'C-17', name: 'Ayu', phone: '+628123456789' });
   * ```
   */
  enrolMember,
  /**
   * Changes a member's profile: what is given changes, null removes.
   *
   * @example
   * ```ts
   * await pointbook.updateMember({ memberId: 'C-17', version: 1, changes: { email: 'ayu@example.org', emailVerified: true } });
   * ```
   */
  updateMember,
  /**
   * Enrols a customer who is not a member yet, and changes the profile of one who is: what is given changes, null
   * removes.
   *
   * @example
   * ```ts
   * await pointbook.saveMember({ memberId: 'C-17', name: 'Ayu', phone: '+628123456789', email: null });
   * ```
   */
  saveMember,
};
