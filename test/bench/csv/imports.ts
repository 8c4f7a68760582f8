import { type BenchCase, comparedCase, type Progress } from '../bench-case.ts';
import { median } from '../compare.ts';
import { sameRows } from '../same-rows.ts';
import { shop } from '../shop.ts';
import { type GiftFile, writeGiftFile } from './gift-file.ts';
import type { ImportStore } from './import-stores.ts';
import { memoryCases } from './memory.ts';
import { type ChildRun, runChild } from './run-child.ts';

const proofRows = 1000;

/** The files of a run. */
export interface GiftFiles {
  readonly whole: GiftFile;
  /** With a tenth of the rows. */
  readonly tenth: GiftFile;
  /** The tenth, in no order. */
  readonly unordered: GiftFile;
}

/** The import of files against parse, stage and settle by hand, and the memory that it takes. */
export async function measureImports(
  store: ImportStore,
  host: string,
  { whole, tenth, unordered }: GiftFiles,
  progress: Progress,
): Promise<BenchCase[]> {
  progress(`csv: proving that the baseline on ${store.name} writes the same`);
  await proveEqual(store, host, { ...whole, path: `${whole.path}.proof`, rows: proofRows, members: proofRows });

  progress(`csv: preparing ${whole.members} members on ${store.name}`);
  await store.prepare('gifted', whole.members);
  const all = await inTurn(store, host, whole, 2, progress);
  const few = await inTurn(store, host, tenth, 1, progress);
  const scattered = await inTurn(store, host, unordered, 1, progress);
  await store.remove('gifted');
  const caseOf = (name: string, goal: number | null, { rows }: GiftFile, { ours, raw }: Turns) => {
    const rate = (took: readonly number[]) => (rows / median(took)) * 1000;
    const took = ours.map((run) => run.took[0] ?? Number.NaN);
    return comparedCase({ store: store.name, name, callers: null, goal }, 'ops/s', rate(took), rate(raw));
  };
  return [
    caseOf('CSV import', 0.5, whole, all),
    caseOf('CSV import, no order', null, unordered, scattered),
    ...memoryCases(store.name, 'CSV import', mostOf(all), mostOf(few)),
  ];
}

interface Turns {
  readonly ours: ChildRun[];
  /** Milliseconds. */
  readonly raw: number[];
}

function mostOf({ ours }: Turns): number {
  return Math.max(...ours.map(({ rss }) => rss));
}

/** Both sides import the file into copies of the ledger, and the one that begins changes. */
async function inTurn(
  store: ImportStore,
  host: string,
  file: GiftFile,
  rounds: number,
  progress: Progress,
): Promise<Turns> {
  const turns: Turns = { ours: [], raw: [] };
  const sides = {
    ours: async (location: string) => {
      const run = await importOurs(store, host, location, file);
      turns.ours.push(run);
      return run.rows;
    },
    raw: async (location: string) => {
      const started = performance.now();
      const rows = await store.importRaw(location, file.path, 'import-add-by-hand', Date.now());
      turns.raw.push(performance.now() - started);
      return rows;
    },
  };
  for (let round = 0; round < rounds; round++) {
    for (const side of round % 2 === 0 ? (['raw', 'ours'] as const) : (['ours', 'raw'] as const)) {
      progress(`csv: import of ${file.rows} rows on ${store.name}, ${side}, ${round + 1} of ${rounds}`);
      const rows = await sides[side](await store.copy('gifted', 'gifts'));
      if (rows !== file.rows) throw new Error(`Of ${file.rows} rows ${rows} were taken.`);
      await store.remove('gifts');
    }
  }
  return turns;
}

function importOurs(
  { name }: ImportStore,
  host: string,
  location: string,
  { path }: GiftFile,
  ...time: readonly number[]
): Promise<ChildRun> {
  return runChild(host, 'import', path, 1, name, location, JSON.stringify(shop), ...time);
}

/** Proves on copies of a small ledger that both write the same, but for the job, which the baseline has none of. */
async function proveEqual(store: ImportStore, host: string, file: GiftFile): Promise<void> {
  await store.prepare('proof', file.members);
  await writeGiftFile(file);
  const now = Date.now();
  const ours = await store.copy('proof', 'proof_ours');
  await importOurs(store, host, ours, file, now);
  const written = await store.rowsOf(ours);
  const jobId = String(written['entries']?.[0]?.['reference_id']);
  const raw = await store.copy('proof', 'proof_raw');
  await store.importRaw(raw, file.path, jobId, now);
  const byHand = await store.rowsOf(raw);
  for (const table of Object.keys(written)) sameRows(table, written[table] ?? [], byHand[table] ?? [], store.baseline);
  for (const name of ['proof', 'proof_ours', 'proof_raw']) await store.remove(name);
}
