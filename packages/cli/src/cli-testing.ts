import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { WriteStream } from 'node:tty';
import { onTestFinished } from 'vitest';
import { runCli } from './run-cli.ts';
import type { Terminal } from './terminal.ts';

/** What a command line answered. */
export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a command line is run, where it is not in a pipe. */
export interface Where {
  /** The width of the terminal; none when left out. */
  readonly columns?: number;
  /** What is typed, a line at a time. */
  readonly typed?: string;
  /** What another program writes, and ends. */
  readonly piped?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A folder with a ledger of its own. */
export interface Shop {
  path(name: string): string;
  run(...args: readonly string[]): Promise<Answer>;
  runAt(where: Where, ...args: readonly string[]): Promise<Answer>;
  /** What `--json` answers. */
  json<T = Record<string, unknown>>(...args: readonly string[]): Promise<T>;
}

/** An empty folder. */
export function openFolder(): Shop {
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string) => join(folder, name);
  const runAt = async (where: Where, ...args: readonly string[]) => runIn(folder, where, args);
  const run = async (...args: readonly string[]) => runAt({}, ...args);
  return {
    path,
    run,
    runAt,
    json: async <T>(...args: readonly string[]) => {
      const { code, stdout, stderr } = await run(...args, '--json');
      if (code !== 0) throw new Error(`${args.join(' ')}: ${code}\n${stderr}`);
      return JSON.parse(stdout) as T;
    },
  };
}

/** A ledger with members, each with so many points. */
export async function openShop(points: Readonly<Record<string, number>> = {}): Promise<Shop> {
  const shop = openFolder();
  await done(shop.run('init', '--name', 'Warung Ayu', '--currency', 'IDR', '--time-zone', 'Asia/Jakarta'));
  for (const [memberId, count] of Object.entries(points)) {
    await done(shop.run('member', 'add', memberId));
    if (count > 0) await done(shop.run('adjust', memberId, 'add', String(count), '--reason', 'welcome'));
  }
  return shop;
}

/** What was answered, which must be well. */
export async function done(answer: Promise<Answer>): Promise<Answer> {
  const { code, stdout, stderr } = await answer;
  if (code !== 0) throw new Error(`It ended with ${code}: ${stderr}`);
  return { code, stdout, stderr };
}

async function runIn(
  folder: string,
  { columns, typed, piped, env = {} }: Where,
  args: readonly string[],
): Promise<Answer> {
  const stdin = Object.assign(new PassThrough(), columns === undefined ? {} : { isTTY: true });
  if (typed !== undefined) stdin.write(typed);
  if (piped !== undefined) stdin.end(piped);
  const [stdout, stderr] = [paper(columns), paper(columns)];
  const terminal = {
    stdin,
    stdout: stdout.stream,
    stderr: stderr.stream,
    cwd: () => folder,
    env: { POINTBOOK_DB: join(folder, 'points.db'), POINTBOOK_ACTOR: 'staff-3', ...env },
  };
  const hasRules = args.includes('--program') || args.includes('--config');
  const program = hasRules ? [] : ['--program', join(folder, 'pointbook.json')];
  const code = await runCli([...args, ...program], terminal as unknown as Terminal);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** A stream that keeps what is written; a terminal, where it has a width. */
function paper(columns: number | undefined): { readonly stream: Writable; text(): string } {
  const written: Buffer[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, next) => {
      written.push(chunk);
      next();
    },
  });
  const terminal =
    columns === undefined ? {} : { isTTY: true, columns, getColorDepth: WriteStream.prototype.getColorDepth };
  return { stream: Object.assign(stream, terminal), text: () => Buffer.concat(written).toString() };
}
