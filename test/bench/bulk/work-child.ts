// Does one long work on a ledger in a process of its own, and prints how long it took and what memory it needed.
import { verify } from '@pointbook/core/verify';
import { quantile } from '../compare.ts';
import { openTill } from '../shop.ts';
import { valueOf } from '../../support/value-of.ts';
import { giftOf } from './bulk-shop.ts';
import type { Ground } from './ground.ts';
import { openLedger } from './open-ledger.ts';
import type { Done, Work } from './work.ts';

const [store, target, work, detail] = process.argv.slice(2) as [Ground['store'], string, Work, string];
const pointbook = openLedger(store, target);
/** A till that is not idle: each of its callers sells, and waits so long before the next sale. */
const tillCallers = 8;
const pauseMs = 20;
/** They sell to the first of the members. */
const tillMembers = 1000;
const sellForMs = 5000;
const tookMs: number[] = [];

/** Each answers how many rows it worked on. */
const works: Readonly<Record<Work, () => Promise<number>>> = {
  gift,
  status: () => count(pointbook.reports.status()),
  liability: () => count(pointbook.reports.liability()),
  verify: async () => {
    const { entries, findings } = valueOf(await verify(pointbook));
    if (findings.length > 0) throw new Error(`The ledger is not sound: ${JSON.stringify(findings[0])}`);
    return entries;
  },
  sales: () => sell(AbortSignal.timeout(sellForMs)),
  'sales-beside-gift': async () => {
    const finished = new AbortController();
    const [sales] = await Promise.all([sell(finished.signal), gift().finally(() => finished.abort())]);
    return sales;
  },
};

async function gift(): Promise<number> {
  let given = 0;
  valueOf(await pointbook.jobs.startBulk(giftOf(detail)));
  for await (const step of pointbook.jobs.runJob({ jobId: detail })) given = valueOf(step).accepted;
  return given;
}

async function sell(until: AbortSignal): Promise<number> {
  const till = openTill(detail, tillMembers);
  const loop = async (): Promise<void> => {
    while (!until.aborted) {
      const started = performance.now();
      valueOf(await pointbook.saveInvoice(till()));
      tookMs.push(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  await Promise.all(Array.from({ length: tillCallers }, loop));
  return tookMs.length;
}

async function count(rows: AsyncIterable<Parameters<typeof valueOf>[0]>): Promise<number> {
  let seen = 0;
  for await (const row of rows) {
    valueOf(row);
    seen += 1;
  }
  return seen;
}

const started = performance.now();
const rows = await works[work]();
const ms = performance.now() - started;
const p99Ms = tookMs.length === 0 ? null : quantile(tookMs, 0.99);
const done: Done = { rows, ms, peakMb: process.resourceUsage().maxRSS / 1000, p99Ms };
valueOf(await pointbook.close());
console.log(JSON.stringify(done));
