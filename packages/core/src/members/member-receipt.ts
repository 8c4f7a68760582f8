import type { MemberId } from '../values/ids.ts';

/** What enrolling or updating a member did. */
export interface MemberReceipt {
  /** The member who was enrolled or updated. */
  readonly memberId: MemberId;
  /** 1 after enrolment, one more for each change; `updateMember` takes it back. */
  readonly version: number;
}
