import type { AnyRecordKind } from '../kernel/record.ts';
import { challenges } from '../plugins/codes/challenge.ts';
import { budgets } from '../plugins/codes/code-budget.ts';
import { jobProblems } from '../plugins/jobs/job-problem.ts';
import { jobRecords } from '../plugins/jobs/job-record.ts';
import { tillKinds } from './till-kinds.ts';

/** All kinds of records of this package: those of a till, and those of the plugins. */
export const coreKinds: readonly AnyRecordKind[] = [...tillKinds, challenges, budgets, jobRecords, jobProblems];
