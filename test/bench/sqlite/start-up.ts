import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchCase } from '../bench-case.ts';
import { installBuilt } from '../built-host.ts';
import { median } from '../compare.ts';
import { shop } from '../shop.ts';

const child = fileURLToPath(new URL('./start-up-child.mjs', import.meta.url));
const goalMs = 150;

/** From nothing imported to a ledger that is open on an existing file: the median of fresh processes. */
export async function measureStartUp(path: string, processes: number): Promise<BenchCase> {
  const host = await installBuilt(join(dirname(path), 'host'), ['core', 'sql', 'sqlite'], child);
  const once = (): number =>
    Number(execFileSync(process.execPath, [host, path, JSON.stringify(shop)], { encoding: 'utf8' }));
  once();
  const ours = median(Array.from({ length: processes }, once));
  const figures = { ours, raw: null, ratio: null, goal: goalMs };
  return { store: 'sqlite', name: 'start-up', callers: null, unit: 'ms', ...figures };
}
