// The baseline: earning as a good hand writes it in SQL for this one shop, on the library's own tables. It stores what
// the library stores, it does no more than that needs, and it is not to be slowed down to flatter anyone.
import { hash } from 'node:crypto';
import Database from 'better-sqlite3';
import type { TillSale } from './shop.ts';

/** Hand-written SQL on a file that the library has made. */
export interface RawLedger {
  /** One sale in a transaction of its own. */
  earn(sale: TillSale): void;
  /** Several sales in one transaction. */
  earnAll(sales: readonly TillSale[]): void;
  close(): void;
}

const program = 'warung';

/** Opens a file the way the library opens it: the same driver, journal, durability and checks. */
export function openRawLedger(path: string, now: () => number = Date.now): RawLedger {
  const database = new Database(path, { timeout: 10 });
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'fullfsync = ON',
    'wal_autocheckpoint = 1000',
    'foreign_keys = ON',
  ])
    database.pragma(pragma);

  const version = database.prepare('SELECT version FROM pointbook_programs').pluck().get() as string;
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  const findMember = database.prepare(
    `SELECT sequence, balance, lot_points, held, debt, account, activity
     FROM pointbook_members WHERE program_id = ? AND member_id = ?`,
  );
  const findInvoice = database
    .prepare('SELECT 1 FROM pointbook_invoices WHERE program_id = ? AND invoice_id = ?')
    .pluck();
  const addInvoice = database.prepare(
    'INSERT INTO pointbook_invoices (program_id, invoice_id, invoice) VALUES (?, ?, ?)',
  );
  const addEntry = database.prepare(
    `INSERT INTO pointbook_entries (program_id, member_id, sequence, kind, cause, delta, balance_after, posted_at,
       effective_at, actor, reference_type, reference_id, effect, program_version)
     VALUES (?, ?, ?, 'earn', 'invoice-saved', ?, ?, ?, ?, ?, 'invoice', ?, ?, ?)`,
  );
  // The first points to expire stay the first: a lot that is added ends after those that are there.
  const saveMember = database.prepare(
    `UPDATE pointbook_members SET sequence = ?, balance = ?, lot_points = ?, last_instant = ?, account = ?, activity = ?
     WHERE program_id = ? AND member_id = ?`,
  );

  const write = (sale: TillSale): void => {
    const { invoiceId, memberId, actor } = sale;
    const member = findMember.get(program, memberId) as MemberRow | undefined;
    if (member === undefined) throw new Error(`There is no member ${memberId}.`);
    if (findInvoice.get(program, invoiceId) !== undefined) throw new Error(`Invoice ${invoiceId} was saved before.`);

    const soldAt = now();
    const points = Math.floor(sale.total / 1000);
    const lot = { expiresAt: endOfPoints(soldAt), availableAt: null };
    const account = JSON.parse(member.account) as AccountJson;
    const activity = JSON.parse(member.activity) as ActivityJson;
    const added = account.lots.find(({ expiresAt }) => expiresAt === lot.expiresAt);
    if (added === undefined) account.lots.push({ ...lot, points });
    else added.points += points;
    activity.purchases += 1;
    const sequence = member.sequence + 1;
    const balance = member.balance + points;
    const lotPoints = member.lot_points + points;

    addInvoice.run(program, invoiceId, invoiceJson(sale, { version, soldAt, points, lot, balance, lotPoints }));
    const effect = JSON.stringify({ v: 1, added: [{ ...lot, points }] });
    addEntry.run(program, memberId, sequence, points, balance, soldAt, soldAt, actor, invoiceId, effect, version);
    const texts = [JSON.stringify(account), JSON.stringify(activity)] as const;
    saveMember.run(sequence, balance, lotPoints, soldAt, ...texts, program, memberId);
  };

  const inTransaction = (work: () => void): void => {
    begin.run();
    try {
      work();
    } catch (thrown) {
      rollback.run();
      throw thrown;
    }
    commit.run();
  };

  return {
    earn: (sale) => inTransaction(() => write(sale)),
    earnAll: (sales) =>
      inTransaction(() => {
        for (const sale of sales) write(sale);
      }),
    close: () => void database.close(),
  };
}

interface MemberRow {
  readonly sequence: number;
  readonly balance: number;
  readonly lot_points: number;
  readonly account: string;
  readonly activity: string;
}

interface AccountJson {
  readonly lots: { readonly expiresAt: number; readonly availableAt: number | null; points: number }[];
}

interface ActivityJson {
  purchases: number;
}

interface Earned {
  readonly version: string;
  readonly soldAt: number;
  readonly points: number;
  readonly lot: { readonly expiresAt: number; readonly availableAt: null };
  readonly balance: number;
  readonly lotPoints: number;
}

/** The invoice with its receipt, so that a retry finds its answer, and the fingerprint by which a retry is known. */
function invoiceJson(sale: TillSale, { version, soldAt, points, lot, balance, lotPoints }: Earned): string {
  const { invoiceId, memberId, currency, total, lines } = sale;
  const rule = {
    ruleId: 'base',
    label: 'base',
    unmet: null,
    base: total,
    excluded: [],
    paidWithPoints: 0,
    exact: `${total}/1000`,
    rounding: 'floor',
    multipliers: [],
    cutByCap: 0,
    points,
  };
  const receipt = {
    invoiceId,
    revision: 1,
    memberId,
    outcome: 'recorded',
    earned: points,
    earnedInAll: points,
    withheld: null,
    balance: { balance, available: lotPoints, pending: 0, held: 0, debt: 0 },
    explanation: { points, rules: [rule], cutByProgramCap: 0 },
  };
  return JSON.stringify({
    v: 1,
    invoiceId,
    memberId,
    programVersion: version,
    context: { firstPurchase: false, tier: null, birthday: null, earnedToday: {} },
    sale: {
      currency,
      total,
      tax: 0,
      soldAt,
      lines: lines.map(({ lineId, sku, category, quantity, net, tax }) => ({
        lineId,
        sku,
        category,
        quantity,
        net,
        tax,
        discount: 0,
      })),
    },
    saves: [{ revision: 1, fingerprint: hash('sha256', JSON.stringify(sale)).slice(0, 32), receipt }],
    payments: [],
    refunds: [],
    redemptions: [],
    coveredAt: null,
    posted: { earned: points, clawedBack: 0, lot, earnedAt: soldAt, capUse: {} },
    moves: [],
  });
}

const hourMs = 3_600_000;
const jakartaMs = 7 * hourMs;
let today = { from: 0, end: 0 };

/** The end of the month a year later, in Jakarta, whose clocks never change; reckoned once a day. */
function endOfPoints(soldAt: number): number {
  const from = soldAt - ((soldAt + jakartaMs) % (24 * hourMs));
  if (today.from !== from) {
    const date = new Date(soldAt + jakartaMs);
    today = { from, end: Date.UTC(date.getUTCFullYear() + 1, date.getUTCMonth() + 1, 1) - jakartaMs };
  }
  return today.end;
}
