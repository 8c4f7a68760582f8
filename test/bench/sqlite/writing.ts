import { createPointbook } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';
import type { BenchCase, Progress } from '../bench-case.ts';
import { compare, type Comparison } from '../compare.ts';
import { openTill, shop } from '../shop.ts';
import { valueOf } from '../value-of.ts';
import { copyOf } from './prepare-ledger.ts';
import { openRawLedger } from './raw-ledger.ts';

/** Earning, by callers who wait for each answer and by a thousand at once; each side has a copy of the file. */
export async function measureWriting(prepared: string, progress: Progress): Promise<BenchCase[]> {
  const pointbook = createPointbook({ program: shop, store: sqliteStore(copyOf(prepared, 'ours')) });
  const raw = openRawLedger(copyOf(prepared, 'raw'));
  const tills = { ours: openTill('sale'), raw: openTill('sale') };

  const save = async (): Promise<void> => void valueOf(await pointbook.saveInvoice(tills.ours()));
  const saveInTurn = async (sales: number): Promise<void> => {
    for (let sale = 0; sale < sales; sale++) await save();
  };
  const earn = (callers: number, goal: number): Comparison => {
    const salesEach = Math.max(1, Math.ceil(400 / callers));
    return {
      store: 'sqlite',
      name: 'earn',
      callers,
      goal,
      ours: async () => {
        await Promise.all(Array.from({ length: callers }, () => saveInTurn(salesEach)));
        return callers * salesEach;
      },
      // One at a time, whatever the callers: a synchronous driver leaves them no other way.
      raw: () => {
        for (let sale = 0; sale < 100; sale++) raw.earn(tills.raw());
        return 100;
      },
    };
  };
  const batch: Comparison = {
    store: 'sqlite',
    name: 'batch of 1000',
    callers: 1000,
    goal: 0.8,
    ours: async () => {
      await Promise.all(Array.from({ length: 1000 }, save));
      return 1000;
    },
    raw: () => {
      raw.earnAll(Array.from({ length: 1000 }, tills.raw));
      return 1000;
    },
  };

  const measured: BenchCase[] = [];
  // The busiest first: single sales would take minutes to bring the code to the speed of a till that runs all day.
  for (const comparison of [batch, earn(256, 3), earn(32, 2), earn(1, 0.8)]) {
    progress(`sqlite: ${comparison.name}, ${comparison.callers} at once`);
    measured.unshift(await compare(comparison, { rounds: 9, roundMs: 300 }));
  }
  valueOf(await pointbook.close());
  raw.close();
  return measured;
}
