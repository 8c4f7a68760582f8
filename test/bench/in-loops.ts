import { type Portion, rateOf } from './compare.ts';

/** Callers who each wait for an answer before they call again, until the time is over. */
export function inLoops(callers: number, ms: number, call: () => Promise<unknown>): Portion {
  return async () => {
    const until = performance.now() + ms;
    let calls = 0;
    const loop = async (): Promise<void> => {
      while (performance.now() < until) {
        await call();
        calls++;
      }
    };
    await Promise.all(Array.from({ length: callers }, loop));
    return calls;
  };
}

/** The calls per second of such callers. */
export function rateInLoops(callers: number, ms: number, call: () => Promise<unknown>): Promise<number> {
  return rateOf(inLoops(callers, ms, call), ms);
}
