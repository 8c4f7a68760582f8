import { createHash, randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';

/** How long a session lasts after it was last used. */
const lifeMs = 8 * 3_600_000;

/** Someone who is signed in. */
export interface Session {
  readonly staffId: string;
  /** What a form of this session must bring. */
  readonly csrf: string;
}

/** Who is signed in. The database has hashes of the tokens alone, and outlives the process. */
export class Sessions {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
    database.exec(`CREATE TABLE IF NOT EXISTS office_sessions (
      token_hash TEXT PRIMARY KEY, staff_id TEXT NOT NULL, csrf TEXT NOT NULL, ends_at INTEGER NOT NULL, told TEXT)`);
  }

  /** Begins a session, and answers its token. */
  begin(staffId: string): string {
    this.#database.prepare('DELETE FROM office_sessions WHERE ends_at < ?').run(Date.now());
    const token = randomBytes(32).toString('base64url');
    this.#database
      .prepare('INSERT INTO office_sessions VALUES (?, ?, ?, ?, NULL)')
      .run(hashOf(token), staffId, randomBytes(32).toString('base64url'), Date.now() + lifeMs);
    return token;
  }

  /** The session of a token, which lasts longer from now on; null where it has ended. */
  use(token: string): Session | null {
    const sql = `UPDATE office_sessions SET ends_at = ? WHERE token_hash = ? AND ends_at >= ?
      RETURNING staff_id AS staffId, csrf`;
    const now = Date.now();
    return this.#database.prepare<[number, string, number], Session>(sql).get(now + lifeMs, hashOf(token), now) ?? null;
  }

  /** Keeps what the next page of the session tells once. */
  tell(token: string, message: string): void {
    this.#database.prepare('UPDATE office_sessions SET told = ? WHERE token_hash = ?').run(message, hashOf(token));
  }

  /** What the session was to be told; null where there is nothing. It is told once. */
  hear(token: string): string | null {
    const read = 'SELECT told FROM office_sessions WHERE token_hash = ? AND told IS NOT NULL';
    const row = this.#database.prepare<[string], { told: string }>(read).get(hashOf(token));
    if (row !== undefined)
      this.#database.prepare('UPDATE office_sessions SET told = NULL WHERE token_hash = ?').run(hashOf(token));
    return row?.told ?? null;
  }

  end(token: string): void {
    this.#database.prepare('DELETE FROM office_sessions WHERE token_hash = ?').run(hashOf(token));
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
