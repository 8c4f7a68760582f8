import { createHash } from 'node:crypto';
import type { ProgramId, ShownLine, StatementLine } from '@pointbook/core';

/** What an endpoint is sent: one entry of the ledger. */
export interface WebhookEvent {
  /** What happened. */
  readonly type: 'entry.posted';
  /** When the entry was posted, in ISO 8601. */
  readonly timestamp: string;
  /** The entry. */
  readonly data: WebhookEntry;
}

/** An entry as staff see it, with its instants in ISO 8601. */
export interface WebhookEntry extends Omit<StatementLine, 'postedAt' | 'effectiveAt'> {
  /** When it was written. */
  readonly postedAt: string;
  /** The date in business terms, such as that of the sale. */
  readonly effectiveAt: string;
}

/** The event of an entry. */
export function eventOf(line: ShownLine): WebhookEvent {
  const { memberId, sequence, kind, cause, delta, balanceAfter, actor, reference, note } = line;
  const postedAt = new Date(line.postedAt).toISOString();
  return {
    type: 'entry.posted',
    timestamp: postedAt,
    data: {
      memberId,
      sequence,
      kind,
      cause,
      delta,
      balance: balanceAfter,
      postedAt,
      effectiveAt: new Date(line.effectiveAt).toISOString(),
      actor,
      reference,
      reason: note?.reason ?? null,
      comment: note?.comment ?? null,
    },
  };
}

/** The id of an event: the same whenever and wherever the entry is sent, so that a repetition is recognised by it. */
export function eventIdOf(
  programId: ProgramId,
  { memberId, sequence }: Pick<ShownLine, 'memberId' | 'sequence'>,
): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([programId, memberId, sequence]))
    .digest('hex');
  return `entry_${digest.slice(0, 32)}`;
}
