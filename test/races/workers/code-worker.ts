// Does what the parent asks of a till, as it comes, and tells what came of it.
import { flushCompileCache } from 'node:module';
import { type CodeJobs, codeJobs } from './code-jobs.ts';
import type { Place } from './code-till.ts';
import { tell } from './ledger.ts';

/** A job with a number, under which it is answered. */
export interface CodeRequest {
  readonly number: number;
  readonly job: keyof CodeJobs;
  readonly input: never;
}

const jobs = codeJobs(JSON.parse(process.argv[2] ?? '') as Place);
// It is killed in the end, when it could no longer keep what it compiled.
flushCompileCache();
process.on('message', ({ number, job, input }: CodeRequest) => {
  jobs[job](input).then(
    (done: unknown) => tell({ number, done }),
    (thrown: unknown) => tell({ number, failed: thrown instanceof Error ? (thrown.stack ?? thrown.message) : '' }),
  );
});
