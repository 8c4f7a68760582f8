import type { MemberId } from '../values/ids.ts';
import type { CommandKey, Entry } from './entry.ts';

/** Names an entry. */
export interface EntryKey {
  /** The member whose entry it is. */
  readonly memberId: MemberId;
  /** The number of the entry within its member, from 1. */
  readonly sequence: number;
}

/** Names what a command of a member wrote. */
export interface MemberCommand {
  /** The member whom the command is about. */
  readonly memberId: MemberId;
  /** The id of the command. */
  readonly key: CommandKey;
}

/** An entry, and how many of its points reversals have undone. */
export interface ReversibleEntry {
  /** The entry. */
  readonly entry: Entry;
  /** The points that reversals have undone so far; 0 or more. */
  readonly reversed: number;
}

/** The key of an entry. */
export function entryId({ memberId, sequence }: EntryKey): string {
  return `${sequence} ${memberId}`;
}

/** The entry that a key names. */
export function entryOfId(id: string): EntryKey {
  const space = id.indexOf(' ');
  return { sequence: Number(id.slice(0, space)), memberId: id.slice(space + 1) as MemberId };
}

/** The key of what a command of a member wrote. The length says where the id of the member ends. */
export function commandId({ memberId, key }: MemberCommand): string {
  return `${memberId.length} ${memberId}${key}`;
}

/** The command that a key names. */
export function commandOfId(id: string): MemberCommand {
  const space = id.indexOf(' ');
  const end = space + 1 + Number(id.slice(0, space));
  return { memberId: id.slice(space + 1, end) as MemberId, key: id.slice(end) as CommandKey };
}
