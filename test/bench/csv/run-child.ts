import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What a process of its own says of a task with a file. */
export interface ChildRun {
  readonly rows: number;
  /** Milliseconds of each time. */
  readonly took: readonly number[];
  /** The most memory that the process had, in megabytes (2^20 bytes). */
  readonly rss: number;
}

/** Runs csv-child.mjs, with what it takes. */
export async function runChild(host: string, ...args: readonly (string | number)[]): Promise<ChildRun> {
  const { stdout } = await promisify(execFile)(process.execPath, [host, ...args.map(String)]);
  return JSON.parse(stdout) as ChildRun;
}
