import {
  type Clock,
  createPointbook,
  parseProgram,
  type Pointbook,
  type ProgramDefinition,
  type Within,
} from '@pointbook/core';
import { codes, type CodesPlugin } from '@pointbook/core/codes';
import { orThrow } from '@pointbook/core/errors';
import { jobs } from '@pointbook/core/jobs';
import { nationalPhones } from '@pointbook/core/phones';
import type { PluginVerbs } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';
import { type SqliteStore, sqliteStore } from '@pointbook/sqlite';
import type Database from 'better-sqlite3';
import type { Inbox } from './inbox.ts';
import { firstProgram } from './program.ts';
import { type NewPublication, type Publication, Publications } from './publications.ts';

const plugins = [jobs({ phones: nationalPhones() }), reports()] as const;

/** The shop's ledger: members, sales, spending with codes, jobs and reports. */
export type Ledger = Pointbook &
  PluginVerbs<[CodesPlugin, ...typeof plugins]> &
  Within<SqliteStore, [CodesPlugin, ...typeof plugins]>;

export interface OpenLedger {
  /** The ledger by the rules of now. */
  readonly pointbook: Ledger;
  /** The rules of now, as somebody wrote them. */
  readonly program: ProgramDefinition;
  /** All rules that the shop has published. */
  readonly publications: Publications;
  /** Checks rules as somebody wrote them, and fills in what they leave out. */
  read(written: unknown): ReturnType<typeof parseProgram>;
  /**
   * Goes on by other rules. Sales that were made keep theirs. Null where somebody has published others over the same
   * rules meanwhile: then nothing is changed. Throws a `PointbookError` where the ledger cannot be kept by these rules.
   */
  publish(next: Publishing): Promise<Publication | null>;
  close(): Promise<void>;
}

/** Rules that are to be published. */
export type Publishing = Pick<NewPublication, 'program' | 'over' | 'key' | 'staffId'>;

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
  const all = [codes({ secret, notifiers: inbox.notifiers }), ...plugins] as const;
  const open = async (program: ProgramDefinition): Promise<Ledger> => {
    const pointbook: Ledger = createPointbook({
      program,
      store,
      newProgram: true,
      plugins: all,
      ...(clock && { clock }),
    });
    orThrow(await pointbook.open());
    return pointbook;
  };
  const publications = new Publications(database);
  const now = () => new Date(clock?.now() ?? Date.now());
  let program = publications.newest()?.program ?? firstProgram;
  let pointbook = await open(program);
  const first = { program, version: pointbook.ports.program.version, over: 0, key: 'first', staffId: null };
  publications.put({ ...first, publishedAt: now() });
  return {
    publications,
    read: (written) => parseProgram(written, { plugins: all }),
    get pointbook() {
      return pointbook;
    },
    get program() {
      return program;
    },
    async publish(next) {
      const opened = await open(next.program);
      const { version } = opened.ports.program;
      const published = publications.put({ ...next, version, publishedAt: now() });
      // A form that was sent twice finds what it has published, which need not be the rules of now any more.
      if (published?.version === version && published.number === publications.newest()?.number) {
        pointbook = opened;
        program = published.program;
      }
      return published;
    },
    // #endregion publish
    async close() {
      orThrow(await store.close());
    },
  };
}
