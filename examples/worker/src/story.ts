import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DueReceipt } from '@pointbook/core/jobs';
import { verify } from '@pointbook/core/verify';
import { makeWorkerUtils } from 'graphile-worker';
import type { Pool } from 'pg';
import { openLedger } from './ledger.ts';
import { openOffice } from './office.ts';
import { errorsOnly, startWorker } from './worker.ts';

/** What the story is told with. */
export interface Setting {
  readonly pool: Pool;
  readonly members: number;
  /** Members and rows in one task of the queue: few, so that there is something to see. */
  readonly limit: number;
  /** The schemas of the ledger and of the queue; the usual ones when left out. */
  readonly schemas?: { readonly points: string; readonly queue: string };
  print(line: string): void;
}

/**
 * Members are imported, their points end, and a worker that is stopped in the middle of a gift is followed by another.
 */
export async function tellStory({ pool, members, limit, schemas, print }: Setting): Promise<void> {
  const { pointbook, passDays } = await openLedger(pool, schemas?.points);
  const files = await mkdtemp(join(tmpdir(), 'pointbook-files-'));
  const queueSchema = schemas === undefined ? {} : { schema: schemas.queue };
  const queue = await makeWorkerUtils({ pgPool: pool, logger: errorsOnly, ...queueSchema });
  await queue.migrate();
  const office = openOffice(pointbook, queue, files);
  const reports = new Reports(print);
  const work = async (name: string) =>
    startWorker({ pool, pointbook, files, limit, ...queueSchema, report: (done) => reports.take(name, done) });

  const upload = join(files, 'upload.csv');
  const rows = Array.from({ length: members }, (_, number) => `C-${number + 1},${1 + (number % 9)}`);
  await writeFile(upload, ['memberId,balance', ...rows].join('\n'));
  print(`The office imports ${members} members, and tells the queue.`);
  const imported = reports.until(({ more }) => !more);
  await office.importMembers(upload);
  const first = await work('worker 1');
  await imported;

  print('\nThirty-one days later, as cron does every minute:');
  passDays(31);
  const ended = reports.until(({ swept, more }) => swept.members > 0 && !more);
  await office.tellQueue();
  await ended;

  print('\nThe office gives 50 points to everyone. Worker 1 is told to go.');
  const begun = reports.until(({ jobs }) => jobs.length > 0);
  await office.giveAll('gift', 50);
  await begun;
  const finished = reports.until(({ jobs }) => jobs.some(({ state }) => state === 'finished'));
  await first.stop();
  print('worker 1: gone. Worker 2 comes.');
  const second = await work('worker 2');
  await finished;
  await second.stop();

  const job = await pointbook.jobs.getJob({ jobId: 'gift' });
  const checked = await verify(pointbook);
  if (job.isErr()) throw new Error(job.error.message);
  if (checked.isErr()) throw new Error(checked.error.message);
  print(`\n${job.value.accepted} of ${members} members have their gift, each once.`);
  print(`Verified: ${checked.value.entries} entries, ${checked.value.findings.length} mistakes.`);
  await queue.release();
  await pointbook.close();
  await rm(files, { recursive: true });
}

/** What workers tell; somebody may wait for it. */
class Reports {
  readonly #print: (line: string) => void;
  #awaited: { is(done: DueReceipt): boolean; come(): void } | null = null;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  take(name: string, done: DueReceipt): void {
    if (done.swept.entries > 0) this.#print(`${name}: ${done.swept.members} members have points that ended`);
    for (const { task, seen, state } of done.jobs) this.#print(`${name}: ${task.kind}, ${seen} done, ${state}`);
    for (const { jobId, reason } of done.left) this.#print(`${name}: left ${jobId}, ${reason}`);
    if (this.#awaited?.is(done)) this.#awaited.come();
  }

  /** Settles at the first report from now on that is so. */
  async until(is: (done: DueReceipt) => boolean): Promise<void> {
    return new Promise((come) => {
      this.#awaited = { is, come };
    });
  }
}
