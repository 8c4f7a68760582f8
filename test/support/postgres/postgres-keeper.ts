// Keeps a PostgreSQL for the process that forked this one, and ends it when that process goes, in whatever way.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { copyForStandby } from './postgres-standby.ts';
import { type Account, accountForPostgres, freshFolder, serverPrograms } from './postgres-place.ts';

/** What the keeper is told when it is started. */
export interface KeeperSetup {
  readonly durable: boolean;
  readonly port: number | null;
  readonly flags: readonly string[];
  readonly programs: string | null;
  /** The server that it is a standby of; null for a server of its own. */
  readonly standbyOf: string | null;
}

/** Asks the keeper to restart its server, or to end it as the loss of the machine would. */
export type KeeperRequest = 'immediate' | 'fast' | 'kill';

/** The server is up, or could not be brought up. */
export type KeeperAnswer = { readonly url: string } | { readonly error: string };

const signals = { immediate: 'SIGQUIT', fast: 'SIGINT', kill: 'SIGKILL' } as const;
const { durable, port: wanted, flags, programs, standbyOf } = JSON.parse(process.argv[2] ?? '') as KeeperSetup;
// A standby has the passwords of its primary.
const password = standbyOf === null ? randomBytes(12).toString('hex') : new URL(standbyOf).password;
let folder: string | null = null;
let server: ChildProcess | null = null;

/** Makes the data folder and starts the server. */
async function begin(): Promise<() => Promise<string>> {
  const account = await accountForPostgres();
  const home = await freshFolder(account);
  folder = home;
  const { initdb, postgres } =
    programs === null
      ? await serverPrograms(account, home)
      : { initdb: join(programs, 'initdb'), postgres: join(programs, 'postgres') };
  const data = join(home, 'data');
  if (standbyOf === null) {
    const passwordFile = join(home, 'password');
    await writeFile(passwordFile, password, { mode: 0o644 });
    const initFlags = ['--username=postgres', '--auth=password', '--encoding=UTF8', '--locale=C', '--no-sync'];
    await finish(initdb, [`--pgdata=${data}`, `--pwfile=${passwordFile}`, ...initFlags], account);
  } else await copyForStandby(standbyOf, data, account);
  const port = wanted ?? (await freePort());
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting]), ...flags];
  return async () => {
    server = await startServer(postgres, args, account);
    return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  };
}

async function finish(program: string, args: readonly string[], account: Account): Promise<void> {
  const child = spawn(program, args, { ...account, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`PostgreSQL's initdb failed:\n${said}`);
}

/** Starts the server and waits until it takes connections. */
async function startServer(program: string, args: readonly string[], account: Account): Promise<ChildProcess> {
  const child = spawn(program, args, { ...account, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000);
      if (/ready to accept (?:read-only )?connections/.test(said)) resolve();
    });
    child.on('error', reject);
    child.on('close', () => reject(new Error(`PostgreSQL does not start:\n${said}`)));
  });
  return child;
}

async function end(mode: KeeperRequest): Promise<void> {
  if (server === null || server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill(signals[mode]);
  await ended;
}

function tell(answer: KeeperAnswer): void {
  if (process.connected) process.send?.(answer);
}

async function telling(work: () => Promise<string>): Promise<void> {
  try {
    tell({ url: await work() });
  } catch (error) {
    tell({ error: error instanceof Error ? error.message : String(error) });
  }
}

let start: (() => Promise<string>) | null = null;
let working = Promise.resolve();
let isLeaving = false;

/** Does one thing after the other. */
function enqueue(work: () => Promise<void>): void {
  const before = working;
  working = (async () => {
    await before;
    await work();
  })();
}

/** Ends everything: nobody needs what is in the data folder any more. */
function leave(): void {
  if (isLeaving) return;
  isLeaving = true;
  enqueue(async () => {
    await end('immediate');
    if (folder !== null) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    process.exit();
  });
}

process.on('disconnect', leave);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave);
process.on('message', (mode: KeeperRequest) => {
  enqueue(async () => {
    await end(mode);
    if (mode === 'kill') tell({ url: '' });
    else if (start) await telling(start);
  });
});
enqueue(async () =>
  telling(async () => {
    start = await begin();
    return start();
  }),
);
