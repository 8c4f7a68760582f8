import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openMemberLinks } from '../../src/shop/member-links.ts';

const hourMs = 3_600_000;

/** A path of `seenPages` in a shop: with the token of a link where a customer's number is in braces. */
export async function pathIn(folder: string, path: string): Promise<string> {
  const [braces, memberId] = /\{([^}]+)\}/.exec(path) ?? [];
  if (braces === undefined || memberId === undefined) return path;
  const database = new Database(join(folder, 'shop.db'));
  const token = await openMemberLinks(database).sign(memberId, new Date(Date.now() + hourMs));
  database.close();
  return path.replace(braces, token);
}
