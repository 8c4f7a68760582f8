import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Clock } from '@pointbook/core';
import { createApp } from './app.tsx';
import { openOffice } from './office.ts';

export interface OfficeOptions {
  /** Where the shop's database is. */
  readonly folder: string;
  /** 0 is any free port. */
  readonly port: number;
  /** The machine's, where it is left out. */
  readonly clock?: Clock;
}

/** Opens the shop's database, which is filled with the demo's sales where it is new, and serves the pages. */
export async function startOffice({ folder, port, clock }: OfficeOptions) {
  const office = await openOffice(folder, clock);
  const server = createAdaptorServer({ fetch: createApp(office).fetch });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  office.rounds.begin();
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    /** Ends what is being answered, and closes the database. */
    async stop(): Promise<void> {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      await office.rounds.stop();
      await office.close();
    },
  };
}
