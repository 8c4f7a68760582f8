import type { ProgramDefinition } from '@pointbook/core';
import type Database from 'better-sqlite3';

/** Rules that the shop has published: those of now, or earlier ones. */
export interface Publication {
  /** 1 for the rules that the shop began with, and one more for each that came after. */
  readonly number: number;
  readonly publishedAt: Date;
  /** Who did it; null for the rules that the shop began with. */
  readonly staffId: string | null;
  /** The ledger's name of these rules: sales and entries say by it what they were earned under. */
  readonly version: string;
  readonly program: ProgramDefinition;
}

/** What is published, over which rules, and by whom. */
export interface NewPublication extends Omit<Publication, 'number'> {
  /** The number of the rules that were changed. */
  readonly over: number;
  /** The id of the form, the same each time that it is sent. */
  readonly key: string;
}

/** The shop's own table of the rules that it has published. The ledger keeps what each sale needs of them. */
export class Publications {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
    database.exec(`CREATE TABLE IF NOT EXISTS office_publications (
      number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, published_at INTEGER NOT NULL, staff_id TEXT,
      version TEXT NOT NULL, program TEXT NOT NULL)`);
  }

  /** The rules of now; null before the shop has any. */
  newest(): Publication | null {
    return this.all()[0] ?? null;
  }

  /** The newest first. */
  all(): readonly Publication[] {
    const sql = 'SELECT * FROM office_publications ORDER BY number DESC';
    return this.#database.prepare<[], PublicationRow>(sql).all().map(publicationOf);
  }

  get(number: number): Publication | null {
    return this.#one('number = ?', number);
  }

  /** What a form has published; null where it has not. */
  ofForm(key: string): Publication | null {
    return this.#one('key = ?', key);
  }

  /**
   * What the ledger calls so and a sale of that time was saved by: the shop may have come back to rules that it had
   * before.
   */
  ofSale(version: string, soldAt: Date): Publication | null {
    const same = this.all().filter((publication) => publication.version === version);
    return same.find(({ publishedAt }) => publishedAt <= soldAt) ?? same.at(-1) ?? null;
  }

  /**
   * Publishes rules, once for each form. Null, and nothing is written, where others were published over the same rules
   * before.
   */
  put({ over, key, publishedAt, staffId, version, program }: NewPublication): Publication | null {
    const put = this.#database.transaction(() => {
      const before = this.ofForm(key);
      if (before !== null) return before;
      if ((this.newest()?.number ?? 0) !== over) return null;
      const sql = 'INSERT INTO office_publications VALUES (?, ?, ?, ?, ?, ?)';
      this.#database.prepare(sql).run(over + 1, key, publishedAt.getTime(), staffId, version, JSON.stringify(program));
      return this.get(over + 1);
    });
    return put.immediate();
  }

  #one(where: string, value: string | number): Publication | null {
    const sql = `SELECT * FROM office_publications WHERE ${where} ORDER BY number DESC LIMIT 1`;
    const row = this.#database.prepare<[string | number], PublicationRow>(sql).get(value);
    return row === undefined ? null : publicationOf(row);
  }
}

interface PublicationRow {
  readonly number: number;
  readonly published_at: number;
  readonly staff_id: string | null;
  readonly version: string;
  readonly program: string;
}

function publicationOf({ number, published_at, staff_id, version, program }: PublicationRow): Publication {
  return {
    number,
    publishedAt: new Date(published_at),
    staffId: staff_id,
    version,
    program: JSON.parse(program) as ProgramDefinition,
  };
}
