import { type BenchCase, comparedCase, type Progress } from '../bench-case.ts';
import { meansInTurn } from '../compare.ts';
import type { Ground, Ledger } from './ground.ts';
import { short } from './measure-gift.ts';
import { liabilityRaw, statusRaw } from './raw-reports.ts';
import type { WorkOn } from './work.ts';

const rounds = 2;
const bare = { status: statusRaw, liability: liabilityRaw };
/** At most twice as long. */
const goal = 0.5;

/** The reports over all members, each against the query that answers the same. */
export async function measureReports(
  { store }: Ground,
  { ledger, members, workOn }: { readonly ledger: Ledger; readonly members: number; readonly workOn: WorkOn },
  progress: Progress,
): Promise<BenchCase[]> {
  const cases: BenchCase[] = [];
  for (const report of ['status', 'liability'] as const) {
    progress(`${store}: the ${report} report`);
    const rows: Record<'ours' | 'raw', number> = { ours: 0, raw: 0 };
    const ms = await meansInTurn(
      {
        raw: async () => {
          const started = performance.now();
          rows.raw = await bare[report](ledger);
          return performance.now() - started;
        },
        ours: async () => {
          const done = await workOn(ledger, report);
          rows.ours = done.rows;
          return done.ms;
        },
      },
      rounds,
    );
    if (rows.ours !== rows.raw) throw new Error(`The ${report} report has ${rows.ours} rows, the query ${rows.raw}.`);
    const named = { store, name: `${report}, ${short(members)} members`, callers: null, goal };
    cases.push(comparedCase(named, 'ms', ms.ours, ms.raw));
  }
  return cases;
}
