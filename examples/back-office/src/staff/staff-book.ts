import { hash, verify } from '@node-rs/argon2';
import type Database from 'better-sqlite3';
import type { Role } from './roles.ts';

/** Someone who works in the shop. */
export interface Staff {
  readonly staffId: string;
  readonly name: string;
  readonly role: Role;
}

/** The people of the example, whose passwords its page tells. A shop has its own, and tells nobody. */
export const examplePeople = [
  { staffId: 'owner', name: 'Olivia', role: 'owner', password: 'owner-of-the-shop' },
  { staffId: 'manager', name: 'Mira', role: 'manager', password: 'manager-of-the-shop' },
  { staffId: 'cashier', name: 'Citra', role: 'cashier', password: 'cashier-of-the-shop' },
] as const;

/** Who works in the shop, and their passwords, hashed by Argon2id. */
export class StaffBook {
  readonly #database: Database.Database;
  /** Checked where there is no such person, so that an answer takes as long. */
  readonly #nobody: string;

  private constructor(database: Database.Database, nobody: string) {
    this.#database = database;
    this.#nobody = nobody;
  }

  static async open(database: Database.Database): Promise<StaffBook> {
    database.exec(`CREATE TABLE IF NOT EXISTS office_staff (
      staff_id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL)`);
    const put = database.prepare('INSERT OR IGNORE INTO office_staff VALUES (?, ?, ?, ?)');
    const known = database.prepare('SELECT 1 FROM office_staff LIMIT 1').get() !== undefined;
    for (const { staffId, name, role, password } of known ? [] : examplePeople)
      put.run(staffId, name, role, await hash(password));
    return new StaffBook(database, await hash('nobody'));
  }

  get(staffId: string): Staff | null {
    return this.#row(staffId)?.staff ?? null;
  }

  /** The person whose password this is; null where it is not, or there is no such person. */
  async whoHas(staffId: string, password: string): Promise<Staff | null> {
    const row = this.#row(staffId);
    const isRight = await verify(row?.password ?? this.#nobody, password);
    return row !== null && isRight ? row.staff : null;
  }

  #row(staffId: string): { staff: Staff; password: string } | null {
    const sql = 'SELECT staff_id AS staffId, name, role, password FROM office_staff WHERE staff_id = ?';
    const row = this.#database.prepare<[string], Staff & { password: string }>(sql).get(staffId);
    if (row === undefined) return null;
    const { password, ...staff } = row;
    return { staff, password };
  }
}
