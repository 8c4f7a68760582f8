import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { forkWorker } from '../support/processes/bundled.ts';
import type { CodeJobs, Confirmed } from './workers/code-jobs.ts';
import type { Place } from './workers/code-till.ts';
import type { CodeRequest } from './workers/code-worker.ts';

/** A till in a process of its own. */
export interface CodeProcess {
  do<Name extends keyof CodeJobs>(
    job: Name,
    ...input: Parameters<CodeJobs[Name]>
  ): Promise<Awaited<ReturnType<CodeJobs[Name]>>>;
  /** Ends it without warning. */
  kill(): void;
}

type Response = { readonly number: number; readonly done?: unknown; readonly failed?: string };

/** Starts a till, which ends with the test at the latest; what it confirms by itself is handed to `take`. */
async function startTill(place: Place, take: (confirmed: Confirmed) => void = () => {}) {
  const child = await forkWorker('code-worker', [JSON.stringify(place)], { serialization: 'advanced' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const waiting = new Map<number, { resolve(done: never): void; reject(problem: Error): void }>();
  child.on('message', (message: Response | { readonly confirmed: Confirmed }) => {
    if ('confirmed' in message) return take(message.confirmed);
    const { resolve, reject } = waiting.get(message.number) ?? {};
    waiting.delete(message.number);
    if (message.failed === undefined) resolve?.(message.done as never);
    else reject?.(new Error(message.failed));
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('The till ended.'));
  });
  let number = 0;
  const till: CodeProcess = {
    do: async (job, input?) => {
      number += 1;
      const request: CodeRequest = { number, job, input: input as never };
      return new Promise<never>((resolve, reject) => {
        waiting.set(number, { resolve, reject });
        child.send(request);
      });
    },
    kill: () => void child.kill('SIGKILL'),
  };
  return { child, till };
}

/** So many tills that all have the ledger open. */
export async function startTills(place: Place, count: number): Promise<CodeProcess[]> {
  const started = await Promise.all(Array.from({ length: count }, () => startTill(place)));
  const tills = started.map(({ till }) => till);
  await Promise.all(tills.map((till) => till.do('open')));
  return tills;
}

/** Lets a till spend points by code until so many receipts came, and kills it; answers all receipts that it told. */
export async function killedTill(
  place: Place,
  order: Parameters<CodeJobs['live']>[0],
  receipts: number,
): Promise<Confirmed[]> {
  const confirmed: Confirmed[] = [];
  const { child, till } = await startTill(place, (each) => {
    confirmed.push(each);
    if (confirmed.length === receipts) child.kill('SIGKILL');
  });
  const ended = once(child, 'close');
  // It never answers: it ends as the process does.
  await till.do('live', order).catch(() => {});
  const [, signal] = (await ended) as [number | null, string | null];
  if (signal !== 'SIGKILL') throw new Error('The till ended by itself.');
  return confirmed;
}
