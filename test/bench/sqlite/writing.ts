import { createPointbook } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';
import { type BenchCase, comparedCase, type Progress } from '../bench-case.ts';
import { mediansInTurn, type Portion, rateOf } from '../compare.ts';
import { openTill, shop, type TillSale } from '../shop.ts';
import { valueOf } from '../../support/value-of.ts';
import { openHandWritten } from './hand-written.ts';
import { copyOf } from './prepare-ledger.ts';
import { openRawLedger, type RawLedger } from './raw-ledger.ts';

/** The files that the sides start from; each works on a copy. */
export interface Files {
  readonly prepared: string;
  readonly handWritten: string;
}

/** The same work by the library and by both baselines, and how many times as fast as each we should be. */
interface Contest {
  readonly callers: number;
  readonly ours: Portion;
  readonly by: (baseline: Baseline) => Portion;
  readonly goals: Readonly<Record<'sameRows' | 'handWritten', number>>;
}

interface Baseline {
  readonly ledger: RawLedger;
  readonly till: () => TillSale;
}

const batchSize = 1000;

/** Earning, by callers who wait for each answer and by a thousand at once. */
export async function measureWriting({ prepared, handWritten }: Files, progress: Progress): Promise<BenchCase[]> {
  const pointbook = createPointbook({ program: shop, store: sqliteStore(copyOf(prepared, 'ours')) });
  const till = openTill('sale');
  const baselines = {
    sameRows: { ledger: openRawLedger(copyOf(prepared, 'raw')), till: openTill('sale') },
    handWritten: { ledger: openHandWritten(copyOf(handWritten, 'hand')), till: openTill('sale') },
  };

  const save = async (): Promise<void> => void valueOf(await pointbook.saveInvoice(till()));
  const saveInTurn = async (sales: number): Promise<void> => {
    for (let sale = 0; sale < sales; sale++) await save();
  };
  const earn = (callers: number, goals: Contest['goals']): Contest => {
    const salesEach = Math.max(1, Math.ceil(400 / callers));
    return {
      callers,
      goals,
      ours: async () => {
        await Promise.all(Array.from({ length: callers }, () => saveInTurn(salesEach)));
        return callers * salesEach;
      },
      // One at a time, whatever the callers: a synchronous driver leaves them no other way.
      by: (baseline) => () => {
        for (let sale = 0; sale < 100; sale++) baseline.ledger.earn(baseline.till());
        return 100;
      },
    };
  };
  const batch: Contest = {
    callers: batchSize,
    goals: { sameRows: 0.8, handWritten: 0.6 },
    ours: async () => {
      await Promise.all(Array.from({ length: batchSize }, save));
      return batchSize;
    },
    by: (baseline) => () => {
      baseline.ledger.earnAll(Array.from({ length: batchSize }, baseline.till));
      return batchSize;
    },
  };
  // The busiest first: single sales would take minutes to bring the code to the speed of a till that runs all day.
  const contests = [
    batch,
    earn(256, { sameRows: 3, handWritten: 2.5 }),
    earn(32, { sameRows: 2, handWritten: 1.5 }),
    earn(1, { sameRows: 0.8, handWritten: 0.6 }),
  ];

  const againstSameRows: BenchCase[] = [];
  const againstHandWritten: BenchCase[] = [];
  for (const { callers, ours, by, goals } of contests) {
    const name = callers === batchSize ? `batch of ${batchSize}` : 'earn';
    progress(`sqlite: ${name}, ${callers} at once`);
    const rate = (portion: Portion) => () => rateOf(portion, 300);
    const sides = {
      sameRows: rate(by(baselines.sameRows)),
      handWritten: rate(by(baselines.handWritten)),
      ours: rate(ours),
    };
    const rates = await mediansInTurn(sides, 9);
    const named = { store: 'sqlite', callers };
    againstSameRows.unshift(
      comparedCase({ ...named, name, goal: goals.sameRows }, 'ops/s', rates.ours, rates.sameRows),
    );
    const vsHand = { ...named, name: `${name} vs by hand`, goal: goals.handWritten };
    againstHandWritten.unshift(comparedCase(vsHand, 'ops/s', rates.ours, rates.handWritten));
  }
  valueOf(await pointbook.close());
  for (const { ledger } of Object.values(baselines)) ledger.close();
  return [...againstSameRows, ...againstHandWritten];
}
