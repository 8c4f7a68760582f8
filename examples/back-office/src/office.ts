import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@pointbook/core';
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
import { PaymentsBook } from './shop/payments-book.ts';
import { makeShop } from './shop/seed.ts';
import { systemClock } from './shop/system-clock.ts';
import { Summaries } from './shop/summaries.ts';
import { WaitingSales } from './shop/waiting-sales.ts';
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
  /** The sales at the till that wait for a customer's code. */
  readonly waiting: WaitingSales;
  /** The payments that wait for approval. */
  readonly payments: PaymentsBook;
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
  /** The time of the shop, which is that of the ledger. */
  now(): Date;
  close(): Promise<void>;
}

/** Opens the shop in a folder, which is filled with the demo's sales where it is new. */
export async function openOffice(folder: string, clock: Clock = systemClock): Promise<Office> {
  const file = join(folder, 'shop.db');
  if (!existsSync(file)) await makeShop(file);
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('busy_timeout = 5000');
  const inbox = new Inbox(database, clock);
  const directory = new Directory(database);
  const register = new Register(database);
  const drafts = new Drafts(database);
  const bulkPlans = new BulkPlans(database);
  const files = new ImportFiles(database, folder);
  const waiting = new WaitingSales(database);
  const payments = new PaymentsBook(database);
  const staff = await StaffBook.open(database);
  const sessions = new Sessions(database);
  const links = openMemberLinks(database);
  const ledger = await openLedger(file, database, inbox, clock);
  const rounds = new Rounds(ledger, files, new CustomerIntake(ledger, files, directory));
  return {
    folder,
    database,
    ledger,
    directory,
    register,
    drafts,
    waiting,
    payments,
    inbox,
    links,
    summaries: new Summaries(ledger, directory),
    bulkPlans,
    files,
    rounds,
    staff,
    sessions,
    now: () => new Date(clock.now()),
    async close() {
      await ledger.close();
      database.close();
    },
  };
}
