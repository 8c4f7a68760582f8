import { atomicCases } from './till/atomic-cases.ts';
import { codeCases } from './till/code-cases.ts';
import { codeRaceCases } from './till/code-race-cases.ts';
import { concurrentCases } from './till/concurrent-cases.ts';
import type { ConformanceCase } from '../conformance/conformance-case.ts';
import { feedCases } from './till/feed-cases.ts';
import { filterCases } from './till/filter-cases.ts';
import { identityCases } from './till/identity-cases.ts';
import { jobCases } from './till/job-cases.ts';
import { jobPageCases } from './till/job-page-cases.ts';
import { jobRaceCases } from './till/job-race-cases.ts';
import { readerCases } from './till/reader-cases.ts';
import { reportCases } from './till/report-cases.ts';
import { valueCases } from './till/value-cases.ts';
import { faultCases } from './rows/fault-cases.ts';
import { foundByCases } from './rows/found-by-cases.ts';
import { historyCases } from './rows/history-cases.ts';
import { isolationCases } from './rows/isolation-cases.ts';
import { joinCases } from './rows/join-cases.ts';
import { joinedHistoryCases } from './rows/joined-history-cases.ts';
import { besideCases } from './rows/beside-cases.ts';
import { ledgerRowCases } from './rows/ledger-row-cases.ts';
import { recordCases } from './rows/record-cases.ts';
import { recordVersionCases } from './rows/record-version-cases.ts';
import { secondStoreCases } from './rows/second-store-cases.ts';

/** All that a store must do to keep a ledger. */
export const conformanceCases: readonly ConformanceCase[] = [
  ...atomicCases,
  ...concurrentCases,
  ...readerCases,
  ...filterCases,
  ...feedCases,
  ...identityCases,
  ...valueCases,
  ...codeCases,
  ...codeRaceCases,
  ...jobCases,
  ...jobPageCases,
  ...jobRaceCases,
  ...reportCases,
  ...recordCases,
  ...recordVersionCases,
  ...foundByCases,
  ...ledgerRowCases,
  ...besideCases,
  ...isolationCases,
  ...secondStoreCases,
  ...faultCases,
  ...joinCases,
  ...historyCases,
  ...joinedHistoryCases,
];
