import { rateInLoops } from '../in-loops.ts';
import { openTill } from '../shop.ts';
import type { OpenRawLedger } from './raw-ledger.ts';

/** One who sells, a sale at each call. */
export type Sell = () => Promise<void>;

/** A baseline with the number of connections that suits its callers best. */
export interface BestPool {
  readonly connections: number;
  readonly sell: Sell;
  close(): Promise<void>;
}

const sizes = [1, 2, 4, 8, 16, 32, 64];
let tills = 0;

/** Tries a baseline with pools of several sizes, none larger than its callers can use, and opens it with the best. */
export async function bestPool(
  open: OpenRawLedger,
  url: string,
  callers: number,
  memberId?: string,
): Promise<BestPool> {
  const openWith = async (connections: number): Promise<BestPool> => {
    const ledger = await open({ url, connections });
    // Another process may have sold on the same database before.
    const till = openTill(`raw-${process.pid}-${++tills}`);
    const sell = () => ledger.earn(memberId === undefined ? till() : { ...till(), memberId });
    return { connections, sell, close: () => ledger.close() };
  };
  if (callers === 1) return openWith(1);
  const tried = sizes.filter((size) => size <= callers);
  const rates = new Map<number, number>();
  // There and back again, so that a machine that slows down favours no size.
  for (const connections of [...tried, ...tried.toReversed()]) {
    const { sell, close } = await openWith(connections);
    await rateInLoops(callers, 100, sell);
    rates.set(connections, (rates.get(connections) ?? 0) + (await rateInLoops(callers, 300, sell)));
    await close();
  }
  const [best] = tried.toSorted((a, b) => (rates.get(b) ?? 0) - (rates.get(a) ?? 0));
  return openWith(best ?? 1);
}
