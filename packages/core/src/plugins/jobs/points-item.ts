import { err, type Result } from 'neverthrow';
import type { AddRow, SetRow, Who } from '../../csv/import-row.ts';
import type { Book } from '../../kernel/book.ts';
import type { Ref } from '../../kernel/record.ts';
import { accounts, commandRef, memberOf } from '../../ledger/ledger-kinds.ts';
import { openPosting } from '../../ledger/posting.ts';
import { programOf } from '../../program/program-of.ts';
import { profiles } from '../../members/profile-record.ts';
import { balanceMismatch } from '../../values/failures.ts';
import type { MemberId } from '../../values/ids.ts';
import type { ChunkItem, ItemOutcome, ItemProblem } from './chunk.ts';
import { replayOf, rowCommand, type RowStatement, statedBy } from './import-row-command.ts';
import type { PointsChange } from './job-record.ts';
import { changeMember } from './member-change.ts';

/** One row that gives or takes points, or says what a balance should be. */
export function pointsItem(statement: RowStatement, row: AddRow | SetRow): ChunkItem {
  return {
    row,
    reads: readsOf(row),
    memberId: (book) => memberIdOf(row.who, book),
    decide: (book) => decideRow(statement, row, book),
  };
}

function decideRow(statement: RowStatement, row: AddRow | SetRow, book: Book): Result<ItemOutcome, ItemProblem> {
  const memberId = memberIdOf(row.who, book);
  if (memberId === null) return err(noSuchMember(row.who));
  const command = rowCommand(row, statement);
  book.demand([accounts.at(memberId), ...(command ? [commandRef({ memberId, key: command.key })] : [])]);
  const replay = command && replayOf(book, memberId, command);
  if (replay) return replay;
  const member = memberOf(book, memberId);
  if (member === null) return err(noSuchMember(row.who));
  if (row.mode === 'set' && row.expectedBalance !== null) {
    const { balance } = openPosting(member.account, programOf(book), book.now).account;
    if (row.expectedBalance !== balance) return err({ ...balanceMismatch(row.expectedBalance, balance), memberId });
  }
  const { jobId } = statement;
  const change = { jobId, change: changeOf(row), line: row.line, command, ...statedBy(statement, row) };
  return changeMember(book, member, change).mapErr((failure) => ({ ...failure, memberId }));
}

function readsOf({ who, key }: AddRow | SetRow): readonly Ref[] {
  const { by, id } = who;
  if (by !== 'memberId') return [profiles.by(by, id)];
  return [accounts.at(id), ...(key === null ? [] : [commandRef({ memberId: id, key: `key:${key}` })])];
}

function memberIdOf({ by, id }: Who, book: Book): MemberId | null {
  return by === 'memberId' ? id : (book.find(profiles, by, id) as MemberId | null);
}

function noSuchMember({ by }: Who): ItemProblem {
  const what = by === 'memberId' ? 'id' : by === 'phone' ? 'phone' : 'card';
  const message = `No member has this ${what}; enrol the customer first.`;
  return { memberId: null, kind: 'unknown-member', message };
}

function changeOf(row: AddRow | SetRow): PointsChange {
  if (row.mode === 'set') return { way: 'set', balance: row.balance };
  return row.points < 0 ? { way: 'deduct', points: -row.points } : { way: 'add', points: row.points };
}
