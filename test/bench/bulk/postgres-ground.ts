import pg from 'pg';
import { withDatabases } from '../postgres/databases.ts';
import type { Row } from '../same-rows.ts';
import type { Ground, Ledger } from './ground.ts';

const rowsAtATime = 10_000;

/** Works with databases of a server whose answers are on the disk. */
export async function onPostgres<T>(work: (ground: Ground) => Promise<T>): Promise<T> {
  return withDatabases(async (databases) =>
    work({
      store: 'postgres',
      create: async (name) => ledgerIn(await databases.create(name), name),
      copy: async (ledger, name) => ledgerIn(await databases.copy(ledger.name, name), name),
      settle: async ({ target }) => {
        await withClient(target, (client) => client.query('VACUUM ANALYZE'));
        await databases.settle();
      },
      remove: (ledger) => databases.remove(ledger.name),
    }),
  );
}

function ledgerIn(target: string, name: string): Ledger {
  return {
    name,
    target,
    prefix: 'pointbook.',
    write: async (statements) =>
      withClient(target, async (client) => {
        await client.query('BEGIN');
        for (const { text, values = [] } of statements) await client.query(numbered(text), [...values]);
        await client.query('COMMIT');
      }),
    // Through a cursor, for a million rows at once would fill the memory.
    read: async ({ text, values = [] }, take = () => {}) =>
      withClient(target, async (client) => {
        await client.query('BEGIN');
        await client.query(`DECLARE bare NO SCROLL CURSOR FOR ${numbered(text)}`, [...values]);
        let rows = 0;
        for (let last = rowsAtATime; last === rowsAtATime;) {
          const page = await client.query<Row>(`FETCH ${rowsAtATime} FROM bare`);
          page.rows.forEach(take);
          last = page.rows.length;
          rows += last;
        }
        await client.query('COMMIT');
        return rows;
      }),
  };
}

/** With the parameters as PostgreSQL writes them. */
function numbered(text: string): string {
  let number = 0;
  return text.replaceAll('?', () => `$${++number}`);
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
