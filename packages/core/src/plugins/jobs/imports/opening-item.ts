import { err, ok, type Result } from 'neverthrow';
import type { MemberRecord, Person } from '../../../index.ts';
import { type Book, memberOf, profiles } from '../../../plugin.ts';
import {
  commandRef,
  enrol,
  openPosting,
  profileReads,
  programOf,
  putNoted,
  reversibleEntry,
  whatIsTaken,
} from '../../../till.ts';
import { fingerprintOf } from '../../../values.ts';
import type { OpeningRow } from '../csv/import-row.ts';
import type { ChunkItem, ItemOutcome, ItemProblem } from '../chunk.ts';
import { replayOf, rowCommand, type RowDefaults, notedBy } from './import-row-command.ts';
import { withoutCells } from './left-out-cells.ts';
import { jobReference } from '../member-change.ts';
import { endedKind } from '../job-problem.ts';
import { endedRow, openingEffect } from './opening-effect.ts';

/** One row that brings a member with a balance from another system. */
export function openingItem(defaults: RowDefaults, row: OpeningRow, isLenient: boolean): ChunkItem {
  const { memberId, key } = row;
  return {
    row,
    reads: [...profileReads(memberId, row), ...(key === null ? [] : [commandRef({ memberId, key: `key:${key}` })])],
    memberId: () => memberId,
    decide(book) {
      const free = isLenient ? freeRow(row, book) : row;
      return decideOpening(defaults, free, book).map((outcome) => withoutCells(outcome, free));
    },
  };
}

/** A row without the phone and the card that another member has. */
function freeRow(row: OpeningRow, book: Book): OpeningRow {
  const { memberId, leftOut = [] } = row;
  const taken = memberOf(book, memberId) === null ? whatIsTaken(book, memberId, row) : null;
  if (taken === null) return row;
  const cell = { column: taken.field, problem: 'is that of another member', fix: 'Find out whose it is.' };
  return freeRow({ ...row, [taken.field]: null, leftOut: [...leftOut, cell] }, book);
}

function decideOpening(defaults: RowDefaults, row: OpeningRow, book: Book): Result<ItemOutcome, ItemProblem> {
  const { memberId, balance } = row;
  const command = rowCommand(row, defaults);
  const replay = command && replayOf(book, memberId, command);
  if (replay) return replay;
  return memberFor(defaults, row, book).andThen((member) => {
    const opened = openPosting(member.account, programOf(book), book.now);
    return openingEffect(opened, row)
      .mapErr((failure) => ({ ...failure, memberId }))
      .map((effect): ItemOutcome => {
        const { actor, reason, comment } = notedBy(defaults, row);
        const reference = jobReference(defaults.jobId, row.line);
        const entry = { kind: 'opening', cause: 'balance-opened', reference, effect, actor, command } as const;
        putNoted(book, member, opened, entry, { reason, comment });
        const ended = endedRow(row, opened.program, opened.now);
        if (ended === null) return { outcome: 'accepted', delta: balance };
        const message = `${ended.column} ${ended.problem}.`;
        return {
          outcome: 'accepted',
          delta: balance,
          ended: balance,
          problem: { memberId, kind: endedKind, message },
        };
      });
  });
}

/** Enrols the member, or finds one who has no points yet, or only those of earlier rows. */
function memberFor({ actor, jobId }: RowDefaults, row: OpeningRow, book: Book): Result<MemberRecord, ItemProblem> {
  const { memberId } = row;
  const person = personOfRow(row);
  const fingerprint = fingerprintOf(['import-opening', memberId, person]);
  const member = memberOf(book, memberId);
  if (member !== null) {
    const first = member.account.sequence > 0 ? reversibleEntry(book, { memberId, sequence: 1 }) : null;
    const isOfJob = first?.entry.kind === 'opening' && first.entry.reference?.id === jobId;
    if (first !== null && !isOfJob) return err({ memberId, ...hasEntries });
    const isSame = isOfJob && book.get(profiles, memberId)?.saves[0]?.fingerprint === fingerprint;
    return isNobody(person) || isSame ? ok(member) : err({ memberId, ...isEnrolled });
  }
  return enrol(book, memberId, person, { actor, fingerprint }).mapErr((failure) => ({ ...failure, memberId }));
}

const hasEntries = {
  kind: 'member-has-entries',
  message: 'The member has entries already: use a file of mode "set" to say what the balance should be.',
};
const isEnrolled = {
  kind: 'member-enrolled',
  message:
    'The member is enrolled already: leave the columns of the profile empty to give the balance alone, and use updateMember for the profile.',
};

/** Who a row says that the member is. */
export function personOfRow(row: OpeningRow): Person {
  const { name, phone, email, cardCode, birthday, tier, phoneVerified, emailVerified } = row;
  return {
    name,
    phone,
    phoneVerified: phone !== null && (phoneVerified ?? false),
    email,
    emailVerified: email !== null && (emailVerified ?? false),
    cardCode,
    birthday,
    tier,
  };
}

/** Whether nothing is said of a person. */
export function isNobody(person: Person): boolean {
  return Object.values(person).every((value) => value === null || value === false);
}
