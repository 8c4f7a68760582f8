import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { accountForPostgres, freshFolder } from './postgres-place.ts';

/** PgBouncer's program, from POINTBOOK_PGBOUNCER or the path; null where there is none. */
export async function findPgBouncer(): Promise<string | null> {
  const program = process.env['POINTBOOK_PGBOUNCER'] ?? 'pgbouncer';
  const version = await promisify(execFile)(program, ['--version']).catch(() => null);
  return version === null ? null : program;
}

/** Starts it in transaction mode before a server, with few connections, so that clients have to share them. */
export async function startPgBouncer(program: string, databaseUrl: string) {
  const target = new URL(databaseUrl);
  const account = await accountForPostgres();
  const folder = await freshFolder(account);
  const port = await freePort();
  const server = `host=${target.hostname} port=${target.port} user=${target.username} password=${target.password}`;
  const settings = `[databases]
* = ${server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 4
max_client_conn = 500
`;
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(file, settings, { mode: 0o644 });
  const child = spawn(program, [file], { ...account, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('process up')) resolve();
    });
    child.on('close', () => reject(new Error(`PgBouncer does not start:\n${said}`)));
  });
  return {
    url: Object.assign(new URL(databaseUrl), { port: String(port) }).href,
    close: async () => {
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
