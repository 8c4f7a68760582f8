import type { Result } from 'neverthrow';
import type { CommandMark } from '../ledger/entry.ts';
import { closePosting, lastEntry, openPosting, post, type Posting, type PostingDraft } from '../ledger/posting.ts';
import type { IdempotencyKeyReused, UnknownMember } from '../values/errors.ts';
import { hostKeyReused, unknownMember } from '../values/failures.ts';
import type { ActorId, MemberId } from '../values/ids.ts';
import { accept, type Decision, type DecisionContext, needs, refuse, type Verdict } from '../records/decision.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import { missingKeys, type RecordKeys, type Known } from '../records/records.ts';
import { commandId } from '../ledger/entry-keys.ts';
import { adjustmentReceipt, type AdjustmentReceipt } from './adjustment-receipt.ts';

/** What every staff command on points says beside its entry. */
export interface Stated {
  readonly actor: ActorId;
  readonly reason: string;
  readonly comment: string | null;
}

/** What every staff command on points has. */
export interface KeyedCommand extends Stated {
  readonly memberId: MemberId;
  readonly command: CommandMark;
}

type Draft = Omit<PostingDraft, 'actor' | 'command'>;

/** The records that such a command starts from. */
export function keyedKeys({ memberId, command }: KeyedCommand): RecordKeys {
  return { members: [memberId], commands: [{ memberId, key: command.key }] };
}

/** Replay, existence, then the entry that `draft` makes, with its note: one entry a command, whose receipt it is. */
export function decideKeyed<Failure>(
  keyed: KeyedCommand,
  records: Known,
  context: DecisionContext,
  draft: (posting: Posting) => Result<Draft, Failure>,
): Decision<AdjustmentReceipt, Failure | IdempotencyKeyReused | UnknownMember> {
  const missing = missingKeys(records, keyedKeys(keyed));
  if (missing) return needs(missing);
  const { memberId, command } = keyed;
  const known = records.commands.get(commandId({ memberId, key: command.key }));
  if (known) {
    const same = known.command?.fingerprint === command.fingerprint;
    return same ? accept(adjustmentReceipt(known)) : refuse(hostKeyReused(command.key));
  }
  const member = records.members.get(memberId);
  if (!member) return refuse(unknownMember(memberId));
  const opened = openPosting(member.account, context.program, context.now);
  return draft(opened).match(
    (made): Decision<AdjustmentReceipt, Failure> => writeNoted(member, opened, made, keyed),
    (failure) => refuse(failure),
  );
}

/** Writes an entry with its note; `command` where it is what a command's id names. */
function writeNoted(
  member: MemberRecord,
  opened: Posting,
  made: Draft,
  { actor, reason, comment, command }: Stated & Partial<Pick<KeyedCommand, 'command'>>,
): Verdict<AdjustmentReceipt, never> {
  const posted = post(opened, { ...made, actor, command: command ?? null });
  const entry = lastEntry(posted);
  const { account, entries } = closePosting(posted);
  return accept(adjustmentReceipt(entry), {
    members: [{ ...member, account }],
    entries,
    notes: [{ memberId: entry.memberId, sequence: entry.sequence, reason, comment }],
  });
}
