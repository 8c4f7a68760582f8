import type Database from 'better-sqlite3';

/** A line of a sale as the customer reads it. */
export interface SoldLine {
  readonly lineId: string;
  readonly sku: string | null;
  readonly name: string;
  readonly quantity: number;
  /** What the line comes to, in minor units. */
  readonly net: number;
}

/** A sale of the shop. What it earned is the ledger's. */
export interface Sale {
  readonly invoiceId: string;
  readonly memberId: string | null;
  readonly soldAt: Date;
  readonly lines: readonly SoldLine[];
  /** In minor units. */
  readonly total: number;
}

/** The shop's own table of sales, as any point of sale has one. */
export class Register {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
    database.exec(`
      CREATE TABLE IF NOT EXISTS office_sales (
        invoice_id TEXT PRIMARY KEY, member_id TEXT, sold_at INTEGER NOT NULL, total INTEGER NOT NULL, lines TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS office_sales_time ON office_sales (sold_at DESC, invoice_id);
      CREATE INDEX IF NOT EXISTS office_sales_member ON office_sales (member_id, sold_at DESC);
    `);
  }

  /** Writes a sale; one that is known by its `invoiceId` changes. */
  put({ invoiceId, memberId, soldAt, total, lines }: Sale): void {
    this.#database
      .prepare(
        `INSERT INTO office_sales VALUES (?, ?, ?, ?, ?) ON CONFLICT (invoice_id)
         DO UPDATE SET member_id = excluded.member_id, total = excluded.total, lines = excluded.lines`,
      )
      .run(invoiceId, memberId, soldAt.getTime(), total, JSON.stringify(lines));
  }

  get(invoiceId: string): Sale | null {
    const sql = 'SELECT * FROM office_sales WHERE invoice_id = ?';
    const row = this.#database.prepare<[string], SaleRow>(sql).get(invoiceId);
    return row === undefined ? null : saleOf(row);
  }

  /** The newest sales first; of one member, where one is named. */
  newest(limit: number, { memberId, offset = 0 }: { memberId?: string; offset?: number } = {}): readonly Sale[] {
    const where = memberId === undefined ? '' : 'WHERE member_id = @memberId';
    const sql = `SELECT * FROM office_sales ${where} ORDER BY sold_at DESC, invoice_id LIMIT @limit OFFSET @offset`;
    const bound = memberId === undefined ? { limit, offset } : { limit, offset, memberId };
    return this.#database.prepare<[typeof bound], SaleRow>(sql).all(bound).map(saleOf);
  }

  /** The sales of a time, and what they came to. */
  between(from: Date, until: Date): { readonly sales: number; readonly total: number } {
    const sql = `SELECT count(*) AS sales, coalesce(sum(total), 0) AS total FROM office_sales
      WHERE sold_at >= ? AND sold_at < ?`;
    const row = this.#database
      .prepare<[number, number], { sales: number; total: number }>(sql)
      .get(from.getTime(), until.getTime());
    return row ?? { sales: 0, total: 0 };
  }

  count(): number {
    return (
      this.#database.prepare<[], { sales: number }>('SELECT count(*) AS sales FROM office_sales').get()?.sales ?? 0
    );
  }
}

interface SaleRow {
  readonly invoice_id: string;
  readonly member_id: string | null;
  readonly sold_at: number;
  readonly total: number;
  readonly lines: string;
}

function saleOf({ invoice_id, member_id, sold_at, total, lines }: SaleRow): Sale {
  return {
    invoiceId: invoice_id,
    memberId: member_id,
    soldAt: new Date(sold_at),
    total,
    lines: JSON.parse(lines) as readonly SoldLine[],
  };
}
