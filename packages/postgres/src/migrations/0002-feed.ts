import type { Tables } from '../tables.ts';

/**
 * The order in which entries are fed to those who follow the ledger.
 *
 * @remarks An entry's position is that of its transaction, or of the member's entry before it where that one is later,
 * for a transaction may get its number before it waits for a member. `feeds` holds what is added to the numbers of
 * transactions in a ledger that was restored into a server that counts from lower ones. The index has the whole order:
 * all that was there before this migration is at position 0, and a page must not sort that.
 */
export const feed = {
  number: 2,
  name: 'feed',
  sql: ({ members, entries, feeds }: Tables): string => `
ALTER TABLE ${members} ADD COLUMN position bigint NOT NULL DEFAULT 0 CHECK (position >= 0);
ALTER TABLE ${entries} ADD COLUMN position bigint NOT NULL DEFAULT 0 CHECK (position >= 0);
CREATE INDEX entries_feed ON ${entries} (program_id, position, member_id, sequence);

CREATE TABLE ${feeds} (
  program_id text COLLATE "C" NOT NULL PRIMARY KEY,
  base bigint NOT NULL CHECK (base >= 0)
);
`,
};
