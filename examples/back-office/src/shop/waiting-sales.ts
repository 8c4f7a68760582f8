import type { Channel } from '@pointbook/core';
import type { CodeReceipt } from '@pointbook/core/codes';
import type Database from 'better-sqlite3';

/** What a customer wants to spend on a sale: points, or those of a reward. */
export type Wish = { readonly points: number } | { readonly rewardId: string };

/** A code that was sent, and how long it is good. */
export interface AskedCode {
  readonly challengeId: string;
  readonly channel: Channel;
  /** Where it went, with most of it hidden. */
  readonly destination: string | null;
  readonly points: number;
  /** In minor units. */
  readonly value: number;
  readonly expiresAt: Date;
  /** The points are held until then. */
  readonly deadline: Date;
  /** Whether the last message went out. */
  readonly isSent: boolean;
  /** Another code can be sent from then on. */
  readonly resendAt: Date;
}

/** A sale at the till whose points wait for the customer's code. */
export interface WaitingSale {
  readonly invoiceId: string;
  readonly memberId: string;
  readonly wish: Wish;
  /** The ledger knows the request by it. A request that came to its end is followed by another one, with another id. */
  readonly redemptionId: string;
  /** Null where there is no code that could be given. */
  readonly asked: AskedCode | null;
}

/** Whether a code could still be given: its points are held. */
export function isOpen({ asked }: WaitingSale, now: Date): boolean {
  return asked !== null && asked.deadline > now;
}

/** What the till keeps of a receipt of the ledger. */
export function askedCode(receipt: CodeReceipt, sending: Pick<AskedCode, 'isSent' | 'resendAt'>): AskedCode {
  const { challengeId, channel, destination, points, value, expiresAt, deadline } = receipt;
  return { challengeId, channel, destination, points, value, expiresAt, deadline, ...sending };
}

/**
 * The shop's own table of what it asked of the ledger. Whether points were spent is the ledger's: a process that ends
 * between a commit of the ledger and its own leaves a sale that is asked about again.
 */
export class WaitingSales {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
    database.exec(`CREATE TABLE IF NOT EXISTS office_waiting_sales (
      invoice_id TEXT PRIMARY KEY, member_id TEXT NOT NULL, wish TEXT NOT NULL, redemption_id TEXT NOT NULL, asked TEXT)`);
  }

  /** A sale begins to wait. */
  put({ invoiceId, memberId, wish, redemptionId, asked }: WaitingSale): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO office_waiting_sales VALUES (?, ?, ?, ?, ?)')
      .run(invoiceId, memberId, JSON.stringify(wish), redemptionId, asked && JSON.stringify(asked));
  }

  /** Changes a sale that still waits. One that came to its end meanwhile stays as it is. */
  change({ invoiceId, wish, redemptionId, asked }: WaitingSale): void {
    this.#database
      .prepare('UPDATE office_waiting_sales SET wish = ?, redemption_id = ?, asked = ? WHERE invoice_id = ?')
      .run(JSON.stringify(wish), redemptionId, asked && JSON.stringify(asked), invoiceId);
  }

  get(invoiceId: string): WaitingSale | null {
    const sql = 'SELECT * FROM office_waiting_sales WHERE invoice_id = ?';
    const row = this.#database.prepare<[string], WaitingRow>(sql).get(invoiceId);
    return row === undefined ? null : waitingOf(row);
  }

  /** The newest first. */
  list(limit: number): readonly WaitingSale[] {
    const sql = 'SELECT * FROM office_waiting_sales ORDER BY rowid DESC LIMIT ?';
    return this.#database.prepare<[number], WaitingRow>(sql).all(limit).map(waitingOf);
  }

  remove(invoiceId: string): void {
    this.#database.prepare('DELETE FROM office_waiting_sales WHERE invoice_id = ?').run(invoiceId);
  }
}

interface WaitingRow {
  readonly invoice_id: string;
  readonly member_id: string;
  readonly wish: string;
  readonly redemption_id: string;
  readonly asked: string | null;
}

function waitingOf({ invoice_id, member_id, wish, redemption_id, asked }: WaitingRow): WaitingSale {
  return {
    invoiceId: invoice_id,
    memberId: member_id,
    wish: JSON.parse(wish) as Wish,
    redemptionId: redemption_id,
    asked: asked === null ? null : (JSON.parse(asked, revive) as AskedCode),
  };
}

/** Instants are texts in JSON. */
function revive(name: string, value: unknown): unknown {
  return typeof value === 'string' && /At$|^deadline$/.test(name) ? new Date(value) : value;
}
