import { err, type Result } from 'neverthrow';
import type { Book } from '../kernel/book.ts';
import type { Ref } from '../kernel/record.ts';
import type { ErrorOf } from '../kernel/results.ts';
import type { MemberCommand } from '../ledger/entry-keys.ts';
import type { CommandKey, Entry, Reference } from '../ledger/entry.ts';
import { accounts, commandRef, memberOf, notes } from '../ledger/ledger-kinds.ts';
import { lastEntry, openPosting, post, type Posting, type NewEntry } from '../ledger/posting.ts';
import { putPosting } from '../ledger/put-posting.ts';
import { recallByEntry } from '../ledger/recall-by-entry.ts';
import { programOf } from '../program/program-of.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import { note } from '../schemas/command-fields.ts';
import { id, nullish, optional } from '../schemas/fields.ts';
import type { InvalidCommand, UnknownMember } from '../values/errors.ts';
import { hostKeyReused, unknownMember } from '../values/failures.ts';
import { noteTexts } from './note-texts.ts';
import type { ActorId, MemberId } from '../values/ids.ts';

/** The fields of every change of points by hand. */
export interface StaffCommand {
  /** The host's own id of the member, as enrolled: 1 to 128 bytes of UTF-8. */
  readonly memberId: string;
  /** The staff member who does it. */
  readonly actor: string;
  /** Why, for staff. It may be left out, unless the program says `adjusting.requireReason`. */
  readonly reason?: string | undefined;
  /** Why, for the customer. When left out, it is the program's `adjusting.defaultComment`; null is no comment. */
  readonly comment?: string | null | undefined;
  /** Names the command within its member: sent again under it, the command answers what it did before. */
  readonly idempotencyKey: string;
}

/** The fields of a command by staff. */
export const staffFields = {
  memberId: id<MemberId>(),
  actor: id<ActorId>(),
  reason: optional(note()),
  comment: nullish(note()),
  idempotencyKey: id<string>(),
};

/** A command by staff, checked. */
interface CheckedStaffCommand {
  readonly memberId: MemberId;
  readonly actor: ActorId;
  readonly reason?: string | undefined;
  readonly comment?: string | null | undefined;
  readonly idempotencyKey: string;
}

/** The part of an entry that such a command decides; actor and command are known. */
type StaffEntry = Omit<NewEntry, 'actor' | 'command'>;

/** The records that every such command starts from. */
export function staffReads(input: CheckedStaffCommand): readonly Ref[] {
  return [accounts.at(input.memberId), commandRef(commandOf(input))];
}

/** A command by staff is known by the entry that it wrote. */
export const recallStaffCommand = recallByEntry(commandOf, ({ idempotencyKey }) =>
  hostKeyReused(keyOf(idempotencyKey)),
);

/** Posts the entry that `make` answers, with its note; it is what the command's id names. */
export function postByStaff<Made extends Result<StaffEntry, unknown>>(
  book: Book,
  input: CheckedStaffCommand,
  fingerprint: string,
  make: (posting: Posting) => Made,
): Result<Entry, ErrorOf<Made> | UnknownMember | InvalidCommand> {
  const { memberId, actor, idempotencyKey } = input;
  const member = memberOf(book, memberId);
  if (member === null) return err(unknownMember(memberId));
  const program = programOf(book);
  const texts = noteTexts(program, input);
  if (texts.isErr()) return err(texts.error);
  const opened = openPosting(member.account, program, book.now);
  const command = { key: keyOf(idempotencyKey), fingerprint };
  const made = make(opened) as Result<StaffEntry, ErrorOf<Made>>;
  return made.map((given) => putNoted(book, member, opened, { ...given, actor, command }, texts.value));
}

/** Posts one entry on an opened account, with a note, and writes both. */
export function putNoted(
  book: Book,
  member: MemberRecord,
  opened: Posting,
  given: NewEntry,
  { reason, comment }: { readonly reason: string | null; readonly comment: string | null },
): Entry {
  const posted = post(opened, given);
  const entry = lastEntry(posted);
  putPosting(book, member, posted);
  book.append(notes, { memberId: entry.memberId, sequence: entry.sequence, reason, comment });
  return entry;
}

/** The host's own id of what a command is about. */
export function externalReference(of: string | undefined): Reference | null {
  return of === undefined ? null : { type: 'external', id: of };
}

function commandOf({ memberId, idempotencyKey }: CheckedStaffCommand): MemberCommand {
  return { memberId, key: keyOf(idempotencyKey) };
}

function keyOf(idempotencyKey: string): CommandKey {
  return `key:${idempotencyKey}`;
}
