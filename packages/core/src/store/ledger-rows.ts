import { type Account, heldPoints, lotPoints } from '../ledger/account.ts';
import { nextDueAt } from '../ledger/due.ts';
import type { CommandKey, Effect, Entry, EntryCause, EntryKind, EntryLine, Note, Reference } from '../ledger/entry.ts';
import type { Activity, MemberRecord } from '../ledger/member-record.ts';
import type { ActorId, MemberId, ProgramVersion } from '../values/ids.ts';
import { storeFailureOfFormat } from './format.ts';
import type { NotedRow } from './record-reader.ts';
import type { StoredAccount, StoredEntry } from './stored.ts';

/** The format of accounts and of entries that this library writes. */
const format = 1;

/** A member as a store keeps one. */
export function storedAccount({ account, activity }: MemberRecord): StoredAccount {
  const { lots, holds, lapsed, inactivity } = account;
  return {
    memberId: account.memberId,
    sequence: account.sequence,
    balance: account.balance,
    lotPoints: lotPoints(account),
    held: heldPoints(account),
    debt: account.debt,
    lastInstant: account.lastInstant,
    dueAt: nextDueAt(account),
    format,
    account: JSON.stringify({ lots, holds, lapsed, inactivity }),
    activity: JSON.stringify(activity),
  };
}

/** The member that a row tells. */
export function memberOfRow(row: StoredAccount): MemberRecord {
  return { account: accountOfRow(row), activity: JSON.parse(row.activity) as Activity };
}

/** The account that a row tells. */
export function accountOfRow(row: StoredAccount): Account {
  if (row.format !== format) throw storeFailureOfFormat('account', row.format, format);
  const { lots, holds, lapsed, inactivity } = JSON.parse(row.account) as Account;
  return {
    memberId: row.memberId as MemberId,
    sequence: row.sequence,
    balance: row.balance,
    debt: row.debt,
    lots,
    holds,
    lapsed,
    inactivity,
    lastInstant: row.lastInstant,
  };
}

/** An entry as a store keeps one. */
export function storedEntry(entry: Entry): StoredEntry {
  const { reference, command } = entry;
  return {
    memberId: entry.memberId,
    sequence: entry.sequence,
    kind: entry.kind,
    cause: entry.cause,
    delta: entry.delta,
    balanceAfter: entry.balanceAfter,
    postedAt: entry.postedAt,
    effectiveAt: entry.effectiveAt,
    actor: entry.actor,
    referenceType: reference?.type ?? null,
    referenceId: reference?.id ?? null,
    referenceDetail: reference?.detail ?? null,
    format,
    effect: JSON.stringify(entry.effect),
    version: entry.programVersion,
    commandKey: command?.key ?? null,
    commandFingerprint: command?.fingerprint ?? null,
  };
}

/** The entry that a row tells. */
export function entryOfRow(row: StoredEntry): Entry {
  return Object.assign(factsOfRow(row), { effect: JSON.parse(row.effect) as Effect });
}

/** The same for people to be shown. */
export function lineOfRow({ entry, note }: NotedRow): EntryLine {
  return Object.assign(factsOfRow(entry), { note: note as Note | null });
}

function factsOfRow(row: StoredEntry): Omit<Entry, 'effect'> {
  if (row.format !== format) throw storeFailureOfFormat('entry', row.format, format);
  return {
    memberId: row.memberId as MemberId,
    sequence: row.sequence,
    kind: row.kind as EntryKind,
    cause: row.cause as EntryCause,
    delta: row.delta,
    balanceAfter: row.balanceAfter,
    postedAt: row.postedAt,
    effectiveAt: row.effectiveAt,
    actor: row.actor as ActorId,
    reference: referenceOf(row),
    programVersion: row.version as ProgramVersion,
    command:
      row.commandKey === null ? null : { key: row.commandKey as CommandKey, fingerprint: row.commandFingerprint ?? '' },
  };
}

function referenceOf({ referenceType, referenceId, referenceDetail }: StoredEntry): Reference | null {
  if (referenceType === null || referenceId === null) return null;
  const type = referenceType as Reference['type'];
  return referenceDetail === null ? { type, id: referenceId } : { type, id: referenceId, detail: referenceDetail };
}
