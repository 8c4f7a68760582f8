// Whenever the parent names a schema: opens the ledger there, tells that it is up, and writes until the parent says
// that it is enough; then tells how many entries it wrote, or what went wrong.
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { createPointbook } from '@pointbook/core';
import { codes } from '@pointbook/core/codes';
import { postgresStore } from '@pointbook/postgres';
import { warung } from '../../support/shops/warung.ts';
import { tell } from './ledger.ts';

const [, , url = '', memberId = ''] = process.argv;

async function boot(schema: string): Promise<string | number> {
  const ledger = createPointbook({
    program: warung(),
    store: postgresStore(url, { schema, connections: 2 }),
    plugins: [codes()],
  });
  const opened = await ledger.open();
  if (opened.isErr()) return `open: ${opened.error.message}`;
  const enrolled = await ledger.enrolMember({ memberId });
  if (enrolled.isErr()) return `enrol: ${enrolled.error.message}`;
  let isEnough = false;
  void once(process, 'message').then(() => (isEnough = true));
  tell('up');
  let written = 0;
  for (; !isEnough; written += 1) {
    const staff = { memberId, actor: 'ann', reason: 'load', idempotencyKey: String(written) };
    const given = await ledger.adjustPoints({ ...staff, points: 1, direction: 'add' });
    if (given.isErr()) return `write: ${given.error.message}`;
    await pause(3);
  }
  const closed = await ledger.close();
  return closed.isErr() ? `close: ${closed.error.message}` : written;
}

tell('ready');
for (;;) {
  const [schema] = (await once(process, 'message')) as [string];
  tell(await boot(schema));
}
