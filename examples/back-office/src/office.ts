import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { MemberLinks } from '@pointbook/http';
import Database from 'better-sqlite3';
import { BulkPlans } from './shop/bulk-plans.ts';
import { CustomerIntake } from './shop/customer-intake.ts';
import { openLedger, type OpenLedger } from './shop/ledger.ts';
import { Directory } from './shop/directory.ts';
import { Drafts } from './shop/drafts.ts';
import { ImportFiles } from './shop/import-files.ts';
import { Inbox } from './shop/inbox.ts';
import { openMemberLinks } from './shop/member-links.ts';
import { Register } from './shop/register.ts';
import { Rounds } from './shop/rounds.ts';
import { makeShop } from './shop/seed.ts';
import { Summaries } from './shop/summaries.ts';
import { Sessions } from './staff/sessions.ts';
import { StaffBook } from './staff/staff-book.ts';

/** All that the pages work with. */
export interface Office {
  readonly folder: string;
  /** The shop's own tables. Pointbook's are in the same file, so that both can be written in one transaction. */
  readonly database: Database.Database;
  readonly ledger: OpenLedger;
  /** The shop's customers by name. */
  readonly directory: Directory;
  /** The shop's sales. */
  readonly register: Register;
  /** Changes of the rules that are not published yet. */
  readonly drafts: Drafts;
  /** The messages that a messenger would have sent. */
  readonly inbox: Inbox;
  /** The links to the customers' own pages. */
  readonly links: MemberLinks;
  /** What the reports tell in a page. */
  readonly summaries: Summaries;
  /** Changes of many customers' points that somebody prepares. */
  readonly bulkPlans: BulkPlans;
  /** The files that people bring to be imported. */
  readonly files: ImportFiles;
  /** What goes on by itself: jobs, and points that end. */
  readonly rounds: Rounds;
  readonly staff: StaffBook;
  readonly sessions: Sessions;
  close(): Promise<void>;
}

/** Opens the shop in a folder, which is filled with the demo's sales where it is new. */
export async function openOffice(folder: string): Promise<Office> {
  const file = join(folder, 'shop.db');
  if (!existsSync(file)) await makeShop(file);
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('busy_timeout = 5000');
  const inbox = new Inbox(database);
  const directory = new Directory(database);
  const register = new Register(database);
  const drafts = new Drafts(database);
  const bulkPlans = new BulkPlans(database);
  const files = new ImportFiles(database, folder);
  const staff = await StaffBook.open(database);
  const sessions = new Sessions(database);
  const links = openMemberLinks(database);
  const ledger = await openLedger(file, database, inbox);
  const rounds = new Rounds(ledger, files, new CustomerIntake(ledger, files, directory));
  return {
    folder,
    database,
    ledger,
    directory,
    register,
    drafts,
    inbox,
    links,
    summaries: new Summaries(ledger, directory),
    bulkPlans,
    files,
    rounds,
    staff,
    sessions,
    async close() {
      await ledger.close();
      database.close();
    },
  };
}
