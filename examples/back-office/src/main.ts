import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
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
  const folder = resolve(values.data);
  const own = ['shop.db', 'shop.db-wal', 'shop.db-shm', 'imports'];
  if (values.fresh) for (const name of own) rmSync(join(folder, name), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const office = await startOffice({ folder, port: Number(values.port) });
  console.log(`The back office is at ${office.url}
Sign in as owner, manager or cashier; the password of each is on the page.
The data is in ${folder}. The option --fresh starts over.
Ctrl-C ends it.`);
  const end = () => void office.stop().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}
