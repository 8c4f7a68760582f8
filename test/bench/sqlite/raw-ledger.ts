// The baseline: earning as a good hand writes it in SQL for this one shop, on the library's own tables. It stores what
// the library stores, it does no more than that needs, and it is not to be slowed down to flatter anyone.
import { type AccountJson, type ActivityJson, addPurchase, effectJson, invoiceJson, reckon } from '../raw-sale.ts';
import type { TillSale } from '../shop.ts';
import { openDurableFile } from './durable-file.ts';

/** Hand-written SQL on a file. */
export interface RawLedger {
  /** One sale in a transaction of its own. */
  earn(sale: TillSale): void;
  /** Several sales in one transaction. */
  earnAll(sales: readonly TillSale[]): void;
  close(): void;
}

/** Opens a file that the library has made. */
export function openRawLedger(path: string, now: () => number = Date.now): RawLedger {
  const { database, inTransaction } = openDurableFile(path);
  const { program, version } = database.prepare('SELECT program, version FROM pointbook_versions').get() as {
    program: number;
    version: number;
  };
  const word = database.prepare('SELECT word FROM pointbook_words WHERE name = ?').pluck();
  const [earn, invoiceSaved, invoice] = ['earn', 'invoice-saved', 'invoice'].map((name) => word.get(name));
  const findMember = database.prepare(
    `SELECT sequence, balance, lot_points, held, debt, account, activity
     FROM pointbook_accounts WHERE program = ? AND member_id = ?`,
  );
  const findInvoice = database
    .prepare('SELECT 1 FROM pointbook_records WHERE program = ? AND kind = ? AND key = ?')
    .pluck();
  const addInvoice = database.prepare(
    'INSERT INTO pointbook_records (program, kind, key, format, version, body) VALUES (?, ?, ?, 1, ?, ?)',
  );
  const addEntry = database.prepare(
    `INSERT INTO pointbook_entries (program, member_id, sequence, kind, cause, delta, balance_after, posted_at,
       effective_at, actor, reference_type, reference_id, format, effect, version)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)`,
  );
  // The first points to expire stay the first: a lot that is added ends after those that are there.
  const saveMember = database.prepare(
    `UPDATE pointbook_accounts SET sequence = ?, balance = ?, lot_points = ?, last_instant = ?, account = ?, activity = ?
     WHERE program = ? AND member_id = ?`,
  );

  const write = (sale: TillSale): void => {
    const { invoiceId, memberId, actor } = sale;
    const member = findMember.get(program, memberId) as MemberRow | undefined;
    if (member === undefined) throw new Error(`There is no member ${memberId}.`);
    if (findInvoice.get(program, invoice, invoiceId) !== undefined)
      throw new Error(`Invoice ${invoiceId} was saved before.`);

    const reckoned = reckon(sale, now());
    const { soldAt, points } = reckoned;
    const account = JSON.parse(member.account) as AccountJson;
    const activity = JSON.parse(member.activity) as ActivityJson;
    addPurchase(account, activity, sale, reckoned);
    const sequence = member.sequence + 1;
    const balance = member.balance + points;
    const lotPoints = member.lot_points + points;

    addInvoice.run(program, invoice, invoiceId, version, invoiceJson(sale, reckoned, sequence));
    const effect = effectJson(reckoned);
    const about = [soldAt, soldAt, actor, invoice, invoiceId] as const;
    addEntry.run(program, memberId, sequence, earn, invoiceSaved, points, balance, ...about, effect, version);
    const texts = [JSON.stringify(account), JSON.stringify(activity)] as const;
    saveMember.run(sequence, balance, lotPoints, soldAt, ...texts, program, memberId);
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
