import { join } from 'node:path';
import type { ProgramDefinition } from '@pointbook/core';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { Inbox, type SentMessage } from '../../src/shop/inbox.ts';
import { openLedger } from '../../src/shop/ledger.ts';
import { type WaitingSale, WaitingSales } from '../../src/shop/waiting-sales.ts';
import { Sessions } from '../../src/staff/sessions.ts';
import { ledgerOf } from './ledger-of.ts';
import type { Who } from './sign-in.ts';

/** What a test reads of the file of a shop that is open, beside the pages. */
export interface LedgerFile {
  /** What was posted for a customer since the file was opened, the oldest first: `points-redeemed −150`. */
  posted(memberId: string): Promise<readonly string[]>;
  /** The messages that were sent, the newest first. */
  messages(): readonly SentMessage[];
  /** The sales that wait for a code. */
  waiting(): readonly WaitingSale[];
  /** The digits in the newest message. */
  newestCode(): string;
}

/** Opens the file of a shop, and closes it after the test. */
export async function openLedgerFile(folder: string): Promise<LedgerFile> {
  const openedAt = new Date();
  const ledger = await ledgerOf(folder);
  const database = new Database(join(folder, 'shop.db'));
  const inbox = new Inbox(database);
  const waiting = new WaitingSales(database);
  onTestFinished(async () => {
    await ledger.close();
    database.close();
  });
  return {
    async posted(memberId) {
      const entries = await ledger.entriesOf(memberId);
      const since = entries.filter(({ postedAt }) => postedAt > openedAt);
      return since.map(({ cause, delta }) => `${cause} ${delta}`).toReversed();
    },
    messages: () => inbox.messages(),
    waiting: () => waiting.list(10),
    newestCode: () => /\d{6}/.exec(inbox.messages()[0]?.text ?? '')?.[0] ?? '',
  };
}

/** Publishes rules in the file of a shop that is closed. */
export async function publishBefore(folder: string, program: ProgramDefinition): Promise<void> {
  const file = join(folder, 'shop.db');
  const database = new Database(file);
  const ledger = await openLedger(file, database, new Inbox(database));
  const over = ledger.publications.newest()?.number ?? 0;
  await ledger.publish({ program, over, key: 'before the test', staffId: null });
  await ledger.close();
  database.close();
}

/** Signs somebody in without the page for it, which takes long for its hash, and answers the token. */
export function beginSession(folder: string, who: Who): string {
  const database = new Database(join(folder, 'shop.db'));
  try {
    return new Sessions(database).begin(who);
  } finally {
    database.close();
  }
}
