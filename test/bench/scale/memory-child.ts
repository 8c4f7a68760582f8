// Sells so many times, with a look at the balance before each sale, and prints what memory it took after each part.
import { openOurs } from '../postgres/prepare-ledger.ts';
import { openTill } from '../shop.ts';
import { valueOf } from '../../support/value-of.ts';
import type { MemorySample } from './memory.ts';

const [url = '', ...numbers] = process.argv.slice(2);
const [sales = 0, samples = 0, callers = 0] = numbers.map(Number);
const pointbook = openOurs(url);
const till = openTill('memory');

async function sell(count: number): Promise<void> {
  let left = count;
  const loop = async (): Promise<void> => {
    while (left-- > 0) {
      const sale = till();
      valueOf(await pointbook.getBalance({ memberId: sale.memberId }));
      valueOf(await pointbook.saveInvoice(sale));
    }
  };
  await Promise.all(Array.from({ length: callers }, loop));
}

const measured: MemorySample[] = [];
// What is compiled and allocated once belongs to no quarter.
await sell(sales / samples);
for (let sample = 0; sample < samples; sample++) {
  await sell(sales / samples);
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  measured.push({ heapUsed, rss });
}
valueOf(await pointbook.close());
console.log(JSON.stringify(measured));
