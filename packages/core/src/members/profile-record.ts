import { forms } from '../kernel/forms/forms.ts';
import { record } from '../kernel/record.ts';
import { rowCodec } from '../kernel/forms/row-codec.ts';
import { actorForm } from '../ledger/actor-form.ts';
import { type ActorId, type CardCode, type Email, mailboxOf, type MemberId, type Phone } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';

/** All that is personal about a member, in a record of its own. */
export interface ProfileRecord {
  /** The host's own id of the member. */
  readonly memberId: MemberId;
  /** The member's name; null where it is not known. */
  readonly name: string | null;
  /** In E.164 form; null where it is not known. */
  readonly phone: Phone | null;
  /** Whether the phone is known to be the member's. */
  readonly phoneVerified: boolean;
  /** The email address; null where it is not known. */
  readonly email: Email | null;
  /** Whether the email is known to be the member's. */
  readonly emailVerified: boolean;
  /** The code of the member's card; null where there is none. */
  readonly cardCode: CardCode | null;
  /** MM-DD, or YYYY-MM-DD where the year is known. */
  readonly birthday: string | null;
  /** The host's own tier name; null where there is none. */
  readonly tier: string | null;
  /** When the member was enrolled. */
  readonly enrolledAt: Instant;
  /** The first save, and the last one where that is another: it made the current version. */
  readonly saves: readonly ProfileSave[];
}

/** One version of a profile: what was asked for, when and by whom. */
export interface ProfileSave {
  /** The version that the save made, from 1. */
  readonly version: number;
  /** A digest of what was asked for. */
  readonly fingerprint: string;
  /** When it was saved. */
  readonly savedAt: Instant;
  /** Who saved it. */
  readonly actor: ActorId;
}

/** A save between the first and the last one of its member, so that a retry is known. */
export interface PastProfileSave extends ProfileSave {
  /** The member whose profile was saved. */
  readonly memberId: MemberId;
  /**
   * The same was asked for before, by `saveMember`: the earlier save is the one that a retry finds. Left out where it
   * was not.
   */
  readonly repeatsEarlierSave?: true;
}

/** A profile as it is written: a save has the milliseconds since the member was enrolled. */
type WrittenProfile = Omit<ProfileRecord, 'memberId' | 'saves'> & {
  readonly saves: readonly (Omit<ProfileSave, 'savedAt'> & { readonly savedAfter: number })[];
};

const written = forms.row<WrittenProfile>({
  enrolledAt: forms.instant(),
  saves: forms.list(
    forms.row<WrittenProfile['saves'][number]>({
      fingerprint: forms.text(),
      version: forms.or(forms.figure(), 1),
      actor: actorForm(),
      savedAfter: forms.figure(),
    }),
  ),
  name: forms.orNull(forms.text()),
  phone: forms.orNull(forms.text()),
  phoneVerified: forms.flag(),
  email: forms.orNull(forms.text()),
  emailVerified: forms.flag(),
  cardCode: forms.orNull(forms.text()),
  birthday: forms.orNull(forms.text()),
  tier: forms.orNull(forms.text()),
});

const profileForm = forms.by<Omit<ProfileRecord, 'memberId'>, WrittenProfile>(
  written,
  (profile) => ({
    ...profile,
    saves: profile.saves.map((save) => ({ ...save, savedAfter: save.savedAt - profile.enrolledAt })),
  }),
  (profile) => ({
    ...profile,
    saves: profile.saves.map(({ savedAfter, ...save }) => ({
      ...save,
      savedAt: (profile.enrolledAt + savedAfter) as Instant,
    })),
  }),
);

/** What is personal about members. */
export const profiles = record<ProfileRecord>({
  kind: 'profile',
  format: 1,
  codec: rowCodec<ProfileRecord, 'memberId'>(profileForm, { ofKey: (key) => ({ memberId: key as MemberId }) }),
  key: ({ memberId }) => memberId,
  owner: 'key',
  unique: { phone: ({ phone }) => phone, cardCode: ({ cardCode }) => cardCode },
  listed: { email: ({ email }) => (email === null ? null : { value: mailboxOf(email), rank: 0 }) },
  personal: ['name', 'phone', 'email', 'cardCode', 'birthday'],
  columns: {
    name: { field: 'name', type: 'text' },
    phone: { field: 'phone', type: 'text' },
    phone_verified: { field: 'phoneVerified', type: 'boolean' },
    email: { field: 'email', type: 'text' },
    email_verified: { field: 'emailVerified', type: 'boolean' },
    card_code: { field: 'cardCode', type: 'text' },
    birthday: { field: 'birthday', type: 'text' },
    tier: { field: 'tier', type: 'text' },
    enrolled_at: { field: 'enrolledAt', type: 'instant' },
  },
});

const pastSave = forms.row<Omit<PastProfileSave, 'memberId' | 'fingerprint'>>({
  savedAt: forms.instant(),
  version: forms.or(forms.figure(), 1),
  actor: actorForm(),
  repeatsEarlierSave: forms.mark(),
});

/**
 * The saves of profiles but the first and the last ones: rows of their own, so that a profile does not grow with them.
 */
export const profileSaves = record<PastProfileSave>({
  kind: 'profile-save',
  format: 1,
  codec: rowCodec<PastProfileSave, 'memberId' | 'fingerprint'>(pastSave, { ofKey: namedByKey }),
  key: ({ memberId, fingerprint, version, repeatsEarlierSave }) =>
    profileSaveKey(memberId, repeatsEarlierSave ? `${fingerprint} ${version}` : fingerprint),
  owner: ({ memberId }) => memberId,
});

/** The key of the first of the saves in between that asked for this. */
export function profileSaveKey(memberId: string, fingerprint: string): string {
  return `${fingerprint} ${memberId}`;
}

function namedByKey(
  key: string,
  { repeatsEarlierSave, version }: Pick<PastProfileSave, 'repeatsEarlierSave' | 'version'>,
) {
  const [fingerprint = ''] = key.split(' ', 1);
  const before = repeatsEarlierSave ? `${fingerprint} ${version} ` : `${fingerprint} `;
  return { fingerprint, memberId: key.slice(before.length) as MemberId };
}
