// Works on the job that the parent names, once it says for how many chunks, until the job is done or this process is
// killed.
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { openJobLedger } from './job-runner.ts';
import { tell } from './ledger.ts';
import { valueOf } from '../../support/value-of.ts';

const [, , place = '', jobId = '', size = '', file = ''] = process.argv;
const ledger = openJobLedger(JSON.parse(place) as Parameters<typeof openJobLedger>[0]);
valueOf(await ledger.open());
const go = once(process, 'message');
tell('ready');
const [chunks] = (await go) as [number];
const command = { jobId, chunkSize: Number(size), source: () => createReadStream(file) };
let worked = 0;
for await (const step of ledger.jobs.runJob(command)) {
  valueOf(step);
  tell('chunk');
  worked += 1;
  // What it has left to do is to be killed.
  if (worked === chunks) await once(process, 'disconnect');
}
valueOf(await ledger.close());
process.disconnect?.();
