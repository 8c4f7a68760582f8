// Works on the job that the parent names, once it says so, until it is done or this process is killed.
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createBulk } from '@pointbook/core/bulk';
import { openJobLedger } from './job-runner.ts';
import { tell } from './ledger.ts';

const [, , place = '', jobId = '', size = '', file = ''] = process.argv;
const ledger = openJobLedger(JSON.parse(place) as Parameters<typeof openJobLedger>[0]);
(await ledger.open())._unsafeUnwrap();
const go = once(process, 'message');
tell('ready');
await go;
const command = { jobId, chunkSize: Number(size), source: () => createReadStream(file) };
for await (const step of createBulk(ledger.ports).runJob(command)) {
  step._unsafeUnwrap();
  tell('chunk');
}
(await ledger.close())._unsafeUnwrap();
process.disconnect?.();
