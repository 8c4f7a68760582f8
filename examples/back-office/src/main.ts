import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { startOffice } from './serve.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(tmpdir(), 'pointbook-back-office') },
    port: { type: 'string', default: '4700' },
    fresh: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) {
  console.log(`Starts the back office of a shop with the demo's sales.

  npm start                      on http://localhost:4700
  npm start -- --port 8080       on another port
  npm start -- --data ./my-shop  keeps its data in another folder
  npm start -- --fresh           starts over: removes what is in the folder of its data`);
} else {
  const port = await freePort(values.port);
  const folder = resolve(values.data);
  if (values.fresh) startOver(folder);
  mkdirSync(folder, { recursive: true });
  const office = await startOffice({ folder, port });
  console.log(`The back office is at ${office.url}
Sign in as owner, manager or cashier; the password of each is on the page.
The data is in ${folder}. The option --fresh starts over.
Ctrl-C ends it.`);
  const end = () => void office.stop().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

/** The port that was asked for. Before anything is removed or made, it is known to be free. */
async function freePort(asked: string): Promise<number> {
  const port = Number(asked);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return refuse(`--port ${asked} is no port: use 0 to 65535.`);
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return refuse(
      `Port ${port} cannot be used, perhaps because the back office runs already. Choose another by --port.`,
    );
  }
  server.close();
  await once(server, 'close');
  return port;
}

/** Removes what a shop has in its folder, unless it is open: its server would go on with files that nobody finds. */
function startOver(folder: string): void {
  const file = join(folder, 'shop.db');
  if (existsSync(file) && isOpen(file))
    return refuse(
      `The data in ${folder} is in use by a back office that runs. End it first, or choose another by --data.`,
    );
  for (const name of ['shop.db', 'shop.db-wal', 'shop.db-shm', 'imports'])
    rmSync(join(folder, name), { recursive: true, force: true });
}

/** Whether anybody else has a database open: SQLite lets only the last one leave the write-ahead log. */
function isOpen(file: string): boolean {
  const database = new Database(file, { timeout: 0 });
  try {
    database.pragma('journal_mode = DELETE');
    return false;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return true;
    // What is no database is nobody's, and starting over mends it.
    if (error instanceof Database.SqliteError) return false;
    throw error;
  } finally {
    database.close();
  }
}

function refuse(problem: string): never {
  console.error(problem);
  process.exit(1);
}
