import { brokenCodes } from './broken-codes.ts';
import { brokenFeeds } from './broken-feeds.ts';
import { brokenJobs } from './broken-jobs.ts';
import { brokenReads } from './broken-reads.ts';
import { brokenReports } from './broken-reports.ts';
import type { BrokenStore } from './broken-store.ts';
import { brokenWrites } from './broken-writes.ts';

/**
 * Ways to break a store. The conformance kit must fail on each of them, whatever the store: run it on yours, to see
 * that your harness shows the kit what it needs to see.
 */
export const brokenStores: readonly BrokenStore[] = [
  ...brokenWrites,
  ...brokenReads,
  ...brokenFeeds,
  ...brokenCodes,
  ...brokenJobs,
  ...brokenReports,
];
