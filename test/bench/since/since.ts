import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cache, root } from '../../../scripts/workspace.ts';
import type { Progress } from '../bench-case.ts';
import { median } from '../compare.ts';
import { withDatabases } from '../postgres/databases.ts';
import type { Place, WeighRequest, Worked, WorkRequest } from './driver.ts';
import { removing } from './removing.ts';
import { openSide, type Side } from './side.ts';
import type { SinceCase } from './since-table.ts';
import { withWorktree } from './worktree.ts';

/** What the driver is made of, in the folder of tests. */
const driverFiles = ['bench/since/driver.ts', 'bench/since/scales.ts', 'bench/shop.ts', 'support/value-of.ts'];
const rounds = 9;
const roundMs = 400;

/** The busiest first, as in the other suites. */
const works: readonly Omit<WorkRequest, 'ms'>[] = [
  { work: 'batch', callers: 1 },
  { work: 'earn', callers: 256 },
  { work: 'earn', callers: 32 },
  { work: 'earn', callers: 1 },
  { work: 'hot account', callers: 64 },
  { work: 'balance', callers: 1 },
  { work: 'statement page', callers: 1 },
];
const weights: readonly (WeighRequest & { readonly name: string })[] = [
  { weigh: 'ledger', name: 'bytes a sale' },
  { weigh: 'log', name: 'WAL bytes a sale' },
];

interface Sides {
  readonly now: Side;
  readonly before: Side;
}

/** The same work by the sources at hand and by those of an earlier commit, in alternation. */
export async function measureSince(commit: string, progress: Progress): Promise<readonly SinceCase[]> {
  progress(`since: installing ${commit}`);
  return withWorktree(commit, async (folder) => {
    for (const file of driverFiles) {
      const copy = join(folder, 'test', file);
      mkdirSync(dirname(copy), { recursive: true });
      copyFileSync(join(root, 'test', file), copy);
    }
    return [...(await onSqlite(folder, progress)), ...(await onPostgres(folder, progress))];
  });
}

async function onSqlite(earlier: string, progress: Progress): Promise<SinceCase[]> {
  // Not the folder for temporary files: on many machines that is memory, where a commit costs nothing.
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'since-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const places = { now: join(folder, 'now.db'), before: join(folder, 'before.db') };
  return removing(remove, () => compareSides('sqlite', earlier, places, progress));
}

function onPostgres(earlier: string, progress: Progress): Promise<SinceCase[]> {
  return withDatabases(async (databases) => {
    const places = { now: await databases.create('now'), before: await databases.create('before') };
    return compareSides('postgres', earlier, places, progress);
  });
}

async function compareSides(
  store: Place['store'],
  earlier: string,
  at: { readonly now: string; readonly before: string },
  progress: Progress,
): Promise<SinceCase[]> {
  progress(`since: filling both ledgers on ${store}`);
  const sides = {
    now: await openSide(root, { store, at: at.now }),
    before: await openSide(earlier, { store, at: at.before }),
  };
  const measured: SinceCase[] = [];
  for (const work of works) {
    progress(`since: ${store}, ${work.work}, ${work.callers} at once`);
    measured.push(await compareWork(store, work, sides));
  }
  for (const { name, weigh } of weights) {
    progress(`since: ${store}, ${name}`);
    const [now, before] = [(await sides.now.weigh({ weigh })).bytes, (await sides.before.weigh({ weigh })).bytes];
    measured.push({
      store,
      name,
      callers: null,
      unit: 'B',
      now,
      before,
      ratio: now / before,
      spread: null,
      cpuRatio: null,
    });
  }
  await Promise.all([sides.now.close(), sides.before.close()]);
  return measured;
}

/** Rounds of both in turn, of which the other side begins the next; the first is to warm up. */
async function compareWork(store: Place['store'], work: Omit<WorkRequest, 'ms'>, sides: Sides): Promise<SinceCase> {
  const request = { ...work, ms: roundMs };
  const pairs: Pair[] = [];
  for (let round = 0; round <= rounds; round++) {
    const first = round % 2 === 0 ? 'now' : 'before';
    const second = round % 2 === 0 ? 'before' : 'now';
    const answers = { [first]: await sides[first].work(request), [second]: await sides[second].work(request) };
    if (round > 0) pairs.push(answers as Pair);
  }
  const ratios = pairs.map(({ now, before }) => rate(now) / rate(before));
  return {
    store,
    name: work.work,
    callers: work.work === 'batch' ? 1000 : work.callers,
    unit: '/s',
    now: median(pairs.map(({ now }) => rate(now))),
    before: median(pairs.map(({ before }) => rate(before))),
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
    cpuRatio: median(pairs.map(({ now, before }) => cpuMsEach(before) / cpuMsEach(now))),
  };
}

type Pair = Readonly<Record<keyof Sides, Worked>>;

function rate({ operations, ms }: Worked): number {
  return (operations / ms) * 1000;
}

function cpuMsEach({ operations, cpuMs }: Worked): number {
  return cpuMs / operations;
}
