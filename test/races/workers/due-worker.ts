// Does the work that waits, once the parent says so, until there is none or this process is killed.
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Place } from './code-till.ts';
import { dueQuery, isAllDone, later, openDueLedger } from './due-runner.ts';
import { tell } from './ledger.ts';
import { valueOf } from '../../support/value-of.ts';

const [, , place = '', file = '', started = ''] = process.argv;
const ledger = openDueLedger(JSON.parse(place) as Place, () => later + Date.now() - Number(started));
valueOf(await ledger.open());
const go = once(process, 'message');
tell('ready');
await go;
for (;;) {
  const done = valueOf(await ledger.jobs.runDue(dueQuery(file)));
  for (const each of done.left) if (each.reason !== 'leased') throw new Error(JSON.stringify(each));
  if (isAllDone(done)) break;
  if (done.more) tell('some');
  else await setTimeout(50);
}
valueOf(await ledger.close());
process.disconnect?.();
