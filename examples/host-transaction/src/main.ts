// A till writes its invoice row and the points of it in one transaction: `node src/main.ts`.
import Database from 'better-sqlite3';
import { openTill } from './till.ts';

const database = new Database(':memory:');
const { pointbook, sell, invoices } = openTill(database);
await enrol('ayu');

const earned = sell({ number: 'INV-1', customer: 'ayu', total: 45_90 });
console.log(`INV-1 is sold: ${earned} points come with it.`);
await show();

attempt('INV-2: the printer is out of paper, so the sale is off.', () =>
  sell({ number: 'INV-2', customer: 'ayu', total: 10_00 }, () => {
    throw new Error('out of paper');
  }),
);
await show();

attempt('INV-3: nobody enrolled this customer, so the sale is off.', () =>
  sell({ number: 'INV-3', customer: 'budi', total: 10_00 }),
);
await show();
database.close();

async function enrol(memberId: string): Promise<void> {
  const enrolled = await pointbook.enrolMember({ memberId });
  if (enrolled.isErr()) throw new Error(enrolled.error.message);
}

function attempt(title: string, sale: () => unknown): void {
  console.log(`\n${title}`);
  try {
    sale();
  } catch (error) {
    console.log(`  rolled back: ${(error as Error).message}`);
  }
}

/** What the database holds: rows of the host and points of the ledger. */
async function show(): Promise<void> {
  const member = await pointbook.getMember({ memberId: 'ayu' });
  const points = member.match(
    ({ balance }) => balance.balance,
    (error) => error.message,
  );
  console.log(`  invoices: ${invoices().join(', ')}; points of ayu: ${points}`);
}
