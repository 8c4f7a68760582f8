import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { root } from '../../../scripts/workspace.ts';
import { bundled, bundledEnv } from './bundled.ts';

const main = join(root, 'packages', 'cli', 'src', 'main.ts');

/** A folder in which lines of a shell are run, with the command `pointbook`, built of the sources into one file. */
export interface CommandLine {
  readonly folder: string;
  /** Runs a script of the shell, which ends with the first line that fails. */
  run(script: string): Promise<Finished>;
  /** Starts one command, by its arguments. */
  start(...args: readonly string[]): Running;
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that was started. */
export interface Running {
  readonly process: ChildProcess;
  finished(): Promise<Finished>;
}

/** An empty folder, with a database in it or elsewhere. */
export async function openCommandLine(database = 'points.db'): Promise<CommandLine> {
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-shell-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const program = await bundled(main, 'pointbook');
  const env = {
    ...bundledEnv,
    POINTBOOK_DB: database,
    POINTBOOK_ACTOR: 'staff-3',
    NODE: process.execPath,
    PROGRAM: program,
  };
  const start = (command: string, args: readonly string[]): Running => {
    const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const closed = once(child, 'close') as Promise<[number | null]>;
    return { process: child, finished: async () => ({ code: (await closed)[0], stdout, stderr }) };
  };
  const itself = 'pointbook() { "$NODE" "$PROGRAM" "$@"; }\n';
  return {
    folder,
    run: async (script) => start('sh', ['-e', '-c', itself + script]).finished(),
    start: (...args) => start(process.execPath, [program, ...args]),
  };
}
