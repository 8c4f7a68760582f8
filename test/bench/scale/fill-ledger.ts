import type pg from 'pg';
import type { Progress } from '../bench-case.ts';
import { openOurs } from '../postgres/prepare-ledger.ts';
import { openPool } from '../postgres/raw-ledger.ts';
import { memberIdOf, openTill } from '../shop.ts';
import { valueOf } from '../value-of.ts';

/** How large a ledger is: so many members, who have each bought so many times. */
export interface Size {
  readonly members: number;
  readonly purchases: number;
}

/** A purchase of the first member, which all others make too, one after another while the step passes. */
interface Pattern {
  readonly invoiceId: string;
  readonly soldAt: number;
}

const patternId = memberIdOf(0);
const dayMs = 24 * 60 * 60_000;
const jakartaMs = 7 * 60 * 60_000;

/**
 * Fills an empty database: the library writes all that there is of the first member, and SQL writes the same of the
 * others, with ids, times and places in the feed of their own; purchase by purchase, as time goes by.
 */
export async function fillLedger(url: string, { members, purchases }: Size, progress: Progress): Promise<void> {
  const { from, until } = recentDays();
  const stepMs = Math.floor((until - from) / purchases);
  const sales = await writePattern(url, purchases, from, stepMs);

  const pool = openPool(url, 2);
  progress(`scale: ${members} members who bought ${purchases} times`);
  await writeMembers(pool, { members, purchases }, stepMs);
  await Promise.all([writeInvoices(pool, members, sales, stepMs), writeEntries(pool, members, sales, stepMs)]);
  progress(`scale: VACUUM ANALYZE of ${members} members who bought ${purchases} times`);
  await pool.query('VACUUM ANALYZE');
  await pool.end();
}

/** From the first of the month in Jakarta, or ten days ago, until now: all points of these days end together. */
function recentDays(): { from: number; until: number } {
  const until = Date.now();
  const local = new Date(until + jakartaMs);
  const first = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), 1) - jakartaMs;
  return { from: Math.max(first, until - 10 * dayMs), until };
}

/** The first member's purchases, of one line each. */
async function writePattern(url: string, purchases: number, from: number, stepMs: number): Promise<Pattern[]> {
  let time = from;
  const pointbook = openOurs(url, () => time);
  valueOf(await pointbook.enrolMember({ memberId: patternId, name: 'Customer', actor: 'staff-1' }));
  const till = openTill('pattern');
  const sales: Pattern[] = [];
  for (let index = 0; index < purchases; index++) {
    time = from + index * stepMs;
    const sale = till();
    const lines = sale.lines.slice(0, 1);
    const total = lines.reduce((sum, { net, tax }) => sum + net + tax, 0);
    valueOf(await pointbook.saveInvoice({ ...sale, memberId: patternId, lines, total }));
    sales.push({ invoiceId: sale.invoiceId, soldAt: time });
  }
  valueOf(await pointbook.close());
  return sales;
}

/** Member i of the others; ids are as long as the first one's. */
const othersId = `'C-' || lpad(i::text, 6, '0')`;

const profile = "(SELECT word FROM pointbook.words WHERE name = 'profile')";

async function writeMembers(pool: pg.Pool, { members, purchases }: Size, stepMs: number): Promise<void> {
  await pool.query(
    `INSERT INTO pointbook.records (program, kind, key, format, body)
     SELECT p.program, p.kind, ${othersId}, p.format,
       jsonb_set(p.body::jsonb, '{3}', to_jsonb(p.body::json ->> 3 || ' ' || i))::text
     FROM pointbook.records p, generate_series(1, $2::int - 1) AS i WHERE p.kind = ${profile} AND p.key = $1`,
    [patternId, members],
  );
  await pool.query(
    `INSERT INTO pointbook.lists (program, kind, list, value, rank, key)
     SELECT p.program, p.kind, p.list, ${othersId}, p.rank, ${othersId}
     FROM pointbook.lists p, generate_series(1, $2::int - 1) AS i WHERE p.kind = ${profile} AND p.key = $1`,
    [patternId, members],
  );
  await pool.query(
    `INSERT INTO pointbook.accounts (program, member_id, sequence, balance, lot_points, held, debt, last_instant,
       due_at, format, account, activity, position)
     SELECT m.program, ${othersId}, m.sequence, m.balance, m.lot_points, m.held, m.debt,
       m.last_instant + i * $3::bigint / $2, m.due_at, m.format, m.account, m.activity, $4::bigint + i
     FROM pointbook.accounts m, generate_series(1, $2::int - 1) AS i WHERE m.member_id = $1`,
    [patternId, members, stepMs, (purchases - 1) * members],
  );
}

const othersTime = '($2::bigint + i * $3::bigint / $4)';
const othersInvoiceId = `'INV-' || $5::int || '-' || lpad(i::text, 8, '0')`;

async function writeInvoices(pool: pg.Pool, members: number, sales: readonly Pattern[], stepMs: number): Promise<void> {
  for (const [index, { invoiceId, soldAt }] of sales.entries()) {
    await pool.query(
      `INSERT INTO pointbook.records (program, kind, key, format, version, body)
       SELECT v.program, v.kind, ${othersInvoiceId}, v.format, v.version,
         replace(replace(v.body, $6, ${othersId}), $2::text, ${othersTime}::text)
       FROM pointbook.records v, generate_series(1, $4::int - 1) AS i WHERE v.kind = 127 AND v.key = $1`,
      [invoiceId, soldAt, stepMs, members, index, patternId],
    );
  }
}

async function writeEntries(pool: pg.Pool, members: number, sales: readonly Pattern[], stepMs: number): Promise<void> {
  for (const [index, { invoiceId, soldAt }] of sales.entries()) {
    await pool.query(
      `INSERT INTO pointbook.entries (program, member_id, sequence, kind, cause, delta, balance_after, posted_at,
         effective_at, actor, reference_type, reference_id, format, effect, version, position)
       SELECT e.program, ${othersId}, e.sequence, e.kind, e.cause, e.delta, e.balance_after, ${othersTime},
         ${othersTime}, e.actor, e.reference_type, ${othersInvoiceId}, e.format, e.effect, e.version, $7::bigint + i
       FROM pointbook.entries e, generate_series(1, $4::int - 1) AS i WHERE e.member_id = $6 AND e.reference_id = $1`,
      [invoiceId, soldAt, stepMs, members, index, patternId, index * members],
    );
  }
}
