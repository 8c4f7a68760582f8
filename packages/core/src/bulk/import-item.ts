import type { Stated } from '../adjusting/decide-keyed.ts';
import type { AddRow, SetRow, Who } from '../csv/import-row.ts';
import type { CommandMark } from '../ledger/entry.ts';
import { openPosting } from '../ledger/posting.ts';
import { balanceMismatch, hostKeyReused } from '../values/failures.ts';
import { fingerprintOf } from '../values/fingerprint.ts';
import type { JobId, MemberId } from '../values/ids.ts';
import { type DecisionContext, type Needs, needs } from '../records/decision.ts';
import type { ImportTask, PointsChange } from '../records/job.ts';
import { type Known, missingKeys, type RecordKeys } from '../records/records.ts';
import { commandId, entryId } from '../ledger/entry-keys.ts';
import { decideMember, type MemberChange } from './change-item.ts';
import type { ChunkItem, ItemVerdict } from './decide-chunk.ts';

/** What an import says of each of its rows. */
export interface ImportChange extends Pick<ImportTask, 'reason' | 'comment'>, Pick<Stated, 'actor'> {
  readonly jobId: JobId;
}

/** One row that gives or takes points, or says what a balance should be. */
export function pointsItem(imported: ImportChange, row: AddRow | SetRow): ChunkItem {
  const { who } = row;
  const keys = keysOf(who);
  const item = {
    memberId: null as MemberId | null,
    row,
    keys,
    decide(records: Known, context: DecisionContext): ItemVerdict | Needs {
      const missing = missingKeys(records, keys);
      if (missing) return needs(missing);
      const memberId = whoIs(who, records);
      if (memberId === null) return noSuch(who);
      if (records.members.get(memberId)) item.memberId = memberId;
      return decideRow(imported, row, memberId, records, context);
    },
  };
  return item;
}

function decideRow(
  { jobId, ...said }: ImportChange,
  row: AddRow | SetRow,
  memberId: MemberId,
  records: Known,
  context: DecisionContext,
): ItemVerdict | Needs {
  const command = rowCommand(row, said);
  const keys: RecordKeys = { members: [memberId], ...(command ? { commands: [{ memberId, key: command.key }] } : {}) };
  const missing = missingKeys(records, keys);
  if (missing) return needs(missing);
  const replay = command && replayOf(memberId, command, records);
  if (replay) return replay;
  const member = records.members.get(memberId);
  if (!member) return noSuch(row.who);
  if (row.mode === 'set' && row.expectedBalance !== null) {
    const { balance } = openPosting(member.account, context.program, context.now).account;
    if (row.expectedBalance !== balance)
      return { went: 'rejected', problem: balanceMismatch(row.expectedBalance, balance) };
  }
  const change: MemberChange = {
    jobId,
    change: changeOf(row),
    line: row.line,
    ...statedBy(said, row),
    ...(command ? { command } : {}),
  };
  return decideMember(change, member, context);
}

/** What a row says for itself, or else the import says for all. */
export function statedBy(
  { actor, reason, comment }: Omit<ImportChange, 'jobId'>,
  row: { readonly reason: string | null; readonly comment: string | null },
): Stated {
  return { actor, reason: row.reason ?? reason, comment: row.comment ?? comment };
}

/** The command that a row is, where it has an id: the same row in another file is known by it. */
export function rowCommand(
  {
    line: _line,
    record: _record,
    ...row
  }: { readonly line: number; readonly record: number; readonly key: string | null },
  said: object,
): CommandMark | null {
  if (row.key === null) return null;
  return { key: `key:${row.key}`, fingerprint: fingerprintOf(['import', said, row]) };
}

/** What became of a row that was imported before, by another file. */
export function replayOf(
  memberId: MemberId,
  { key, fingerprint }: CommandMark,
  records: Known,
): ItemVerdict | Needs | null {
  const known = records.commands.get(commandId({ memberId, key }));
  if (!known) return null;
  const entry = { memberId, sequence: known.sequence };
  const missing = missingKeys(records, { entries: [entry] });
  if (missing) return needs(missing);
  if ((records.entries.get(entryId(entry))?.reversed ?? 0) > 0) return { went: 'rejected', problem: undoneRow };
  return known.command?.fingerprint === fingerprint
    ? { went: 'skipped' }
    : { went: 'rejected', problem: { ...hostKeyReused(key), message: 'Another command has the key of this row.' } };
}

const undoneRow = {
  kind: 'row-undone',
  message: 'The row was imported under this key before, and undone: give it another key to import it again.',
};

function keysOf({ by, id }: Who): RecordKeys {
  switch (by) {
    case 'memberId':
      return { members: [id] };
    case 'phone':
      return { phones: [id] };
    case 'cardCode':
      return { cardCodes: [id] };
  }
}

function whoIs({ by, id }: Who, records: Known): MemberId | null {
  switch (by) {
    case 'memberId':
      return id;
    case 'phone':
      return records.phones.get(id) ?? null;
    case 'cardCode':
      return records.cardCodes.get(id) ?? null;
  }
}

function noSuch({ by }: Who): ItemVerdict {
  const message = `No member has this ${by === 'memberId' ? 'id' : by === 'phone' ? 'phone' : 'card'}; enrol the customer first.`;
  return { went: 'rejected', problem: { kind: 'unknown-member', message } };
}

function changeOf(row: AddRow | SetRow): PointsChange {
  if (row.mode === 'set') return { way: 'set', balance: row.balance };
  return row.points < 0 ? { way: 'deduct', points: -row.points } : { way: 'add', points: row.points };
}
