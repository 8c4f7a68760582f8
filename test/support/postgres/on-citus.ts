import { postgresSchema, postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import type { RaceGround } from '../../races/node-races.ts';
import { freshSchema, type Way } from './postgres-ledger.ts';

/** The way to ledgers on a cluster of Citus, each in a schema of its own, direct to the server that holds it. */
export function wayOfCitus(coordinator: string): Way & { readonly pool: pg.Pool } {
  const pool = new pg.Pool({ connectionString: coordinator, max: 4 });
  const prepare = async (schema: string): Promise<string> => {
    const client = await pool.connect();
    try {
      await client.query(
        'BEGIN; SET LOCAL citus.enable_schema_based_sharding = on; SET LOCAL citus.enable_unsafe_triggers = on',
      );
      await client.query(postgresSchema(schema));
      await client.query('COMMIT');
      const { rows } = await client.query<{ nodename: string; nodeport: number }>(
        `SELECT DISTINCT nodename, nodeport FROM citus_shards WHERE table_name = '"${schema}".entries'::regclass`,
      );
      const [node] = rows;
      if (node === undefined) throw new Error('Citus says nothing of where the tables are.');
      return Object.assign(new URL(coordinator), { hostname: node.nodename, port: String(node.nodeport) }).href;
    } finally {
      client.release(true);
    }
  };
  return { url: coordinator, options: { migrate: false }, pool, prepare };
}

/** A ledger there for a race. */
export async function citusGround({ pool, prepare = async () => '' }: Way): Promise<RaceGround> {
  const schema = freshSchema();
  const url = await prepare(schema);
  const hosts = new pg.Pool({ connectionString: url });
  const stores = [postgresStore(hosts, { schema, migrate: false })];
  return {
    pool: hosts,
    open: () => {
      const store = postgresStore(stores.length === 1 ? hosts : url, { schema, migrate: false });
      stores.push(store);
      return store;
    },
    close: async () => {
      for (const store of stores) await store.close();
      await hosts.end();
      await pool?.query(`DROP SCHEMA "${schema}" CASCADE`);
    },
  };
}
