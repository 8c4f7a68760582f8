import { atomicCases } from './atomic-cases.ts';
import { codeCases } from './code-cases.ts';
import { codeRaceCases } from './code-race-cases.ts';
import { concurrentCases } from './concurrent-cases.ts';
import type { ConformanceCase } from './conformance-case.ts';
import { feedCases } from './feed-cases.ts';
import { identityCases } from './identity-cases.ts';
import { jobCases } from './job-cases.ts';
import { jobPageCases } from './job-page-cases.ts';
import { jobRaceCases } from './job-race-cases.ts';
import { readerCases } from './reader-cases.ts';
import { reportCases } from './report-cases.ts';
import { valueCases } from './value-cases.ts';

/** All that a store must do to keep a ledger. */
export const conformanceCases: readonly ConformanceCase[] = [
  ...atomicCases,
  ...concurrentCases,
  ...readerCases,
  ...feedCases,
  ...identityCases,
  ...valueCases,
  ...codeCases,
  ...codeRaceCases,
  ...jobCases,
  ...jobPageCases,
  ...jobRaceCases,
  ...reportCases,
];
