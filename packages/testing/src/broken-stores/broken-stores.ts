import { brokenCodes } from './broken-codes.ts';
import { brokenFeeds } from './broken-feeds.ts';
import { brokenFoundBy } from './broken-found-by.ts';
import { brokenIsolation } from './broken-isolation.ts';
import { brokenJoins } from './broken-joins.ts';
import { brokenJobs } from './broken-jobs.ts';
import { brokenReads } from './broken-reads.ts';
import { brokenReports } from './broken-reports.ts';
import { brokenRows } from './broken-rows.ts';
import { brokenScans } from './broken-scans.ts';
import { type BrokenStore, ofRows } from './broken-store.ts';
import { brokenWrites } from './broken-writes.ts';

/**
 * Ways to break a store. The case that each of them names must fail on it, whatever the store: try it on yours, to see
 * that your harness shows the kit what it needs to see. The last ones join a `pretendDatabase`.
 */
export const brokenStores: readonly BrokenStore[] = [
  ...ofRows([
    ...brokenWrites,
    ...brokenReads,
    ...brokenFeeds,
    ...brokenCodes,
    ...brokenJobs,
    ...brokenScans,
    ...brokenReports,
  ]),
  ...brokenRows,
  ...brokenFoundBy,
  ...brokenIsolation,
  ...brokenJoins,
];
