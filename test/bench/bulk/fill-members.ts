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

/**
 * Fills a new ledger: the library writes all that there is of the first member, who buys, buys, and spends some points,
 * over and over, an hour apart; SQL writes the same of the others. Invoices there are only of the first.
 */
export async function fillMembers(ground: Ground, name: string, { members, entries }: Size): Promise<Ledger> {
  const ledger = await ground.create(name);
  await writePattern(ground, ledger, entries);
  const { prefix } = ledger;
  await ledger.write(
    Object.entries(copied).map(([table, columns]) => ({
      text: `INSERT INTO ${prefix}${table} (member_id, ${columns})
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${members - 1})
        SELECT ${othersId}, ${columns} FROM ${prefix}${table}, n WHERE member_id = '${patternId}' ORDER BY i`,
    })),
  );
  await ground.settle(ledger);
  return ledger;
}

/** The tables with rows of each member, and the columns that are alike in all of them. */
const copied = {
  members: 'program_id, sequence, balance, lot_points, held, debt, last_instant, due_at, account, activity',
  profiles: 'program_id, name, phone_verified, email_verified, enrolled_at, saves',
  entries: `program_id, sequence, kind, cause, delta, balance_after, posted_at, effective_at, actor, reference_type,
    reference_id, effect, program_version`,
};

async function writePattern(ground: Ground, ledger: Ledger, entries: number): Promise<void> {
  let time = Date.now() - entries * hourMs;
  const { pointbook } = openLedger(ground.store, ledger.target, () => time);
  valueOf(await pointbook.enrolMember({ memberId: patternId, name: 'Customer', actor: 'staff-1' }));
  const till = openTill('pattern');
  for (let number = 1; number <= entries; number++) {
    time += hourMs;
    const spent = { memberId: patternId, redemptionId: `R-${number}`, points: 20, actor: 'staff-3' };
    if (number % 3 === 0) valueOf(await pointbook.redeemPoints(spent));
    else valueOf(await pointbook.saveInvoice({ ...till(), memberId: patternId }));
  }
  valueOf(await pointbook.close());
}
