import type { MemberId } from '../values/ids.ts';

/** What enrolling or updating a member did. */
export interface MemberReceipt {
  readonly memberId: MemberId;
  /** 1 after enrolment, one more for each change; `updateMember` takes it back. */
  readonly version: number;
}
