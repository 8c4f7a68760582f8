// Does the jobs that the parent asks for, one after another as they come, and tells what came of each.
import { flushCompileCache } from 'node:module';
import { jobs, type Jobs } from './postgres-jobs.ts';

/** A job with a number, under which it is answered. */
export interface Request {
  readonly number: number;
  readonly job: keyof Jobs;
  readonly input: never;
}

/** How a job ended. */
export type Response = { readonly number: number } & ({ readonly done: unknown } | { readonly failed: string });

// It is killed in the end, when it could no longer keep what it compiled.
flushCompileCache();
process.on('message', ({ number, job, input }: Request) => {
  const tell = (response: Response) => process.send?.(response);
  jobs[job](input).then(
    (done) => tell({ number, done }),
    (thrown: unknown) => tell({ number, failed: thrown instanceof Error ? (thrown.stack ?? thrown.message) : '' }),
  );
});
