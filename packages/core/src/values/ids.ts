import type { Brand } from './brand.ts';
import { invisible, lookalikeIn } from './lookalikes.ts';

/** Names a merchant's program; every key in a store begins with it. */
export type ProgramId = Brand<string, 'ProgramId'>;
/** Names one immutable version of a program: the fingerprint of its rules. */
export type ProgramVersion = Brand<string, 'ProgramVersion'>;
/** The host's own customer id. */
export type MemberId = Brand<string, 'MemberId'>;
/** The host's own invoice number. */
export type InvoiceId = Brand<string, 'InvoiceId'>;
/** The host's own payment id, unique on its invoice. */
export type PaymentId = Brand<string, 'PaymentId'>;
/** The host's own refund id, unique on its invoice. */
export type RefundId = Brand<string, 'RefundId'>;
/** The host's own id of what says that a void was a mistake, unique on its invoice. */
export type ReinstatementId = Brand<string, 'ReinstatementId'>;
/** The host's own id of what says that a payment no longer counts, unique on its invoice. */
export type ReversalId = Brand<string, 'ReversalId'>;
/** The host's own id of a return without a sale, unique for its member. */
export type ReturnId = Brand<string, 'ReturnId'>;
/** The host's own id of the undoing of a redemption, unique for its member. */
export type UndoId = Brand<string, 'UndoId'>;
/** The host's own redemption id, unique for its member. */
export type RedemptionId = Brand<string, 'RedemptionId'>;
/** Names a redemption that waits for a code: 128 bits that nobody can guess. */
export type ChallengeId = Brand<string, 'ChallengeId'>;
/** The host's own id of a job: a bulk adjustment, an import or the undoing of one. */
export type JobId = Brand<string, 'JobId'>;
/** Who did it: a staff id, or `system`. */
export type ActorId = Brand<string, 'ActorId'>;
/** A telephone number in E.164 form: `+` and 7 to 15 digits. */
export type Phone = Brand<string, 'Phone'>;
/** The code on a loyalty card. */
export type CardCode = Brand<string, 'CardCode'>;
/** An email address, its domain in lower case. */
export type Email = Brand<string, 'Email'>;

/** What an email address is known by: its capitals never count. */
export function mailboxOf<Address extends Email | null>(email: Address): Address {
  return (email?.toLowerCase() ?? null) as Address;
}

/** The longest id, in UTF-8 bytes. */
export const longestIdBytes = 128;

const controlCharacter = /\p{Cc}|\p{Cs}/u;

/** Says what is wrong with a text as an id, or null when it is one (after NFC normalisation). */
export function problemWithId(text: string): string | null {
  if (text === '') return 'must not be empty';
  if (text.length > longestIdBytes) return `must be at most ${longestIdBytes} bytes`;
  // Most ids are printable ASCII, which has nothing of what else may be wrong.
  const isPlain = !otherThanAscii.test(text);
  if (!isPlain && controlCharacter.test(text)) return 'must not contain control characters or lone surrogates';
  if (text.trim() !== text) return 'must not begin or end with white space';
  if (isPlain) return null;
  return (
    problemWithLooks(text) ?? (utf8Bytes(text) > longestIdBytes ? `must be at most ${longestIdBytes} bytes` : null)
  );
}

const otherThanAscii = /[^ -~]/;

/** Two ids that look the same to people must not be two. */
function problemWithLooks(text: string): string | null {
  if (invisible.test(text)) return 'must not contain a character that nobody sees, such as a no-break space';
  const lookalike = lookalikeIn(text);
  return lookalike === null ? null : `must not contain ${lookalike}`;
}

function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
