import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cache } from '../../../scripts/workspace.ts';
import type { BenchCase, Progress } from '../bench-case.ts';
import { installBuilt } from '../built-host.ts';
import { withDatabases } from '../postgres/databases.ts';
import { measureDryRun } from './dry-run.ts';
import { writeGiftFile } from './gift-file.ts';
import { measureImports } from './imports.ts';
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
    const host = await installBuilt(join(folder, 'host'), ['core', 'sqlite', 'postgres'], child);
    const whole = { path: join(folder, 'gifts.csv'), rows };
    const tenth = { path: join(folder, 'few-gifts.csv'), rows: Math.ceil(rows / 10) };
    for (const file of [whole, tenth]) await writeGiftFile(file.path, file.rows);

    const dryRun = await measureDryRun(host, whole.path, rows, progress);
    progress('csv: memory of the dry run');
    const [most, few] = [
      await runChild(host, 'preview', whole.path, 1),
      await runChild(host, 'preview', tenth.path, 1),
    ];
    const memory = memoryCases('csv', 'dry run', most.rss, few.rss);
    const sqlite = await measureImports(sqliteImports(folder), host, whole, tenth, progress);
    const postgres = await withDatabases((databases) =>
      measureImports(postgresImports(databases), host, whole, tenth, progress),
    );
    return [...dryRun, ...memory, ...sqlite, ...postgres];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
