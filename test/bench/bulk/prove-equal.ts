import { verify } from '@pointbook/core/verify';
import { type Row, sameRows } from '../same-rows.ts';
import { valueOf } from '../../support/value-of.ts';
import { giftOf } from './bulk-shop.ts';
import { fillMembers } from './fill-members.ts';
import type { Ground, Ledger } from './ground.ts';
import { openLedger } from './open-ledger.ts';
import { giveRaw } from './raw-gift.ts';

const members = 3000;
const tables = {
  accounts: 'member_id',
  records: 'kind, key',
  entries: 'member_id, sequence',
  notes: 'member_id, sequence',
};

/**
 * Proves on copies of a ledger that a job and the baseline write the same: after the same gift at the same time every
 * table has equal rows. Positions, which are numbers of transactions or of rows, may only not be missing.
 *
 * @throws Error naming the first row that differs.
 */
export async function proveEqual(ground: Ground): Promise<void> {
  const raw = await fillMembers(ground, 'proof_raw', { members, entries: 3 });
  const ours = await ground.copy(raw, 'proof_ours');
  const now = Date.now();
  const pointbook = openLedger(ground.store, ours.target, () => now);
  const gift = giftOf('proof');
  valueOf(await pointbook.jobs.startBulk(gift));
  for await (const step of pointbook.jobs.runJob({ jobId: gift.jobId })) valueOf(step);
  const { findings } = valueOf(await verify(pointbook));
  if (findings.length > 0) throw new Error(`The ledger is not sound: ${JSON.stringify(findings[0])}`);
  valueOf(await pointbook.close());
  await giveRaw(raw, gift.jobId, now);
  for (const [table, keys] of Object.entries(tables)) {
    const [written, baseline] = [await rowsOf(ours, table, keys), await rowsOf(raw, table, keys)];
    sameRows(table, written, baseline, 'raw-gift.ts');
    if (written.length < members) throw new Error(`There are only ${written.length} rows in ${table}.`);
  }
  await ground.remove(ours);
  await ground.remove(raw);
}

async function rowsOf({ prefix, read }: Ledger, table: string, keys: string): Promise<Row[]> {
  const rows: Row[] = [];
  // The job is a record of ours alone.
  const where = table === 'records' ? `WHERE kind <> (SELECT word FROM ${prefix}words WHERE name = 'job')` : '';
  await read({ text: `SELECT * FROM ${prefix}${table} ${where} ORDER BY program, ${keys}` }, ({ position, ...row }) => {
    rows.push(position === undefined ? row : { ...row, isPlaced: Number(position) > 0 });
  });
  return rows;
}
