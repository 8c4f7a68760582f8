import { randomBytes } from 'node:crypto';
import { type MemberLinks, memberLinks } from '@pointbook/http';
import type Database from 'better-sqlite3';

// #region links
/** How many days a link to a customer's own page is good. */
export const linkDays = 30;

/**
 * The links to the customers' own pages. What signs them comes from the environment; otherwise it is made once, at
 * random, and kept in the shop's file, so that links outlive the process.
 */
export function openMemberLinks(database: Database.Database): MemberLinks {
  return memberLinks({ secret: process.env['POINTBOOK_LINK_SECRET'] ?? keptSecret(database) });
}
// #endregion links

function keptSecret(database: Database.Database): string {
  database.exec('CREATE TABLE IF NOT EXISTS office_secrets (name TEXT PRIMARY KEY, secret TEXT NOT NULL)');
  database
    .prepare("INSERT OR IGNORE INTO office_secrets VALUES ('member-links', ?)")
    .run(randomBytes(32).toString('base64url'));
  const read = "SELECT secret FROM office_secrets WHERE name = 'member-links'";
  const row = database.prepare<[], { secret: string }>(read).get();
  if (row === undefined) throw new Error('The secret of the links was just written.');
  return row.secret;
}
