import type { StoredProgram } from '@pointbook/core';
import type { ChallengeRecord, CodeBudget } from '@pointbook/core/codes';
import type { JobProblem, JobRecord } from '@pointbook/core/jobs';
import type { RecordKind } from '@pointbook/core/plugin';
import { coreKinds } from '@pointbook/core/store';

// Kinds of records that every ledger knows, and that no entry point names.
export const programVersions = kindOf<StoredProgram>('program');
export const challenges = kindOf<ChallengeRecord>('challenge');
export const budgets = kindOf<CodeBudget>('code-budget');
export const jobs = kindOf<JobRecord>('job');
export const jobProblems = kindOf<JobProblem>('job-problem');

function kindOf<R>(name: string): RecordKind<R> {
  const found = coreKinds.find(({ kind }) => kind === name);
  if (found === undefined) throw new Error(`Core knows no kind ${name}.`);
  return found;
}
