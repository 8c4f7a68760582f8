import { join } from 'node:path';
import type { Page, StatementLine } from '@pointbook/core';
import { orThrow } from '@pointbook/core/errors';
import Database from 'better-sqlite3';
import { Inbox } from '../../src/shop/inbox.ts';
import { openLedger } from '../../src/shop/ledger.ts';

/** The ledger of a shop, beside its server: what is really written. */
export async function ledgerOf(folder: string) {
  const file = join(folder, 'shop.db');
  const database = new Database(file);
  const ledger = await openLedger(file, database, new Inbox(database));
  const { pointbook } = ledger;
  return {
    pointbook,
    /** All entries of a member, the newest first. */
    async entriesOf(memberId: string) {
      return orThrow(await pointbook.getStatement({ memberId, limit: 1000 })).items;
    },
    /** Whose points a job has changed, once for each entry. */
    async membersOfJob(jobId: string) {
      const members: string[] = [];
      const reference = { type: 'job', id: jobId } as const;
      let cursor: string | undefined;
      do {
        const page: Page<StatementLine> = orThrow(await pointbook.findEntries({ reference, limit: 1000, cursor }));
        members.push(...page.items.map(({ memberId }) => memberId));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return members;
    },
    async close() {
      await ledger.close();
      database.close();
    },
  };
}
