import { err, ok, type Result } from 'neverthrow';
import { changeBy } from '../../adjusting/change-by.ts';
import { putNoted } from '../../adjusting/staff-command.ts';
import type { OpeningRow } from '../../csv/import-row.ts';
import type { Book } from '../../kernel/book.ts';
import { commandRef, memberOf } from '../../ledger/ledger-kinds.ts';
import type { MemberRecord } from '../../ledger/member-record.ts';
import { openPosting } from '../../ledger/posting.ts';
import { enrol, type Person, profileReads } from '../../members/enrol.ts';
import { programOf } from '../../program/program-of.ts';
import { fingerprintOf } from '../../values/fingerprint.ts';
import type { ActorId } from '../../values/ids.ts';
import type { ChunkItem, ItemOutcome, ItemProblem } from './chunk.ts';
import { replayOf, rowCommand, type RowStatement, statedBy } from './import-row-command.ts';
import { jobReference } from './member-change.ts';

/** One row that brings a member with a balance from another system. */
export function openingItem(statement: RowStatement, row: OpeningRow): ChunkItem {
  const { memberId, key } = row;
  return {
    row,
    reads: [...profileReads(memberId, row), ...(key === null ? [] : [commandRef({ memberId, key: `key:${key}` })])],
    memberId: () => memberId,
    decide: (book) => decideOpening(statement, row, book),
  };
}

function decideOpening(statement: RowStatement, row: OpeningRow, book: Book): Result<ItemOutcome, ItemProblem> {
  const { memberId, balance } = row;
  const command = rowCommand(row, statement);
  const replay = command && replayOf(book, memberId, command);
  if (replay) return replay;
  return memberFor(statement.actor, row, book).andThen((member) => {
    const opened = openPosting(member.account, programOf(book), book.now);
    return changeBy(opened, balance)
      .mapErr((failure) => ({ ...failure, memberId }))
      .map((effect): ItemOutcome => {
        const { actor, reason, comment } = statedBy(statement, row);
        const reference = jobReference(statement.jobId, row.line);
        const draft = { kind: 'opening', cause: 'balance-opened', reference, effect, actor, command } as const;
        putNoted(book, member, opened, draft, { reason, comment });
        return { outcome: 'accepted', delta: balance };
      });
  });
}

/** Enrols the member, or finds one who has no points yet. */
function memberFor(actor: ActorId, row: OpeningRow, book: Book): Result<MemberRecord, ItemProblem> {
  const { memberId } = row;
  const person = personOf(row);
  const member = memberOf(book, memberId);
  if (member !== null) {
    if (member.account.sequence > 0) return err({ memberId, kind: 'member-has-entries', message: hasEntries });
    return isNobody(person) ? ok(member) : err({ memberId, kind: 'member-enrolled', message: isEnrolled });
  }
  const fingerprint = fingerprintOf(['import-opening', memberId, person]);
  return enrol(book, memberId, person, { actor, fingerprint }).mapErr((failure) => ({ ...failure, memberId }));
}

const hasEntries = 'The member has entries already: use a file of mode "set" to say what the balance should be.';
const isEnrolled =
  'The member is enrolled already: leave the columns of the profile empty to give the balance alone, and use updateMember for the profile.';

function personOf(row: OpeningRow): Person {
  const { name, phone, email, cardCode, birthday, tier, phoneVerified, emailVerified } = row;
  return {
    name,
    phone,
    phoneVerified: phoneVerified ?? false,
    email,
    emailVerified: emailVerified ?? false,
    cardCode,
    birthday,
    tier,
  };
}

function isNobody(person: Person): boolean {
  return Object.values(person).every((value) => value === null || value === false);
}
