import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { Directory } from '../../src/shop/directory.ts';
import { Inbox, type SentMessage } from '../../src/shop/inbox.ts';
import type { Shop } from './shop.ts';

/** The shop's own tables, beside the server that works on them. */
export function fileOf({ folder }: Shop): Database.Database {
  const database = new Database(join(folder, 'shop.db'));
  onTestFinished(() => void database.close());
  return database;
}

/** Gives a customer another name, whatever is in it. */
export function rename(shop: Shop, memberId: string, name: string): void {
  const directory = new Directory(fileOf(shop));
  directory.put([{ memberId, phone: null, email: null, ...directory.get(memberId), name }]);
}

/** What was sent, the newest first. */
export function sentBy(shop: Shop): readonly SentMessage[] {
  return new Inbox(fileOf(shop)).messages();
}

/** What people do to a page by a name: a script, letters from right to left that never end, and no end at all. */
export const hostileName = `<script>document.title = 'mine'</script>\u202E${'ﷺ-X'.repeat(88)}`;
