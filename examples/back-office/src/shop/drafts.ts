import type Database from 'better-sqlite3';

/** A change of the rules that somebody has begun and not published. It is kept with each change of the form. */
export interface Draft {
  readonly draftId: string;
  readonly staffId: string;
  /** The number of the published rules that it changes. */
  readonly over: number;
  readonly changedAt: Date;
  /** How often a button has saved it. What a page from before that keeps by itself comes too late. */
  readonly saves: number;
  /** The form as it was typed, as JSON. */
  readonly typed: string;
}

/** The shop's own table of changes that are not published yet. They outlive the session and the server. */
export class Drafts {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
    database.exec(`CREATE TABLE IF NOT EXISTS office_drafts (
      draft_id TEXT PRIMARY KEY, staff_id TEXT NOT NULL, over INTEGER NOT NULL, changed_at INTEGER NOT NULL,
      saves INTEGER NOT NULL, typed TEXT NOT NULL)`);
  }

  get(draftId: string): Draft | null {
    const sql = 'SELECT * FROM office_drafts WHERE draft_id = ?';
    const row = this.#database.prepare<[string], DraftRow>(sql).get(draftId);
    return row === undefined ? null : draftOf(row);
  }

  /** The newest first. */
  all(): readonly Draft[] {
    const sql = 'SELECT * FROM office_drafts ORDER BY changed_at DESC, draft_id';
    return this.#database.prepare<[], DraftRow>(sql).all().map(draftOf);
  }

  /** Writes a draft; one that is known by its `draftId` changes. */
  put({ draftId, staffId, over, changedAt, saves, typed }: Draft): void {
    const sql = `INSERT INTO office_drafts VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (draft_id)
      DO UPDATE SET over = excluded.over, changed_at = excluded.changed_at, saves = excluded.saves, typed = excluded.typed`;
    this.#database.prepare(sql).run(draftId, staffId, over, changedAt.getTime(), saves, typed);
  }

  remove(draftId: string): void {
    this.#database.prepare('DELETE FROM office_drafts WHERE draft_id = ?').run(draftId);
  }
}

interface DraftRow {
  readonly draft_id: string;
  readonly staff_id: string;
  readonly over: number;
  readonly changed_at: number;
  readonly saves: number;
  readonly typed: string;
}

function draftOf({ draft_id, staff_id, over, changed_at, saves, typed }: DraftRow): Draft {
  return { draftId: draft_id, staffId: staff_id, over, changedAt: new Date(changed_at), saves, typed };
}
