// A till writes the row of a sale and its points in one transaction: `node src/main.ts`.
import pg from 'pg';
import { openDatabase } from './database.ts';
import { openTill, type Sale, type Wishes } from './till.ts';

const database = await openDatabase();
const pool = new pg.Pool({ connectionString: database.url });
const { pointbook, sell, sales } = await openTill(pool);
await enrol('ayu');

await attempt('INV-1: a sale to Ayu.', { number: 'INV-1', customer: 'ayu', total: 45_90 });
await attempt(
  'INV-2: the printer is out of paper, so the sale is off.',
  { number: 'INV-2', customer: 'ayu', total: 10_00 },
  {
    afterwards: async () => {
      throw new Error('out of paper');
    },
  },
);
const stranger = { number: 'INV-3', customer: 'budi', total: 10_00 };
await attempt('INV-3: nobody enrolled this customer, so the sale is off.', stranger);
await attempt('INV-3 again: the shop sells all the same, without points.', stranger, { evenWithoutPoints: true });

await pool.end();
await database.stop();

async function enrol(memberId: string): Promise<void> {
  const enrolled = await pointbook.enrolMember({ memberId });
  if (enrolled.isErr()) throw new Error(enrolled.error.message);
}

/** Tries a sale, and shows what the database holds then: rows of the shop and points of the ledger. */
async function attempt(title: string, sale: Sale, wishes?: Wishes): Promise<void> {
  console.log(title);
  try {
    console.log(`  sold: ${await sell(sale, wishes)} points come with it`);
  } catch (error) {
    console.log(`  rolled back: ${(error as Error).message}`);
  }
  const member = await pointbook.getMember({ memberId: 'ayu' });
  const points = member.match(
    ({ balance }) => balance.balance,
    (error) => error.message,
  );
  console.log(`  sales: ${(await sales()).join(', ')}; points of ayu: ${points}\n`);
}
