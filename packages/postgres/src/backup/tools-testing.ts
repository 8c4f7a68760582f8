// Programs that stand in for PostgreSQL's own, which not every machine has.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** How a program that stands in was called. */
export interface Call {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A program that tells how it was called and then does what `script` says, where `args` and `pg` are known. */
export function standIn(script: string): { readonly path: string; readonly calls: () => readonly Call[] } {
  const folder = temporaryFolder();
  const [path, log] = [join(folder, 'program.mjs'), join(folder, 'calls')];
  const pg = import.meta.resolve('pg');
  writeFileSync(log, '');
  writeFileSync(
    path,
    `#!${process.execPath}
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
const args = process.argv.slice(2);
appendFileSync(${JSON.stringify(log)}, JSON.stringify({ args, env: process.env }) + '\\n');
if (args.includes('--version')) process.exit();
const { default: pg } = await import(${JSON.stringify(pg)});
${script}
`,
  );
  chmodSync(path, 0o755);
  const calls = () =>
    readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Call);
  return { path, calls };
}

/** "Dumps" SQL. */
export function dumping(sql: string) {
  return standIn(`writeFileSync(args.find((arg) => arg.startsWith('--file=')).slice(7), ${JSON.stringify(sql)});`);
}

/** "Restores" SQL. */
export function restoring() {
  return standIn(`const client = new pg.Client({ database: args.find((arg) => arg.startsWith('--dbname=')).slice(9) });
await client.connect();
await client.query(readFileSync(args.at(-1), 'utf8'));
await client.end();`);
}

/** Fails as programs do. */
export function failing(exitCode: number, said: string) {
  return standIn(`process.stderr.write(${JSON.stringify(said)}, () => process.exit(${exitCode}));`);
}
