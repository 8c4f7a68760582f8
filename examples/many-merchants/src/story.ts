import { verify } from '@pointbook/core/verify';
import type pg from 'pg';
import { openDirectory } from './directory.ts';
import { openFollower } from './follower.ts';
import { type Merchants, openMerchants, schemaOf } from './merchants.ts';
import { moveMerchant } from './move.ts';
import { connectTo } from './servers.ts';

/** What the story is told with. */
export interface StoryParts {
  /** The connection strings of two servers. */
  readonly urls: Readonly<Record<'one' | 'two', string>>;
  /** How many times each till sells. */
  readonly sales: number;
  print(line: string): void;
}

const merchantIds = ['warung-ayu', 'kopi-budi'] as const;
const tills = 4;
const sale = { currency: 'IDR', total: 5000 };

/**
 * Two merchants begin on one server. While tills sell to both, and their feeds are followed, one of them is moved to
 * the other server, and back again.
 */
export async function tellStory({ urls, sales, print }: StoryParts) {
  const servers = connectTo(urls);
  const directory = await openDirectory(servers.get('one') as pg.Pool);
  for (const programId of merchantIds) await directory.put(programId, 'one');
  const merchants = openMerchants(servers, directory);
  const told = new Map<string, string[]>(merchantIds.map((programId) => [programId, []]));
  const followers = merchantIds.map((programId) =>
    openFollower(merchants, programId, (change) => told.get(programId)?.push(change)),
  );
  for (const programId of merchantIds) await enrol(merchants, programId);

  let areSelling = true;
  const selling = Promise.all(
    merchantIds.flatMap((programId) =>
      Array.from({ length: tills }, async (_, till) => sell(merchants, programId, till, sales)),
    ),
  ).finally(() => {
    areSelling = false;
  });
  const following = Promise.all(
    followers.map(async (follower) => {
      while (areSelling) await follower.readOn();
    }),
  );
  const places: string[] = [];
  for (const server of ['two', 'one', 'two']) {
    await moveMerchant(servers, directory, 'warung-ayu', server);
    places.push(server);
    print(`warung-ayu is on server ${server}; ${areSelling ? 'its tills go on' : 'its tills have closed'}.`);
  }
  await selling;
  await following;

  for (const [index, programId] of merchantIds.entries()) {
    // A transaction that another database of the server has open holds the last entries back for a moment.
    while ((told.get(programId)?.length ?? 0) < tills * sales) await followers[index]?.readOn();
    const { entries, findings } = await merchants.ask(programId, verify).then((answer) => answer._unsafeUnwrap());
    print(
      `${programId}: ${entries} entries, ${findings.length} mistakes; ${told.get(programId)?.length} were followed.`,
    );
  }
  await merchants.close();
  return {
    places,
    told,
    /** Removes what the story left on the servers. */
    clear: async () => {
      for (const pool of servers.values()) {
        const { rows } = await pool.query<{ name: string }>(
          `SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE ANY ($1)`,
          [merchantIds.map((programId) => `${schemaOf(programId)}%`)],
        );
        for (const { name } of rows) await pool.query(`DROP SCHEMA ${name} CASCADE`);
        await pool.query('DROP TABLE IF EXISTS merchants');
        await pool.end();
      }
    },
  };
}

async function enrol(merchants: Merchants, programId: string): Promise<void> {
  for (let till = 0; till < tills; till++)
    (await merchants.ask(programId, (pointbook) => pointbook.enrolMember({ memberId: `M${till}` })))._unsafeUnwrap();
}

/** Each till sells to a member of its own, so that the entries of all are counted easily. */
async function sell(merchants: Merchants, programId: string, till: number, sales: number): Promise<void> {
  for (let number = 1; number <= sales; number++) {
    const invoice = { ...sale, invoiceId: `${till}-${number}`, memberId: `M${till}` };
    (await merchants.ask(programId, (pointbook) => pointbook.saveInvoice(invoice)))._unsafeUnwrap();
  }
}
