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

/** The key of what a command of a member wrote. */
export function commandId({ memberId, key }: MemberCommand): string {
  return `${memberId.length} ${memberId}${key}`;
}
