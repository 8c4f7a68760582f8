import { err, ok, type Result } from 'neverthrow';
import {
  type ActorId,
  type BusinessDate,
  type IdempotencyKeyReused,
  type InvalidCommand,
  type MemberId,
  type Named,
  type Overloaded,
  type StoreError,
  type UnknownMember,
} from '../../index.ts';
import { type FailureOf, query, type RefusedReaction } from '../../plugin.ts';
import { businessDateOf, invalidCommand } from '../../values.ts';
import { dateRule, field, id, optional, shape, strict } from '../../shapes.ts';
import { type ClockHost, readRightTime, usualHours, aheadField } from './clock-host.ts';
import { correctedSoFar, type CorrectedPoints } from './correcting/corrected-so-far.ts';
import { correctMembers } from './correcting/correct-members.ts';
import { correctRecords } from './correcting/correct-records.ts';

/** Sets the time of members back that a wrong clock had set, and gives back what it had ended. */
export interface SetBackCommand {
  /** The business day of today, YYYY-MM-DD. A process whose clock shows another day corrects nothing. */
  readonly today: string;
  /** Whose time; that of all members when left out. */
  readonly memberId?: string | undefined;
  /** Hours ahead of now from which a time is wrong: from 1 to 8,760; 24 when left out. */
  readonly aheadHours?: number | undefined;
  /** Who does it. */
  readonly actor: string;
  /** Names the correction. Sent again under it, the command goes on where it stopped, and gives nothing twice. */
  readonly idempotencyKey: string;
}

/** What was corrected under the id: by this call, and by those before it. */
export interface SetBackReceipt extends CorrectedPoints {
  /** Budgets of codes, sales and other records that this call put right. */
  readonly records: number;
}

/** No member's time is ahead, and nothing was corrected under the id. */
export interface ClockNotAhead extends Named<'clock-not-ahead'> {}

/**
 * Sets back the time of members that a wrong clock had set, and gives back what the clock alone had ended.
 *
 * @remarks Each member is corrected in one commit, with an entry whose cause is `clock-corrected`. What plugins keep,
 * such as budgets of codes, is put right, too. Set the clocks of all processes first. Sent again under its id, the
 * command goes on where it stopped. Several processes may run it at once. Where the clock of this process differs from
 * the database's it corrects nothing.
 *
 * Fails with `clock-not-ahead`, `unknown-member`, `idempotency-key-reused` (the id corrected a member before, whose
 * time is ahead again), `invalid-command`, `reaction-refused`, `reaction-failed`, `record-removed`, `overloaded` and
 * the errors of the store. `overloaded`, `store-locked` and `store-unavailable` are retryable. What was corrected
 * before a failure stays.
 *
 * @example
 * ```ts
 * const today = '2026-11-30';
 * const back = await pointbook.clock.setBack({ today, actor: 'staff-3', idempotencyKey: 'clock-of-till-2' });
 * if (back.isOk()) print(back.value.members, 'members have', back.value.points, 'points again');
 * ```
 */
export const setBack = query({
  name: 'setBack',
  route: 'POST /clock/set-back',
  input: shape<SetBackCommand>()(
    strict({
      today: field(dateRule),
      memberId: optional(id<MemberId>()),
      aheadHours: aheadField(),
      actor: id<ActorId>(),
      idempotencyKey: id<string>(),
    }),
  ),
  failures: {
    'clock-not-ahead': true,
    'unknown-member': true,
    'idempotency-key-reused': true,
    'reaction-refused': true,
    'reaction-failed': true,
    'record-removed': true,
    overloaded: true,
  },
  writes: true,
  answer: (input, host: ClockHost) => correct(input, host),
});

/** What can go wrong with `setBack`. */
export type SetBackFailure = FailureOf<typeof setBack>;

type Failure =
  | ClockNotAhead
  | IdempotencyKeyReused
  | InvalidCommand
  | Overloaded
  | RefusedReaction
  | StoreError
  | UnknownMember;

interface CheckedSetBack {
  readonly today: BusinessDate;
  readonly memberId?: MemberId | undefined;
  readonly aheadHours?: number | undefined;
  readonly actor: ActorId;
  readonly idempotencyKey: string;
}

async function correct(input: CheckedSetBack, host: ClockHost): Promise<Result<SetBackReceipt, Failure>> {
  const { today, memberId = null, aheadHours = usualHours, idempotencyKey } = input;
  const time = await readRightTime(host, aheadHours);
  if (time.isErr()) return err(time.error);
  const shown = businessDateOf(time.value.now, host.program);
  if (shown !== today) return err(invalidCommand('today', `is not ${shown}, which the clock of this process shows`));
  const members = await correctMembers(host, memberId, input, time.value);
  if (members.isErr()) return err(members.error);
  const records = memberId === null ? await correctRecords(host, time.value) : ok(0);
  if (records.isErr()) return err(records.error);
  const sum = await correctedSoFar(host.reads, idempotencyKey, memberId);
  if (sum.isErr()) return err(sum.error);
  if (sum.value.members === 0 && records.value === 0) return err(notAhead(memberId));
  return ok({ ...sum.value, records: records.value });
}

function notAhead(memberId: MemberId | null): ClockNotAhead {
  const whose = memberId === null ? 'No member’s time' : 'The time of this member';
  return { kind: 'clock-not-ahead', message: `${whose} is ahead of now: nothing is to be corrected.` };
}
