import { type Clock, createPointbook, type Pointbook, type ProgramDefinition, type Within } from '@pointbook/core';
import { codes, type CodesPlugin } from '@pointbook/core/codes';
import { orThrow } from '@pointbook/core/errors';
import { jobs } from '@pointbook/core/jobs';
import type { PluginVerbs } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';
import { type SqliteStore, sqliteStore } from '@pointbook/sqlite';
import type Database from 'better-sqlite3';
import type { Inbox } from './inbox.ts';
import { firstProgram } from './program.ts';

const plugins = [jobs(), reports()] as const;

/** The shop's ledger: members, sales, spending with codes, jobs and reports. */
export type Ledger = Pointbook &
  PluginVerbs<[CodesPlugin, ...typeof plugins]> &
  Within<SqliteStore, [CodesPlugin, ...typeof plugins]>;

export interface OpenLedger {
  /** The ledger by the rules of now. */
  readonly pointbook: Ledger;
  /** The rules of now, as somebody wrote them. */
  readonly program: ProgramDefinition;
  /** Goes on by other rules. Sales that were made keep theirs. Throws a `PointbookError` for rules with mistakes. */
  publish(program: ProgramDefinition): Promise<void>;
  close(): Promise<void>;
}

/** Codes are made and checked with it. A shop's own is random, and comes from its environment. */
const secret = process.env['POINTBOOK_OTP_SECRET'] ?? 'the secret of the example, which is none';

/** Opens the ledger in the shop's file. */
export async function openLedger(
  file: string,
  database: Database.Database,
  inbox: Inbox,
  clock?: Clock,
): Promise<OpenLedger> {
  // #region publish
  const store = sqliteStore(file);
  const open = async (program: ProgramDefinition): Promise<Ledger> => {
    const pointbook: Ledger = createPointbook({
      program,
      store,
      newProgram: true,
      plugins: [codes({ secret, notifiers: inbox.notifiers }), ...plugins],
      ...(clock && { clock }),
    });
    orThrow(await pointbook.open());
    return pointbook;
  };
  const rules = new Rules(database);
  let program = rules.read() ?? firstProgram;
  let pointbook = await open(program);
  return {
    get pointbook() {
      return pointbook;
    },
    get program() {
      return program;
    },
    async publish(next) {
      pointbook = await open(next);
      program = next;
      rules.write(next);
    },
    // #endregion publish
    async close() {
      orThrow(await store.close());
    },
  };
}

/** Where the shop keeps the rules that it has published last. */
class Rules {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
    database.exec('CREATE TABLE IF NOT EXISTS office_rules (at TEXT NOT NULL, program TEXT NOT NULL)');
  }

  read(): ProgramDefinition | null {
    const sql = 'SELECT program FROM office_rules ORDER BY rowid DESC LIMIT 1';
    const row = this.#database.prepare<[], { program: string }>(sql).get();
    return row === undefined ? null : (JSON.parse(row.program) as ProgramDefinition);
  }

  write(program: ProgramDefinition): void {
    this.#database
      .prepare('INSERT INTO office_rules (at, program) VALUES (?, ?)')
      .run(new Date().toISOString(), JSON.stringify(program));
  }
}
