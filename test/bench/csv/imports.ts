import { type BenchCase, comparedCase, type Progress } from '../bench-case.ts';
import { median } from '../compare.ts';
import { sameRows } from '../same-rows.ts';
import { shop } from '../shop.ts';
import { writeGiftFile } from './gift-file.ts';
import type { ImportStore } from './import-stores.ts';
import { memoryCases } from './memory.ts';
import { type ChildRun, runChild } from './run-child.ts';

const rounds = 3;
const proofRows = 1000;

/** A file, and how many rows it has. */
export interface CsvFile {
  readonly path: string;
  readonly rows: number;
}

/** The import of a file against parse, stage and settle by hand, and the memory that it takes. */
export async function measureImports(
  store: ImportStore,
  host: string,
  whole: CsvFile,
  tenth: CsvFile,
  progress: Progress,
): Promise<BenchCase[]> {
  const run = (location: string, { path }: CsvFile, ...time: readonly number[]) =>
    runChild(host, 'import', path, 1, store.name, location, JSON.stringify(shop), ...time);

  progress(`csv: proving that the baseline on ${store.name} writes the same`);
  await proveEqual(store, run, `${whole.path}.proof`);

  progress(`csv: preparing ${whole.rows} members on ${store.name}`);
  await store.prepare('gifted', whole.rows);
  const small = await run(await store.copy('gifted', 'gifts'), tenth);
  await store.remove('gifts');
  const ours: ChildRun[] = [];
  const raw: number[] = [];
  const sides = {
    ours: async (location: string) => {
      const done = await run(location, whole);
      if (done.rows !== whole.rows) throw new Error(`The import took ${done.rows} rows.`);
      ours.push(done);
    },
    raw: async (location: string) => {
      const started = performance.now();
      const rows = await store.importRaw(location, whole.path, 'import-add-by-hand', Date.now());
      if (rows !== whole.rows) throw new Error(`The baseline took ${rows} rows.`);
      raw.push(performance.now() - started);
    },
  };
  for (let round = 0; round < rounds; round++) {
    for (const side of round % 2 === 0 ? (['raw', 'ours'] as const) : (['ours', 'raw'] as const)) {
      progress(`csv: import on ${store.name}, ${side}, ${round + 1} of ${rounds}`);
      await sides[side](await store.copy('gifted', 'gifts'));
      await store.remove('gifts');
    }
  }
  await store.remove('gifted');
  const rate = (took: readonly number[]) => (whole.rows / median(took)) * 1000;
  const times = ours.map(({ took }) => took[0] ?? Number.NaN);
  return [
    comparedCase({ store: store.name, name: 'CSV import', callers: null, goal: 0.5 }, 'ops/s', rate(times), rate(raw)),
    ...memoryCases(store.name, 'CSV import', Math.max(...ours.map(({ rss }) => rss)), small.rss),
  ];
}

type Run = (location: string, file: CsvFile, ...time: readonly number[]) => Promise<ChildRun>;

/** Proves on copies of a small ledger that both write the same, but for the job, which the baseline has none of. */
async function proveEqual(store: ImportStore, run: Run, path: string): Promise<void> {
  await store.prepare('proof', proofRows);
  await writeGiftFile(path, proofRows);
  const now = Date.now();
  const ours = await store.copy('proof', 'proof_ours');
  await run(ours, { path, rows: proofRows }, now);
  const written = await store.rowsOf(ours);
  const jobId = String(written['entries']?.[0]?.['reference_id']);
  const raw = await store.copy('proof', 'proof_raw');
  await store.importRaw(raw, path, jobId, now);
  const byHand = await store.rowsOf(raw);
  for (const table of Object.keys(written)) sameRows(table, written[table] ?? [], byHand[table] ?? [], store.baseline);
  for (const name of ['proof', 'proof_ours', 'proof_raw']) await store.remove(name);
}
