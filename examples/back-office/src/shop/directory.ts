import type Database from 'better-sqlite3';

/** A customer as the shop finds one. Points are the ledger's. */
export interface Customer {
  readonly memberId: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** Where a page of customers goes on: after this one. */
export interface CustomerPlace {
  readonly name: string;
  readonly memberId: string;
}

/** The shop's customers, to be found by a part of their name, phone, email or number. */
export class Directory {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
    database.exec(`
      CREATE TABLE IF NOT EXISTS office_customers (
        member_id TEXT PRIMARY KEY, name TEXT, phone TEXT, email TEXT, sort TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS office_customers_sort ON office_customers (sort, member_id);
      CREATE VIRTUAL TABLE IF NOT EXISTS office_customer_words USING fts5 (words, tokenize = 'trigram');
    `);
  }

  /** Writes customers as they are now; those that are known by their `memberId` change. */
  put(customers: Iterable<Customer>): void {
    const place = this.#database.prepare<[Customer & { sort: string }], { rowid: number }>(`
      INSERT INTO office_customers (member_id, name, phone, email, sort) VALUES (@memberId, @name, @phone, @email, @sort)
      ON CONFLICT (member_id) DO UPDATE SET name = @name, phone = @phone, email = @email, sort = @sort RETURNING rowid`);
    const forget = this.#database.prepare<[number]>('DELETE FROM office_customer_words WHERE rowid = ?');
    const learn = this.#database.prepare<[number, string]>(
      'INSERT INTO office_customer_words (rowid, words) VALUES (?, ?)',
    );
    const putAll = this.#database.transaction(() => {
      for (const { memberId, name, phone, email } of customers) {
        const sort = sortOf(name, memberId);
        const { rowid = 0 } = place.get({ memberId, name, phone, email, sort }) ?? {};
        forget.run(rowid);
        learn.run(rowid, [memberId, name, phone, email].filter((word) => word !== null).join('\n'));
      }
    });
    putAll.immediate();
  }

  get(memberId: string): Customer | null {
    const row = this.#database.prepare<[string], CustomerRow>(`${selected} WHERE member_id = ?`).get(memberId);
    return row === undefined ? null : customerOf(row);
  }

  /** How many customers a text finds; all of them for an empty one. */
  count(text: string): number {
    const { where, bound } = matching(text);
    const sql = `SELECT count(*) AS found FROM office_customers WHERE ${where}`;
    return this.#database.prepare<[Bound], { found: number }>(sql).get(bound)?.found ?? 0;
  }

  /** The ids of customers that a text finds, at most so many. */
  memberIds(text: string, limit: number): readonly string[] {
    const { where, bound } = matching(text);
    const sql = `SELECT member_id FROM office_customers WHERE ${where} ORDER BY sort, member_id LIMIT @limit`;
    return this.#database
      .prepare<[Bound], string>(sql)
      .pluck()
      .all({ ...bound, limit });
  }

  /** Customers that a text finds, by name. */
  page(text: string, after: CustomerPlace | null, limit: number): readonly Customer[] {
    const { where, bound } = matching(text);
    const further = after === null ? '' : 'AND (sort, member_id) > (@name, @memberId)';
    const sql = `${selected} WHERE ${where} ${further} ORDER BY sort, member_id LIMIT @limit`;
    const rows = this.#database.prepare<[Bound], CustomerRow>(sql).all({ ...bound, ...after, limit });
    return rows.map(customerOf);
  }
}

/** Where the next page begins. */
export function placeAfter({ name, memberId }: Customer): CustomerPlace {
  return { name: sortOf(name, memberId), memberId };
}

type Bound = Readonly<Record<string, string | number>>;

interface CustomerRow {
  readonly member_id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

const selected = 'SELECT member_id, name, phone, email FROM office_customers';

function customerOf({ member_id, name, phone, email }: CustomerRow): Customer {
  return { memberId: member_id, name, phone, email };
}

function sortOf(name: string | null, memberId: string): string {
  return (name ?? memberId).toLocaleLowerCase();
}

/** The index knows groups of three letters; for less each customer is looked at. */
function matching(text: string): { where: string; bound: Bound } {
  const asked = text.trim();
  if (asked === '') return { where: 'TRUE', bound: {} };
  if (asked.length >= 3) {
    const found = 'SELECT rowid FROM office_customer_words WHERE words MATCH @words';
    return { where: `rowid IN (${found})`, bound: { words: `"${asked.replaceAll('"', '""')}"` } };
  }
  const pattern = `${asked.toLocaleLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return { where: String.raw`sort LIKE @pattern ESCAPE '\'`, bound: { pattern } };
}
