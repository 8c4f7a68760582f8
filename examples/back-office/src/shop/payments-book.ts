import type Database from 'better-sqlite3';

/** A payment that somebody approves, or refuses, before its points come. */
export interface WaitingPayment {
  readonly invoiceId: string;
  readonly paymentId: string;
  readonly memberId: string | null;
  /** In minor units. */
  readonly amount: number;
  readonly paidAt: Date;
  /** Who received it. */
  readonly receivedBy: string;
}

/** What somebody decided of a payment. */
export interface Decision {
  readonly state: 'approved' | 'refused';
  readonly decidedBy: string;
  /** For staff; null where none was given. */
  readonly reason: string | null;
}

/** The shop's own list of the payments that wait for approval, and who decided what of them, and why. */
export class PaymentsBook {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
    database.exec(`
      CREATE TABLE IF NOT EXISTS office_payments (
        invoice_id TEXT NOT NULL, payment_id TEXT NOT NULL, member_id TEXT, amount INTEGER NOT NULL,
        paid_at INTEGER NOT NULL, received_by TEXT NOT NULL, state TEXT, decided_by TEXT, reason TEXT,
        PRIMARY KEY (invoice_id, payment_id));
      CREATE INDEX IF NOT EXISTS office_payments_waiting ON office_payments (paid_at) WHERE state IS NULL;
      CREATE INDEX IF NOT EXISTS office_payments_member ON office_payments (member_id) WHERE state IS NULL;
    `);
  }

  /** Writes a payment that waits; one that is known stays as it is. */
  add({ invoiceId, paymentId, memberId, amount, paidAt, receivedBy }: WaitingPayment): void {
    this.#database
      .prepare('INSERT OR IGNORE INTO office_payments VALUES (?, ?, ?, ?, ?, ?, NULL, NULL, NULL)')
      .run(invoiceId, paymentId, memberId, amount, paidAt.getTime(), receivedBy);
  }

  /** Writes what was decided. Answers whether the payment was waiting: what was decided stays decided. */
  decide(invoiceId: string, paymentId: string, { state, decidedBy, reason }: Decision): boolean {
    const sql = `UPDATE office_payments SET state = ?, decided_by = ?, reason = ?
      WHERE invoice_id = ? AND payment_id = ? AND state IS NULL`;
    return this.#database.prepare(sql).run(state, decidedBy, reason, invoiceId, paymentId).changes > 0;
  }

  /** What was decided of the payments of a sale, by their ids. */
  decisions(invoiceId: string): ReadonlyMap<string, Decision> {
    const sql = `SELECT payment_id AS paymentId, state, decided_by AS decidedBy, reason FROM office_payments
      WHERE invoice_id = ? AND state IS NOT NULL`;
    const rows = this.#database.prepare<[string], Decision & { paymentId: string }>(sql).all(invoiceId);
    return new Map(rows.map(({ paymentId, ...decision }) => [paymentId, decision]));
  }

  /** Those that wait, the oldest first; of one customer, where one is named. */
  waiting(limit: number, memberId?: string): readonly WaitingPayment[] {
    const of = memberId === undefined ? '' : 'AND member_id = @memberId';
    const sql = `SELECT * FROM office_payments WHERE state IS NULL ${of} ORDER BY paid_at LIMIT @limit`;
    const bound = memberId === undefined ? { limit } : { limit, memberId };
    return this.#database.prepare<[typeof bound], PaymentRow>(sql).all(bound).map(paymentOf);
  }

  count(): number {
    const sql = 'SELECT count(*) AS waiting FROM office_payments WHERE state IS NULL';
    return this.#database.prepare<[], { waiting: number }>(sql).get()?.waiting ?? 0;
  }
}

interface PaymentRow {
  readonly invoice_id: string;
  readonly payment_id: string;
  readonly member_id: string | null;
  readonly amount: number;
  readonly paid_at: number;
  readonly received_by: string;
}

function paymentOf({ invoice_id, payment_id, member_id, amount, paid_at, received_by }: PaymentRow): WaitingPayment {
  return {
    invoiceId: invoice_id,
    paymentId: payment_id,
    memberId: member_id,
    amount,
    paidAt: new Date(paid_at),
    receivedBy: received_by,
  };
}
