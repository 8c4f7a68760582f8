import { changeBy } from '../adjusting/change-by.ts';
import { writeNoted } from '../adjusting/decide-keyed.ts';
import type { OpeningRow } from '../csv/import-row.ts';
import { openPosting } from '../ledger/posting.ts';
import { decideEnrolment, memberKeys } from '../members/decide-member.ts';
import type { Person } from '../members/enrol.ts';
import { fingerprintOf } from '../values/fingerprint.ts';
import { type DecisionContext, type Needs, needs } from '../records/decision.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import { type Changes, type Known, missingKeys, type RecordKeys } from '../records/records.ts';
import { jobReference } from './change-item.ts';
import type { ChunkItem, ItemVerdict } from './decide-chunk.ts';
import { type ImportChange, replayOf, rowCommand, statedBy } from './import-item.ts';

/** One row that brings a member with a balance from another system. */
export function openingItem(imported: ImportChange, row: OpeningRow): ChunkItem {
  const { memberId, key } = row;
  const keys: RecordKeys = {
    ...memberKeys(memberId, personOf(row)),
    ...(key === null ? {} : { commands: [{ memberId, key: `key:${key}` }] }),
  };
  return {
    memberId,
    row,
    keys,
    decide(records, context) {
      const missing = missingKeys(records, keys);
      return missing ? needs(missing) : decideOpening(imported, row, records, context);
    },
  };
}

function decideOpening(
  { jobId, ...said }: ImportChange,
  row: OpeningRow,
  records: Known,
  context: DecisionContext,
): ItemVerdict | Needs {
  const { memberId, balance } = row;
  const command = rowCommand(row, said);
  const replay = command && replayOf(memberId, command, records);
  if (replay) return replay;
  const found = memberFor(said, row, records, context);
  if ('went' in found || 'needs' in found) return found;
  const { member, changes } = found;
  const opened = openPosting(member.account, context.program, context.now);
  const made = changeBy(opened, balance);
  if (made.isErr()) return { went: 'rejected', problem: made.error };
  const draft = {
    kind: 'opening',
    cause: 'balance-opened',
    reference: jobReference(jobId, row.line),
    effect: made.value,
  } as const;
  const written = writeNoted(member, opened, draft, { ...statedBy(said, row), ...(command ? { command } : {}) });
  return { went: 'accepted', delta: balance, changes: { ...changes, ...written.changes } };
}

interface Newcomer {
  readonly member: MemberRecord;
  readonly changes: Partial<Changes>;
}

/** Enrols the member, or finds one who has no points yet. */
function memberFor(
  { actor }: Omit<ImportChange, 'jobId'>,
  row: OpeningRow,
  records: Known,
  context: DecisionContext,
): Newcomer | ItemVerdict | Needs {
  const { memberId } = row;
  const person = personOf(row);
  const member = records.members.get(memberId);
  if (member) {
    if (member.account.sequence > 0) return rejected('member-has-entries', hasEntries);
    return isNobody(person) ? { member, changes: {} } : rejected('member-enrolled', isEnrolled);
  }
  const fingerprint = fingerprintOf(['import-opening', memberId, person]);
  const enrolled = decideEnrolment({ memberId, person, actor, fingerprint }, records, context);
  if ('needs' in enrolled) return enrolled;
  if (enrolled.outcome.isErr()) return { went: 'rejected', problem: enrolled.outcome.error };
  const [newcomer] = enrolled.changes.members ?? [];
  return newcomer ? { member: newcomer, changes: enrolled.changes } : rejected('member-enrolled', isEnrolled);
}

const hasEntries = 'The member has entries already: use a file of mode "set" to say what the balance should be.';
const isEnrolled =
  'The member is enrolled already: leave the columns of the profile empty to give the balance alone, and use updateMember for the profile.';

function rejected(kind: string, message: string): ItemVerdict {
  return { went: 'rejected', problem: { kind, message } };
}

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
