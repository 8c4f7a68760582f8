import { memberIdOf, openTill } from '../shop.ts';
import { valueOf } from '../value-of.ts';
import type { Ground, Ledger } from './ground.ts';
import { openLedger } from './open-ledger.ts';

/** How large a ledger is: so many members, who have as many entries each. */
export interface Size {
  readonly members: number;
  readonly entries: number;
}

const patternId = memberIdOf(0);
/** Member i of the others; ids are as long as the first one's. */
const othersId = `'C-' || substr(CAST(1000000 + i AS text), 2)`;
const hourMs = 3_600_000;

/** No two members in a row have the same points: so many more were earned with the first purchase. */
const more = '(i % 97)';

/**
 * Fills a new ledger: the library writes all that there is of the first member, who buys, buys, and spends some points,
 * over and over, an hour apart; SQL writes the same of the others, but for how much the first purchase was worth. Invoices
 * there are only of the first.
 */
export async function fillMembers(ground: Ground, name: string, { members, entries }: Size): Promise<Ledger> {
  const ledger = await ground.create(name);
  const pattern = await writePattern(ground, ledger, entries);
  const { prefix } = ledger;
  await ledger.write(
    Object.entries(sourcesOf(ledger, pattern)).map(([table, sources]) => {
      const columns = Object.keys(sources).join(', ');
      const isPattern = `${'key' in sources ? 'key' : 'member_id'} = '${patternId}'`;
      return {
        text: `INSERT INTO ${prefix}${table} (${columns})
          WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${members - 1})
          SELECT ${Object.values(sources).join(', ')} FROM ${prefix}${table}, n WHERE ${isPattern} ORDER BY i`,
      };
    }),
  );
  await ground.settle(ledger);
  return ledger;
}

/** What the first member has. */
interface Pattern {
  /** By the first purchase. */
  readonly earned: number;
  readonly balance: number;
}

/** The tables with rows of each member, and where each column of another member comes from. */
function sourcesOf({ prefix }: Ledger, { earned, balance }: Pattern): Record<string, Record<string, string>> {
  const withMore = (column: string, points: number) =>
    `replace(${column}, '[[${points},', '[[' || CAST(${points} + ${more} AS text) || ',')`;
  // On SQLite the number of the row is the place in the feed.
  const place = alike(prefix.endsWith('.') ? 'position' : '');
  return {
    accounts: {
      ...place,
      ...alike('program sequence held debt last_instant due_at format activity'),
      member_id: othersId,
      balance: `balance + ${more}`,
      lot_points: `lot_points + ${more}`,
      account: withMore('account', balance),
    },
    // The profile, and its place in the list of what is the member's.
    records: {
      ...alike('program kind format body'),
      key: othersId,
    },
    lists: { ...alike('program kind list rank'), value: othersId, key: othersId },
    entries: {
      ...place,
      ...alike('program sequence kind cause posted_at effective_at actor reference_type reference_id format version'),
      member_id: othersId,
      delta: `CASE WHEN sequence = 1 THEN delta + ${more} ELSE delta END`,
      balance_after: `balance_after + ${more}`,
      effect: `CASE WHEN sequence = 1 THEN ${withMore('effect', earned)} ELSE effect END`,
    },
  };
}

function alike(columns: string): Record<string, string> {
  if (columns === '') return {};
  return Object.fromEntries(columns.split(' ').map((column) => [column, column]));
}

async function writePattern(ground: Ground, ledger: Ledger, entries: number): Promise<Pattern> {
  let time = Date.now() - entries * hourMs;
  const pointbook = openLedger(ground.store, ledger.target, () => time);
  valueOf(await pointbook.enrolMember({ memberId: patternId, name: 'Customer', actor: 'staff-1' }));
  const till = openTill('pattern');
  let earned = 0;
  for (let number = 1; number <= entries; number++) {
    time += hourMs;
    const spent = { memberId: patternId, redemptionId: `R-${number}`, points: 20, actor: 'staff-3' };
    if (number % 3 === 0) valueOf(await pointbook.redeemPoints(spent));
    else {
      const receipt = valueOf(await pointbook.saveInvoice({ ...till(), memberId: patternId }));
      if (number === 1) ({ earned } = receipt);
    }
  }
  const { balance } = valueOf(await pointbook.getBalance({ memberId: patternId }));
  valueOf(await pointbook.close());
  return { earned, balance };
}
