import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cache } from '../../../scripts/workspace.ts';
import type { BenchCase, Progress } from '../bench-case.ts';
import { installBuilt } from '../built-host.ts';
import { withDatabases } from '../postgres/databases.ts';
import { measureDryRun } from './dry-run.ts';
import { type GiftFile, writeGiftFile } from './gift-file.ts';
import { type GiftFiles, measureImports } from './imports.ts';
import { postgresImports, sqliteImports } from './import-stores.ts';
import { memoryCases } from './memory.ts';
import { runChild } from './run-child.ts';

const child = fileURLToPath(new URL('./csv-child.mjs', import.meta.url));

/** The dry run and the import of a CSV file of so many rows, each for another member. */
export async function csvSuite(progress: Progress, rows: number): Promise<readonly BenchCase[]> {
  // Not the folder for temporary files: on many machines that is memory.
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bench-'));
  try {
    progress('csv: building the packages and writing files');
    const host = await installBuilt(join(folder, 'host'), ['core', 'sql', 'sqlite', 'postgres'], child);
    const few = { members: rows, rows: Math.floor(rows / 10) };
    const files: GiftFiles = {
      whole: { path: join(folder, 'gifts.csv'), rows, members: rows, order: 'by-id' },
      tenth: { path: join(folder, 'tenth.csv'), ...few, order: 'by-id' },
      unordered: { path: join(folder, 'unordered.csv'), ...few, order: 'none' },
    };
    for (const file of Object.values(files)) await writeGiftFile(file);

    const dryRun = await measureDryRun(host, files.whole, progress);
    progress('csv: memory of the dry run');
    const rssOf = async ({ path }: GiftFile) => (await runChild(host, 'preview', path, 1)).rss;
    const memory = memoryCases('csv', 'dry run', await rssOf(files.whole), await rssOf(files.tenth));
    const sqlite = await measureImports(sqliteImports(folder), host, files, progress);
    const postgres = await withDatabases((databases) =>
      measureImports(postgresImports(databases), host, files, progress),
    );
    return [...dryRun, ...memory, ...sqlite, ...postgres];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
