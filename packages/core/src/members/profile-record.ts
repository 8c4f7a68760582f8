import { record, jsonCodec } from '../kernel/record.ts';
import type { ActorId, CardCode, Email, MemberId, Phone } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';

/** All that is personal about a member, in a record of its own. */
export interface ProfileRecord {
  readonly memberId: MemberId;
  readonly name: string | null;
  readonly phone: Phone | null;
  readonly phoneVerified: boolean;
  readonly email: Email | null;
  readonly emailVerified: boolean;
  readonly cardCode: CardCode | null;
  /** MM-DD, or YYYY-MM-DD where the year is known. */
  readonly birthday: string | null;
  readonly tier: string | null;
  readonly enrolledAt: Instant;
  /** One for each version, the last one being current: what was asked for, so that a retry is known. */
  readonly saves: readonly ProfileSave[];
}

/** One version of a profile: what was asked for, when and by whom. */
export interface ProfileSave {
  readonly version: number;
  readonly fingerprint: string;
  readonly savedAt: Instant;
  readonly actor: ActorId;
}

/** What is personal about members. */
export const profiles = record<ProfileRecord>({
  kind: 'profile',
  format: 1,
  codec: jsonCodec(),
  key: ({ memberId }) => memberId,
  owner: ({ memberId }) => memberId,
  unique: { phone: ({ phone }) => phone, cardCode: ({ cardCode }) => cardCode },
  listed: { email: ({ email }) => (email === null ? null : { value: email, rank: 0 }) },
  personal: ['name', 'phone', 'email', 'cardCode', 'birthday'],
});
