// The ledger of one commit, driven through what hosts import. `npm run bench -- since` copies this file beside the
// sources of the other commit, too, so it may use nothing of ours but what `since.ts` copies with it.
import { createPointbook } from '@pointbook/core';
import { postgresStore } from '@pointbook/postgres';
import { sqliteStore } from '@pointbook/sqlite';
import { heavyMemberId, memberCount, memberIdOf, openTill, shop } from '../shop.ts';
import { valueOf } from '../../support/value-of.ts';
import { postgresScales, sqliteScales } from './scales.ts';

/** Where the ledger is: a file of SQLite, or the URL of a database. */
export interface Place {
  readonly store: 'sqlite' | 'postgres';
  readonly at: string;
}

/** What callers do, each of whom waits for the answer before the next call. */
export interface WorkRequest {
  readonly work: 'earn' | 'hot account' | 'batch' | 'balance' | 'statement page';
  readonly callers: number;
  readonly ms: number;
}

/** Asks what a sale weighs. */
export interface WeighRequest {
  readonly weigh: 'ledger' | 'log';
}

export interface Worked {
  readonly operations: number;
  readonly ms: number;
  /** Of the whole process. */
  readonly cpuMs: number;
}

export interface Weighed {
  readonly bytes: number;
}

const batchSize = 1000;
const weighedBatches = 10;
const heavySales = 500;
const pageLines = 50;

const { store, at } = JSON.parse(process.argv[2] ?? '') as Place;
const pointbook = createPointbook({
  program: shop,
  store: store === 'sqlite' ? sqliteStore(at) : postgresStore(at),
  queueLimit: 20_000,
});
const till = openTill('sale');
let reads = 0;

/** Each does one piece of work and says how many operations that was. */
const works: Readonly<Record<WorkRequest['work'], () => Promise<number>>> = {
  earn: async () => {
    valueOf(await pointbook.saveInvoice(till()));
    return 1;
  },
  'hot account': async () => {
    valueOf(await pointbook.saveInvoice({ ...till(), memberId: memberIdOf(0) }));
    return 1;
  },
  batch: async () => {
    await sellBatch();
    return batchSize;
  },
  balance: async () => {
    valueOf(await pointbook.getBalance({ memberId: memberIdOf(reads++ % memberCount) }));
    return 1;
  },
  'statement page': async () => {
    const { items } = valueOf(await pointbook.getStatement({ memberId: heavyMemberId, limit: pageLines }));
    if (items.length !== pageLines) throw new Error('A page is full.');
    return 1;
  },
};

async function sellBatch(): Promise<void> {
  await Promise.all(Array.from({ length: batchSize }, works.earn));
}

/** Members who have each bought once, and one who has bought often. */
async function fill(): Promise<void> {
  const members = Array.from({ length: memberCount }, (_, index) => memberIdOf(index));
  const enrolled = [...members, heavyMemberId].map((memberId) =>
    pointbook.enrolMember({ memberId, name: `Customer ${memberId}`, actor: 'staff-1' }),
  );
  for (const answer of await Promise.all(enrolled)) valueOf(answer);
  const first = openTill('first');
  const buyers = [...members, ...Array.from({ length: heavySales }, () => heavyMemberId)];
  const sales = buyers.map((memberId) => pointbook.saveInvoice({ ...first(), memberId }));
  for (const answer of await Promise.all(sales)) valueOf(answer);
}

async function work({ work: what, callers, ms }: WorkRequest): Promise<Worked> {
  const started = performance.now();
  const cpu = process.cpuUsage();
  let operations = 0;
  const loop = async (): Promise<void> => {
    while (performance.now() - started < ms) {
      const done = await works[what]();
      operations += done;
    }
  };
  await Promise.all(Array.from({ length: callers }, loop));
  const { user, system } = process.cpuUsage(cpu);
  return { operations, ms: performance.now() - started, cpuMs: (user + system) / 1000 };
}

async function weigh({ weigh: what }: WeighRequest): Promise<Weighed> {
  const scales = store === 'sqlite' ? sqliteScales(at) : await postgresScales(at);
  const sellAll = async (): Promise<void> => {
    for (let batch = 0; batch < weighedBatches; batch++) await sellBatch();
  };
  // After a checkpoint PostgreSQL logs the pages that it touches in whole, whatever a sale is: not those of these
  // sales.
  await sellAll();
  let bytes = 0;
  if (what === 'ledger') {
    const before = await scales.ledger();
    await sellAll();
    bytes = (await scales.ledger()) - before;
  } else for (let batch = 0; batch < weighedBatches; batch++) bytes += await scales.log(sellBatch);
  await scales.close();
  return { bytes: bytes / weighedBatches / batchSize };
}

await fill();
process.on('message', (request: WorkRequest | WeighRequest) => {
  void ('work' in request ? work(request) : weigh(request)).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
