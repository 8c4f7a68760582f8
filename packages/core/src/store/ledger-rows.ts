import { heldPoints, lotPoints } from '../ledger/account.ts';
import { nextDueAt } from '../ledger/due.ts';
import type { CommandKey, Effect, Entry, EntryCause, EntryKind, EntryLine, Note, Reference } from '../ledger/entry.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import type { ActorId, MemberId, ProgramVersion } from '../values/ids.ts';
import { accountSteps, entrySteps } from '../ledger/ledger-kinds.ts';
import { type FormatStep, inFormat, ofFormat } from '../kernel/record.ts';
import { newerFormat } from './newer-format.ts';
import type { NotedRow } from './record-reader.ts';
import { bearsSeal, columnsOf, damaged, isSealed, readable, sealed } from './seal.ts';
import type { StoredAccount, StoredEntry } from './stored-rows.ts';

/** How accounts and entries become rows, and how rows are read, by the steps between their formats. */
export function ledgerRows(ofAccounts: readonly FormatStep[], ofEntries: readonly FormatStep[]) {
  const [accountFormat, entryFormat] = [ofAccounts.length + 1, ofEntries.length + 1];

  /** A member as a store keeps one, in the format of the ledger. */
  function storedAccount({ account, activity }: MemberRecord, format = accountFormat): StoredAccount {
    const { lots, holds, lapsed, inactivity } = account;
    const texts = inFormat(ofAccounts, { account: { lots, holds, lapsed, inactivity }, activity }, format) as Texts;
    const row = {
      memberId: account.memberId,
      sequence: account.sequence,
      balance: account.balance,
      lotPoints: lotPoints(account),
      held: heldPoints(account),
      debt: account.debt,
      lastInstant: account.lastInstant,
      dueAt: nextDueAt(account),
      format,
      account: JSON.stringify(texts.account),
      activity: JSON.stringify(texts.activity),
    };
    return { ...row, account: sealed(row.account, besideAccount(row)) };
  }

  /** The member that a row tells. */
  function memberOfRow(row: StoredAccount): MemberRecord {
    checkFormat('account', row.format, accountFormat);
    const read = (text: string) => readable(text, nameOfAccount(row), JSON.parse) as unknown;
    const texts = { account: read(row.account), activity: read(row.activity) };
    const { account, activity } = ofFormat(ofAccounts, texts, row.format) as MemberRecord;
    const { lots, holds, lapsed, inactivity } = account;
    if (![lots, holds, lapsed].every(Array.isArray)) throw damaged(nameOfAccount(row)());
    return {
      account: {
        memberId: row.memberId as MemberId,
        sequence: row.sequence,
        balance: row.balance,
        debt: row.debt,
        lots,
        holds,
        lapsed,
        inactivity,
        lastInstant: row.lastInstant,
      },
      activity,
    };
  }

  /** An entry as a store keeps one, in the format of the ledger. */
  function storedEntry(entry: Entry, format = entryFormat): StoredEntry {
    const { reference, command } = entry;
    const row = {
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
      effect: JSON.stringify(inFormat(ofEntries, entry.effect, format)),
      version: entry.programVersion,
      commandKey: command?.key ?? null,
      commandFingerprint: command?.fingerprint ?? null,
    };
    return { ...row, effect: sealed(row.effect, besideEntry(row)) };
  }

  /** The entry that a row tells. */
  function entryOfRow(row: StoredEntry): Entry {
    const facts = factsOfRow(row);
    const effect = readable(row.effect, nameOfEntry(row), JSON.parse) as unknown;
    return Object.assign(facts, { effect: ofFormat(ofEntries, effect, row.format) as Effect });
  }

  /** The same for people to be shown. */
  function lineOfRow({ entry, note }: NotedRow): EntryLine {
    return Object.assign(factsOfRow(entry), { note: note as Note | null });
  }

  function factsOfRow(row: StoredEntry): Omit<Entry, 'effect'> {
    checkFormat('entry', row.format, entryFormat);
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
        row.commandKey === null
          ? null
          : { key: row.commandKey as CommandKey, fingerprint: row.commandFingerprint ?? '' },
    };
  }

  return { storedAccount, memberOfRow, storedEntry, entryOfRow, lineOfRow };
}

const rows = ledgerRows(accountSteps, entrySteps);
/** A member as a store keeps one; in the ledger's format, if none is said. */
export const storedAccount = rows.storedAccount;
/** The member that a row tells. Throws a `StoreFailure` where the row cannot be read. */
export const memberOfRow = rows.memberOfRow;
/** An entry as a store keeps one; in the ledger's format, if none is said. */
export const storedEntry = rows.storedEntry;
/** The entry that a row tells. Throws a `StoreFailure` where the row cannot be read. */
export const entryOfRow = rows.entryOfRow;
/** An entry as people are shown one. */
export const lineOfRow = rows.lineOfRow;

/** A member of a row that must be as it was written. One that has no seal is held to its entries alone. */
export function soundMemberOfRow(row: StoredAccount): MemberRecord {
  if (bearsSeal(row.account) && !isSealed(row.account, besideAccount(row))) throw damaged(nameOfAccount(row)());
  return memberOfRow(row);
}

/** An entry of a row that must be as it was written; the same goes for one without a seal. */
export function soundEntryOfRow(row: StoredEntry): Entry {
  if (bearsSeal(row.effect) && !isSealed(row.effect, besideEntry(row))) throw damaged(nameOfEntry(row)());
  return entryOfRow(row);
}

function nameOfAccount({ memberId }: StoredAccount): () => string {
  return () => `The account of member ${JSON.stringify(memberId)}`;
}

function nameOfEntry({ memberId, sequence }: StoredEntry): () => string {
  return () => `Entry ${sequence} of member ${JSON.stringify(memberId)}`;
}

function besideAccount(row: StoredAccount): string {
  const { memberId, sequence, balance, lotPoints: inLots, held, debt, lastInstant, dueAt, activity } = row;
  return columnsOf(memberId, sequence, balance, inLots, held, debt, lastInstant, dueAt, row.format, activity);
}

function besideEntry(row: StoredEntry): string {
  const { memberId, sequence, kind, cause, delta, balanceAfter, postedAt, effectiveAt, actor, version } = row;
  const { referenceType, referenceId, referenceDetail, commandKey, commandFingerprint } = row;
  const figures = columnsOf(memberId, sequence, kind, cause, delta, balanceAfter, postedAt, effectiveAt, row.format);
  const names = columnsOf(actor, referenceType, referenceId, referenceDetail, version, commandKey, commandFingerprint);
  return `${figures}\n${names}`;
}

/** The texts of an account's row. */
interface Texts {
  readonly account: unknown;
  readonly activity: unknown;
}

function checkFormat(kind: string, found: number, known: number): void {
  if (found > known) throw newerFormat(kind, found, known);
}

function referenceOf({ referenceType, referenceId, referenceDetail }: StoredEntry): Reference | null {
  if (referenceType === null || referenceId === null) return null;
  const type = referenceType as Reference['type'];
  return referenceDetail === null ? { type, id: referenceId } : { type, id: referenceId, detail: referenceDetail };
}
