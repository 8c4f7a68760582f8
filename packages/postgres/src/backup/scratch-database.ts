import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { Server } from './libpq.ts';
import { ignore } from '../connections/postgres-pool.ts';

const prefix = 'pointbook_scratch_';

/**
 * Works in an empty database of its own, which is gone afterwards.
 *
 * @remarks A process that is killed leaves its database behind, and the next backup drops it. A database in use is safe
 * from that: this process keeps a session in it, and the server refuses to drop a database that has a session.
 */
export async function inScratchDatabase<T>(server: Server, work: (scratch: Server) => Promise<T>): Promise<T> {
  const admin = await connected(server);
  try {
    await dropLeftOver(admin);
    const { keeper, scratch } = await create(admin, server);
    try {
      // A dump of this schema makes it, like any other.
      await keeper.query('DROP SCHEMA IF EXISTS public');
      return await work(scratch);
    } finally {
      await keeper.end().catch(ignore);
      await admin.query(`DROP DATABASE IF EXISTS ${scratch.database} WITH (FORCE)`).catch(ignore);
    }
  } finally {
    await admin.end().catch(ignore);
  }
}

/**
 * Makes a database and keeps a session in it.
 *
 * @remarks Another backup may drop the database as left over before the session begins. Then this makes another one.
 */
async function create(admin: Client, server: Server): Promise<{ keeper: Client; scratch: Server }> {
  for (let tries = 3; ; tries -= 1) {
    const scratch = { ...server, database: `${prefix}${randomBytes(8).toString('hex')}` };
    await admin.query(
      `CREATE DATABASE ${scratch.database} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`,
    );
    try {
      return { keeper: await connected(scratch), scratch };
    } catch (thrown) {
      if (tries === 1 || (thrown as { code?: unknown }).code !== '3D000') throw thrown;
    }
  }
}

async function dropLeftOver(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database AS d
      WHERE datname ~ $1 AND pg_has_role(datdba, 'MEMBER')
      AND NOT EXISTS (SELECT FROM pg_stat_activity AS a WHERE a.datid = d.oid)`,
    [`^${prefix}[0-9a-f]{16}$`],
  );
  // Somebody may have come into it since, or drop it at this moment.
  for (const { name } of rows) await admin.query(`DROP DATABASE IF EXISTS ${name}`).catch(ignore);
}

async function connected(server: Server): Promise<Client> {
  const client = new Client({
    ...server,
    keepAlive: true,
    application_name: 'pointbook backup',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', ignore);
  await client.connect();
  // The server or the role may have limits that suit tills.
  await client.query('SET statement_timeout = 0; SET idle_session_timeout = 0');
  return client;
}
