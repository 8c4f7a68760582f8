import { type BenchCase, comparedCase, type Progress } from '../bench-case.ts';
import { meansInTurn } from '../compare.ts';
import type { Ground, Ledger } from './ground.ts';
import { giveRaw } from './raw-gift.ts';
import type { Done, WorkOn } from './work.ts';

/** A ledger for each side, with so many members. */
export interface Sides {
  readonly ours: Ledger;
  readonly raw: Ledger;
  readonly members: number;
  readonly workOn: WorkOn;
}

/** Of all members on either side; what is begun first takes turns. */
const rounds = 2;

/** A gift for everyone: a job against one raw statement, in turn. */
export async function measureGift(
  ground: Ground,
  { ours, raw, members, workOn }: Sides,
  progress: Progress,
): Promise<{ readonly cases: BenchCase[]; readonly done: readonly Done[] }> {
  const { store } = ground;
  const done: Done[] = [];
  const jobIds = { ours: 0, raw: 0 };
  const ms = await meansInTurn(
    {
      raw: async () => {
        progress(`${store}: a gift for everyone in SQL`);
        const started = performance.now();
        await giveRaw(raw, `gift-${++jobIds.raw}`, Date.now());
        const took = performance.now() - started;
        await ground.settle(raw);
        return took;
      },
      ours: async () => {
        progress(`${store}: a gift for everyone as a job`);
        const given = await workOn(ours, 'gift', `gift-${++jobIds.ours}`);
        if (given.rows !== members) throw new Error(`The job gave to ${given.rows} of ${members} members.`);
        done.push(given);
        await ground.settle(ours);
        return given.ms;
      },
    },
    rounds,
  );
  const rate = (each: number) => (members / each) * 1000;
  const named = { store, name: `bulk add, ${short(members)} members`, callers: null, goal: 0.5 };
  return { cases: [comparedCase(named, 'ops/s', rate(ms.ours), rate(ms.raw))], done };
}

/** The most memory that a job took at any time, in a process that did nothing else. */
export function measureMemory(
  { store }: Ground,
  { few, many, members }: { readonly few: Done; readonly many: readonly Done[]; readonly members: number },
): BenchCase[] {
  const peak = Math.max(...many.map(({ peakMb }) => peakMb));
  const most = { ours: peak, raw: null, ratio: null, goal: 256 };
  const growth = { store, name: 'peak RSS vs a tenth', callers: null, goal: 1 / 1.2 };
  return [
    { store, name: `peak RSS, ${short(members)} members`, callers: null, unit: 'MB', ...most },
    comparedCase(growth, 'MB', peak, few.peakMb),
  ];
}

/** How long tills wait beside a job, in its process and in another, against where none runs. */
export async function measureStall(
  { store }: Ground,
  ledger: Ledger,
  workOn: WorkOn,
  progress: Progress,
): Promise<BenchCase[]> {
  progress(`${store}: tills beside a job`);
  const alone = await workOn(ledger, 'sales', 'alone');
  const beside = await workOn(ledger, 'sales-beside-gift', 'beside');
  const apart = await workOn(ledger, 'sales-beside-other', 'apart');
  const named = (name: string) => ({ store, name, callers: 8, goal: 1 / 3 });
  const p99 = (done: Done) => done.p99Ms ?? Number.NaN;
  return [
    comparedCase(named('p99 of a sale beside it'), 'ms', p99(beside), p99(alone)),
    comparedCase(named('p99 of a sale, job in another process'), 'ms', p99(apart), p99(alone)),
  ];
}

/** Such as 1M or 100k. */
export function short(members: number): string {
  return members >= 1_000_000 ? `${members / 1_000_000}M` : `${Math.round(members / 1000)}k`;
}
