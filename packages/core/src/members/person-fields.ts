import { birthday, email, phone } from '../schemas/command-fields.ts';
import { flag, personalId, text } from '../schemas/fields.ts';
import type { CardCode } from '../values/ids.ts';

/** What is personal about a member. */
export interface ProfileInput {
  /** The member's name: 1 to 200 characters on one line. */
  readonly name?: string | undefined;
  /** E.164, such as "+628123456789"; spaces, dots, dashes and brackets are ignored. Unique in the program. */
  readonly phone?: string | undefined;
  /** Whether the phone is known to be the member's; false when left out. */
  readonly phoneVerified?: boolean | undefined;
  /** An email address of at most 254 characters; its domain is kept in lower case. */
  readonly email?: string | undefined;
  /** Whether the email is known to be the member's; false when left out. */
  readonly emailVerified?: boolean | undefined;
  /** Unique in the program. */
  readonly cardCode?: string | undefined;
  /** MM-DD, or YYYY-MM-DD. */
  readonly birthday?: string | undefined;
  /** The host's own tier name, for rules. */
  readonly tier?: string | undefined;
}

/** The names of these in the order in which tables have them. */
export const personColumns = [
  'name',
  'phone',
  'phoneVerified',
  'email',
  'emailVerified',
  'cardCode',
  'birthday',
  'tier',
] as const satisfies readonly (keyof ProfileInput)[];

/** The fields of a person. */
export const personFields = {
  name: text(),
  phone: phone(),
  phoneVerified: flag(),
  email: email(),
  emailVerified: flag(),
  cardCode: personalId<CardCode>(),
  birthday: birthday(),
  tier: text(),
};
