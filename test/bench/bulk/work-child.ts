// Does one long work on a ledger in a process of its own, and prints how long it took and what memory it needed.
import { execFile } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
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
/** How long they sell before it counts, so that the code of a sale is compiled on both sides. */
const warmUpMs = 2000;
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
  sales: () => sell(() => setTimeout(sellForMs)),
  'sales-beside-gift': () => sell(gift),
  'sales-beside-other': () => sell(giftElsewhere),
};

async function gift(): Promise<number> {
  let given = 0;
  valueOf(await pointbook.jobs.startBulk(giftOf(detail)));
  for await (const step of pointbook.jobs.runJob({ jobId: detail })) given = valueOf(step).accepted;
  return given;
}

/** The same in another process. */
async function giftElsewhere(): Promise<void> {
  await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), store, target, 'gift', detail]);
}

/** Sells before something, which does not count, and while it goes on. */
async function sell(meanwhile: () => Promise<unknown>): Promise<number> {
  const till = openTill(detail, tillMembers);
  let isOver = false;
  const loop = async (): Promise<void> => {
    while (!isOver) {
      const started = performance.now();
      valueOf(await pointbook.saveInvoice(till()));
      tookMs.push(performance.now() - started);
      await setTimeout(pauseMs);
    }
  };
  const loops = Array.from({ length: tillCallers }, loop);
  await setTimeout(warmUpMs);
  tookMs.length = 0;
  await meanwhile();
  isOver = true;
  await Promise.all(loops);
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
