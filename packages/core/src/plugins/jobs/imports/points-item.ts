import { err, type Result } from 'neverthrow';
import type { MemberId } from '../../../index.ts';
import { accounts, type Book, memberOf, profiles, type Ref } from '../../../plugin.ts';
import { balanceMismatch, mailboxOf } from '../../../values.ts';
import { commandRef, openPosting, programOf } from '../../../till.ts';
import type { AddRow, SetRow, Who } from '../csv/import-row.ts';
import type { ChunkItem, ItemOutcome, ItemProblem } from '../chunk.ts';
import type { EmailHolders } from './email-holders.ts';
import { replayOf, rowCommand, type RowDefaults, notedBy } from './import-row-command.ts';
import type { PointsChange } from '../job-record.ts';
import { changeMember } from '../member-change.ts';

/** One row that gives or takes points, or says what a balance should be. */
export function pointsItem(defaults: RowDefaults, row: AddRow | SetRow, holders: EmailHolders): ChunkItem {
  return {
    row,
    reads: readsOf(row, holders),
    memberId: (book) => memberIdOf(row.who, holders, book),
    decide: (book) => decideRow(defaults, row, holders, book),
  };
}

function decideRow(
  defaults: RowDefaults,
  row: AddRow | SetRow,
  holders: EmailHolders,
  book: Book,
): Result<ItemOutcome, ItemProblem> {
  if (isAmbiguous(row.who, holders)) return err(severalMembers);
  const memberId = memberIdOf(row.who, holders, book);
  if (memberId === null) return err(noSuchMember(row.who));
  const command = rowCommand(row, defaults);
  book.demand([accounts.at(memberId), ...(command ? [commandRef({ memberId, key: command.key })] : [])]);
  const replay = command && replayOf(book, memberId, command);
  if (replay) return replay;
  const member = memberOf(book, memberId);
  if (member === null) return err(noSuchMember(row.who));
  if (row.mode === 'set' && row.expectedBalance !== null) {
    const { balance } = openPosting(member.account, programOf(book), book.now).account;
    if (row.expectedBalance !== balance) return err({ ...balanceMismatch(row.expectedBalance, balance), memberId });
  }
  const { jobId } = defaults;
  const change = { jobId, change: changeOf(row), line: row.line, command, ...notedBy(defaults, row) };
  return changeMember(book, member, change).mapErr((failure) => ({ ...failure, memberId }));
}

function readsOf({ who, key }: AddRow | SetRow, holders: EmailHolders): readonly Ref[] {
  const { by, id } = who;
  if (by === 'phone' || by === 'cardCode') return [profiles.by(by, id)];
  const memberId = by === 'email' ? holders.get(id) : id;
  if (memberId === undefined || memberId === 'several') return [];
  return [
    accounts.at(memberId),
    ...(by === 'email' ? [profiles.at(memberId)] : []),
    ...(key === null ? [] : [commandRef({ memberId, key: `key:${key}` })]),
  ];
}

function memberIdOf({ by, id }: Who, holders: EmailHolders, book: Book): MemberId | null {
  if (by === 'memberId') return id;
  if (by !== 'email') return book.find(profiles, by, id) as MemberId | null;
  const holder = holders.get(id) ?? null;
  const profile = holder === null ? null : book.get(profiles, holder);
  return profile !== null && mailboxOf(profile.email) === id ? profile.memberId : null;
}

function isAmbiguous({ by, id }: Who, holders: EmailHolders): boolean {
  return by === 'email' && holders.get(id) === 'several';
}

const severalMembers: ItemProblem = {
  memberId: null,
  kind: 'several-members',
  message: 'Several members have this email; name the member by memberId, phone or cardCode.',
};

const names = { memberId: 'id', phone: 'phone', email: 'email', cardCode: 'card' } as const;

function noSuchMember({ by }: Who): ItemProblem {
  const message = `No member has this ${names[by]}; enrol the customer first.`;
  return { memberId: null, kind: 'unknown-member', message };
}

function changeOf(row: AddRow | SetRow): PointsChange {
  if (row.mode === 'set') return { way: 'set', balance: row.balance };
  return row.points < 0 ? { way: 'deduct', points: -row.points } : { way: 'add', points: row.points };
}
