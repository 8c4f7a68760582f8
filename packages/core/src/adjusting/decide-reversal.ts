import { err, ok, type Result } from 'neverthrow';
import { lotPoints } from '../ledger/account.ts';
import type { Effect, Entry } from '../ledger/entry.ts';
import { effect, giveTo, splitLots, takeFrom } from '../ledger/movement.ts';
import { withLiveEnds } from '../ledger/lot-for.ts';
import { type Posting, wouldOverflow } from '../ledger/posting.ts';
import type {
  IdempotencyKeyReused,
  InsufficientPoints,
  NotReversible,
  PointsOverflow,
  ReversalExceedsEntry,
  UnknownEntry,
  UnknownMember,
  UseRefund,
} from '../values/errors.ts';
import {
  insufficientPoints,
  notReversible,
  pointsOverflow,
  reversalExceedsEntry,
  unknownEntry,
  useRefund,
} from '../values/failures.ts';
import type { Points } from '../values/points.ts';
import { type Decision, type DecisionContext, needs } from '../records/decision.ts';
import { entryId, missingKeys, type Known, type ReversibleEntry } from '../records/records.ts';
import type { AdjustmentReceipt } from './adjustment-receipt.ts';
import { decideKeyed, type KeyedCommand } from './decide-keyed.ts';

/** An entry to undo, checked. */
export interface ReverseEntry extends KeyedCommand {
  readonly sequence: number;
  /** Null for all that is left of it. */
  readonly points: Points | null;
}

type Failure =
  | IdempotencyKeyReused
  | InsufficientPoints
  | NotReversible
  | PointsOverflow
  | ReversalExceedsEntry
  | UnknownEntry
  | UnknownMember
  | UseRefund;

/** Undoes an entry that a person or a job wrote, in whole or in part; it never creates debt. */
export function decideReversal(
  command: ReverseEntry,
  records: Known,
  context: DecisionContext,
): Decision<AdjustmentReceipt, Failure> {
  const { memberId, sequence } = command;
  const missing = missingKeys(records, { entries: [{ memberId, sequence }] });
  if (missing) return needs(missing);
  return decideKeyed<Failure>(command, records, context, (posting) => {
    const found = records.entries.get(entryId({ memberId, sequence }));
    if (!found) return err(unknownEntry(memberId, sequence));
    return checkReversible(found.entry)
      .andThen(() => pointsToReverse(found, command.points))
      .andThen((points) => undo(posting, found, points))
      .map((change) => ({
        kind: 'reversal',
        cause: 'entry-reversed',
        reference: { type: 'entry', id: String(sequence) },
        effect: change,
      }));
  });
}

function checkReversible({ kind, reference }: Entry): Result<void, UseRefund | NotReversible> {
  if (kind === 'adjustment' || kind === 'opening') return ok();
  const byHost = reference?.type === 'invoice' || reference?.type === 'redemption';
  return err(byHost ? useRefund(reference.id) : notReversible(kind));
}

function pointsToReverse(
  { entry, reversed }: ReversibleEntry,
  points: number | null,
): Result<number, ReversalExceedsEntry> {
  const left = Math.abs(entry.delta) - reversed;
  const wanted = points ?? left;
  return wanted > left || wanted === 0 ? err(reversalExceedsEntry(left)) : ok(wanted);
}

/** Points given leave the lot they went to first; points taken return to their lots, those that end last first. */
export function undo(
  posting: Posting,
  { entry, reversed }: ReversibleEntry,
  points: number,
): Result<Effect, InsufficientPoints | PointsOverflow> {
  const { account, now } = posting;
  if (entry.delta > 0) {
    const usable = lotPoints(account);
    if (usable < points) return err(insufficientPoints(points, usable));
    return ok(
      effect({ taken: takeFrom(account, points, now, { first: entry.effect.added?.[0] ?? null, pending: true }) }),
    );
  }
  if (wouldOverflow(posting, points)) return err(pointsOverflow());
  const rest = splitLots((entry.effect.taken ?? []).toReversed(), reversed).rest;
  return ok(giveTo(account, withLiveEnds(account, splitLots(rest, points).first, entry.postedAt, now), now));
}
