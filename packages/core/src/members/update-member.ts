import { err, ok, type Result } from 'neverthrow';
import type { Book } from '../kernel/book.ts';
import { command } from '../kernel/command.ts';
import type { CheckedOf } from '../kernel/shapes/shape.ts';
import type { FailureOf } from '../kernel/verb.ts';
import { systemActor } from '../program/program.ts';
import type { ProfileRecord, ProfileSave } from './profile-record.ts';
import { profiles, profileSaveKey, profileSaves } from './profile-record.ts';
import { id, nullish, optional, whole } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import { unknownMember } from '../values/failures.ts';
import { type ActorId, mailboxOf, type MemberId } from '../values/ids.ts';
import { type CardTaken, type Person, type PhoneTaken, profileReads, whatIsTaken } from './enrol.ts';
import type { MemberReceipt } from './member-receipt.ts';
import { personFields, type ProfileInput } from './person-fields.ts';
import type { Named } from '../values/errors.ts';
import { quoted } from '../values/quoted.ts';

/** What changes of a person: null removes it, and what is left out stays as it is. */
export type ProfileChanges = { readonly [Field in keyof ProfileInput]?: ProfileInput[Field] | null };

/** Changes what is given; null removes. Known by `memberId` + `version`. */
export interface UpdateMemberCommand {
  /** The host's own id of the member, as enrolled. */
  readonly memberId: string;
  /**
   * The version that the change is based on, as the last receipt told it; the newest one when left out. Without it, a
   * change that was asked for before is a repetition: to go back to earlier data, name a version.
   */
  readonly version?: number | undefined;
  /** What is left out stays as it is. */
  readonly changes: ProfileChanges;
  /** Who changes it; `system`, when left out. */
  readonly actor?: string | undefined;
}

/** What may change of a person; null removes it. */
export const changedFields = {
  name: nullish(personFields.name),
  phone: nullish(personFields.phone),
  phoneVerified: nullish(personFields.phoneVerified),
  email: nullish(personFields.email),
  emailVerified: nullish(personFields.emailVerified),
  cardCode: nullish(personFields.cardCode),
  birthday: nullish(personFields.birthday),
  tier: nullish(personFields.tier),
};

const inputShape = shape<UpdateMemberCommand>()(
  strict({
    memberId: id<MemberId>(),
    version: optional(whole(1)),
    changes: strict(changedFields),
    actor: optional(id<ActorId>()),
  }),
);

type CheckedUpdate = CheckedOf<typeof inputShape>;

/**
 * Changes a member's profile: what is given changes, null removes.
 *
 * @remarks A phone or email that changes is no longer verified, unless the same command says so. Where the ledger has
 * the plugin `codes`, codes that went there are void. With `version`, a change based on an older profile is
 * `member-changed`: of two callers who change one version at the same time, one succeeds. The same change sent again
 * answers with its first receipt.
 *
 * Fails with `unknown-member`, `member-changed`, `phone-taken`, `card-taken`, `invalid-command`, `overloaded` and the
 * errors of the store. `overloaded`, `store-locked` and `store-unavailable` are retryable. A failure has written
 * nothing, unless it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await updateMember(ports)({ memberId: 'C-17', version: 1, changes: { email: 'ayu@example.org', emailVerified: true } });
 * ```
 */
export const updateMember = command({
  name: 'updateMember',
  route: 'PATCH /members/{memberId}',
  input: inputShape,
  failures: { 'unknown-member': true, 'member-changed': true, 'phone-taken': true, 'card-taken': true },
  joins: 'host',
  reads: ({ memberId, changes }) => profileReads(memberId, changes),
  decide(input, book, fingerprint) {
    const profile = book.get(profiles, input.memberId);
    return profile === null ? err(unknownMember(input.memberId)) : changeProfile(book, profile, input, fingerprint);
  },
  recall: {
    find(input, book, fingerprint) {
      const { memberId } = input;
      const save = findSave(input, book, fingerprint);
      return save && { fingerprint, did: { memberId, version: save.version } satisfies MemberReceipt };
    },
  },
  receipt: (receipt) => receipt,
});

