import { err, ok, type Result } from 'neverthrow';
import type { StoreError } from '../kernel/store-error.ts';
import { type Balance, balanceOf } from '../ledger/account.ts';
import { accountNow } from '../reading/read-account.ts';
import type { ReadingHost } from '../reading/reading-host.ts';
import type { ProfileRecord } from './profile-record.ts';
import type { UnknownMember } from '../values/errors.ts';
import type { MemberId } from '../values/ids.ts';
import type { Person } from './enrol.ts';

/** A member's profile and balance. */
export interface Member extends Person {
  /** The host's own id of the member. */
  readonly memberId: MemberId;
  /** 1 after enrolment, one more for each change of the profile. */
  readonly version: number;
  /** When the member was enrolled. */
  readonly enrolledAt: Date;
  /** The member's points now. */
  readonly balance: Balance;
}

/** Reads the account behind a profile. */
export async function memberWithProfile(
  host: ReadingHost,
  { saves, enrolledAt, ...person }: ProfileRecord,
): Promise<Result<Member, StoreError | UnknownMember>> {
  const { memberId } = person;
  const read = accountNow(host, memberId, await host.reads.account(memberId));
  if (read.isErr()) return err(read.error);
  return ok({
    ...person,
    version: saves.at(-1)?.version ?? 0,
    enrolledAt: new Date(enrolledAt),
    balance: balanceOf(read.value.account, read.value.now),
  });
}
