import { type BenchCase, comparedCase, type Progress } from '../bench-case.ts';
import { sales } from './sales.ts';
import type { Ledger, Server } from './server.ts';
import { openWires } from './wires.ts';

const requests = 100_000;
const samples = 20;
const callers = 32;

/** The memory of a server that answers so many requests: the last quarter against the first. */
export async function measureMemory(
  ledger: Ledger,
  start: (ledger: Ledger) => Promise<Server>,
  progress: Progress,
): Promise<readonly BenchCase[]> {
  progress(`http: memory while ${requests} requests are answered`);
  const server = await start(ledger);
  const wires = await openWires(await server.ask({ work: 'serve', callers }), callers);
  const next = sales();
  const measured: { readonly heap: number; readonly rss: number }[] = [];
  // What is compiled and allocated once belongs to no quarter.
  for (let sample = -1; sample < samples; sample++) {
    let left = requests / samples;
    const loop = async (): Promise<void> => {
      while (left-- > 0) await wires.ask(next());
    };
    await Promise.all(Array.from({ length: callers }, loop));
    const heap = await server.ask({ work: 'memory', of: 'heap' });
    if (sample >= 0) measured.push({ heap, rss: await server.ask({ work: 'memory', of: 'rss' }) });
  }
  wires.close();
  await server.stop();
  const quarter = samples / 4;
  const caseOf = (name: string, of: 'heap' | 'rss', goal: number) => {
    const [first, last] = [measured.slice(0, quarter), measured.slice(-quarter)].map(
      (part) => part.reduce((sum, sample) => sum + sample[of], 0) / part.length / 1e6,
    ) as [number, number];
    return comparedCase({ store: ledger.store, name, callers, goal }, 'MB', last, first);
  };
  return [caseOf('heap after 100,000', 'heap', 0.95), caseOf('RSS after 100,000', 'rss', 0.9)];
}
