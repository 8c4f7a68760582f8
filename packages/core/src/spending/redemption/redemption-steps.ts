import type { Book } from '../../kernel/book.ts';
import type { Recall } from '../../kernel/command.ts';
import type { Ref } from '../../kernel/record.ts';
import type { MemberCommand } from '../../ledger/entry-keys.ts';
import type { CommandKey, CommandMark, Entry } from '../../ledger/entry.ts';
import { commandRef, entryOfCommand } from '../../ledger/ledger-kinds.ts';
import { markOf } from '../../ledger/recall-by-entry.ts';
import { systemActor } from '../../program/program.ts';
import { releasedByVoid } from '../../ledger/hold.ts';
import { idempotencyKeyReused } from '../../values/failures.ts';
import type { ActorId, MemberId, RedemptionId } from '../../values/ids.ts';

/** The steps of a redemption. Redeeming at once and holding are one step, so an id serves for one of them. */
export type RedemptionStep = 'redeem' | 'capture' | 'release';

/** Which redemption a command is about, and who does it. */
export interface RedemptionCommand {
  readonly memberId: MemberId;
  readonly redemptionId: RedemptionId;
  readonly actor?: ActorId | undefined;
}

/** Asks for the entry of a step. */
export function stepRef(of: RedemptionCommand, step: RedemptionStep): Ref {
  return commandRef(commandOfStep(of, step));
}

/** The entry of a step; null where it was not taken. */
export function entryOfStep(book: Book, of: RedemptionCommand, step: RedemptionStep): Entry | null {
  return entryOfCommand(book, commandOfStep(of, step));
}

/** What the entry of a step is known by. */
export function markOfStep(of: RedemptionCommand, step: RedemptionStep, fingerprint: string): CommandMark {
  return { key: commandOfStep(of, step).key, fingerprint };
}

/** A step of a redemption is known by the entry that it wrote. */
export function recallByStep(step: RedemptionStep): Recall<RedemptionCommand, Entry, never> {
  return {
    find(of, book) {
      const entry = entryOfStep(book, of, step);
      // What the void of a sale released, no command of this id did.
      if (entry === null || entry.command?.fingerprint === releasedByVoid) return null;
      return markOf(entry);
    },
    reused: ({ redemptionId }) => idempotencyKeyReused('redemptionId', redemptionId),
  };
}

/** Who takes a step. */
export function actorOf({ actor = systemActor }: RedemptionCommand): ActorId {
  return actor;
}

function commandOfStep({ memberId, redemptionId }: RedemptionCommand, step: RedemptionStep): MemberCommand {
  return { memberId, key: `${step}:${redemptionId}` satisfies CommandKey };
}
