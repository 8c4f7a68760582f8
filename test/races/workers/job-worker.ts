// Works on the job that the parent names, once it says so, until it is done or this process is killed.
import { once } from 'node:events';
import { createBulk } from '@pointbook/core/bulk';
import { openJobLedger } from './job-runner.ts';
import { tell } from './ledger.ts';

const [, , place = '', jobId = '', chunkSize = ''] = process.argv;
const ledger = openJobLedger(JSON.parse(place) as Parameters<typeof openJobLedger>[0]);
(await ledger.open())._unsafeUnwrap();
const go = once(process, 'message');
tell('ready');
await go;
for await (const step of createBulk(ledger.ports).runJob({ jobId, chunkSize: Number(chunkSize) })) step._unsafeUnwrap();
(await ledger.close())._unsafeUnwrap();
process.disconnect?.();
