import { forkWorker } from '../support/processes/bundled.ts';
import type { Jobs } from './workers/postgres-jobs.ts';
import type { Request, Response } from './workers/postgres-worker.ts';

/** A process of its own that does what it is asked to. */
export interface Worker {
  do<Name extends keyof Jobs>(job: Name, input: Parameters<Jobs[Name]>[0]): Promise<Awaited<ReturnType<Jobs[Name]>>>;
  kill(): void;
}

interface Waiting {
  resolve(done: never): void;
  reject(problem: Error): void;
}

/** Starts so many processes. */
export async function startWorkers(count: number): Promise<readonly Worker[]> {
  return Promise.all(Array.from({ length: count }, startWorker));
}

async function startWorker(): Promise<Worker> {
  const child = await forkWorker('postgres-worker', [], { serialization: 'advanced' });
  const waiting = new Map<number, Waiting>();
  child.on('message', (response: Response) => {
    const { resolve, reject } = waiting.get(response.number) ?? {};
    waiting.delete(response.number);
    if ('failed' in response) reject?.(new Error(response.failed));
    else resolve?.(response.done as never);
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('The worker ended.'));
  });
  let number = 0;
  return {
    do: async (job, input) => {
      number += 1;
      const request: Request = { number, job, input: input as never };
      return new Promise<never>((resolve, reject) => {
        waiting.set(number, { resolve, reject });
        child.send(request);
      });
    },
    kill: () => void child.kill(),
  };
}
