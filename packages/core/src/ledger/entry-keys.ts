import type { MemberId } from '../values/ids.ts';
import type { CommandKey, Entry } from './entry.ts';

/** Names an entry. */
export interface EntryKey {
  readonly memberId: MemberId;
  readonly sequence: number;
}

/** Names what a command of a member wrote. */
export interface MemberCommand {
  readonly memberId: MemberId;
  readonly key: CommandKey;
}

/** An entry, and how many of its points reversals have undone. */
export interface ReversibleEntry {
  readonly entry: Entry;
  readonly reversed: number;
}

/** The text under which `Records.entries` holds an entry. */
export function entryId({ memberId, sequence }: EntryKey): string {
  return `${sequence} ${memberId}`;
}

/** The text under which `Records.commands` holds what a command wrote. */
export function commandId({ memberId, key }: MemberCommand): string {
  return `${memberId.length} ${memberId}${key}`;
}
