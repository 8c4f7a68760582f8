// Sends what is due to a receiver, over and over, once the parent says so, until this process is killed.
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Place } from './code-till.ts';
import { tell } from './ledger.ts';
import { openSendingLedger } from './webhook-runner.ts';

const [, , place = '', receiver = '', minutes = ''] = process.argv;
const ledger = openSendingLedger(JSON.parse(place) as Place, receiver, Number(minutes));
(await ledger.open())._unsafeUnwrap();
const go = once(process, 'message');
tell('ready');
await go;
for (;;) {
  (await ledger.jobs.runDue())._unsafeUnwrap();
  await setTimeout(1);
}