/** What can go wrong with `updateMember`. */
export type UpdateMemberFailure = FailureOf<typeof updateMember>;

/** Writes what changes, and answers the version of the profile after it; the same version where nothing changes. */
export function changeProfile(
  book: Book,
  profile: ProfileRecord,
  input: Omit<CheckedUpdate, 'memberId'>,
  fingerprint: string,
): Result<MemberReceipt, MemberChanged | PhoneTaken | CardTaken> {
  const { memberId } = profile;
  const version = profile.saves.at(-1)?.version ?? 0;
  if ((input.version ?? version) !== version) return err(memberChanged(memberId, version));
  const changes = changesOf(input.changes);
  const changed = { ...profile, ...unverified(profile, changes), ...changes };
  if (input.version === undefined && isSame(profile, changed)) return ok({ memberId, version });
  const taken = whatIsTaken(book, memberId, changes);
  if (taken) return err(taken);
  const save = { version: version + 1, fingerprint, savedAt: book.now, actor: input.actor ?? systemActor };
  book.put(profiles, { ...changed, saves: withSave(book, profile, save) });
  return ok({ memberId, version: save.version });
}

/**
 * Without a version, a change that was asked for before is a late repetition: a change back to it must name a version.
 */
function findSave(
  { memberId, version }: Pick<CheckedUpdate, 'memberId' | 'version'>,
  book: Book,
  fingerprint: string,
): ProfileSave | null {
  const { saves = [] } = book.get(profiles, memberId) ?? {};
  const known = saves.find((save) => save.fingerprint === fingerprint);
  const last = saves.at(-1)?.version ?? 0;
  // Most members have no saves in between, and a change of the current version is new: then no row is looked up.
  const mayBePast = last > 2 && (version === undefined || version < last);
  return known ?? (mayBePast ? book.get(profileSaves, profileSaveKey(memberId, fingerprint)) : null);
}

/** The first and the last save; what came between them becomes rows of their own. */
function withSave(book: Book, { memberId, saves }: ProfileRecord, save: ProfileSave): readonly ProfileSave[] {
  const [first, ...past] = saves;
  for (const each of past) {
    const repeatsEarlierSave = book.get(profileSaves, profileSaveKey(memberId, each.fingerprint)) !== null;
    book.put(profileSaves, { memberId, ...each, ...(repeatsEarlierSave ? { repeatsEarlierSave } : {}) });
  }
  return first === undefined ? [save] : [first, save];
}

/** A flag that is removed is false; what is not mentioned stays. */
function changesOf({ phoneVerified, emailVerified, ...texts }: CheckedUpdate['changes']): Partial<Person> {
  const flags = { phoneVerified: withoutNull(phoneVerified), emailVerified: withoutNull(emailVerified) };
  const entries = Object.entries({ ...texts, ...flags }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Person>;
}

function withoutNull(flag: boolean | null | undefined): boolean | undefined {
  return flag === null ? false : flag;
}

/** An address that changes is no longer verified. */
function unverified(profile: Person, { phone, email }: Partial<Person>): Partial<Person> {
  return {
    ...(phone !== undefined && phone !== profile.phone ? { phoneVerified: false } : {}),
    ...(email !== undefined && mailboxOf(email) !== mailboxOf(profile.email) ? { emailVerified: false } : {}),
  };
}

function isSame(before: ProfileRecord, after: ProfileRecord): boolean {
  return (Object.keys(after) as (keyof ProfileRecord)[]).every((field) => before[field] === after[field]);
}

/** The member's profile changed since the version that the command is based on. */
export interface MemberChanged extends Named<'member-changed'> {
  /** The member whose profile changed. */
  readonly memberId: string;
  /** The version that the profile has now. */
  readonly version: number;
}

function memberChanged(memberId: string, version: number): MemberChanged {
  const message = `Member ${quoted(memberId)} is at version ${version} by now; read it again before changing it.`;
  return { kind: 'member-changed', message, memberId, version };
}
