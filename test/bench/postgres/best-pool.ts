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
    const till = openTill(`raw-${++tills}`);
    const sell = () => ledger.earn(memberId === undefined ? till() : { ...till(), memberId });
    return { connections, sell, close: () => ledger.close() };
  };
  let best = { connections: 1, rate: 0 };
  for (const connections of callers === 1 ? [] : sizes.filter((size) => size <= callers)) {
    const { sell, close } = await openWith(connections);
    await rateInLoops(callers, 150, sell);
    const rate = await rateInLoops(callers, 450, sell);
    await close();
    if (rate > best.rate) best = { connections, rate };
  }
  return openWith(best.connections);
}
