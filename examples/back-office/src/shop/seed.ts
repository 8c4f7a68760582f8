import { renameSync, rmSync } from 'node:fs';
import type { Clock } from '@pointbook/core';
import { orThrow } from '@pointbook/core/errors';
import Database from 'better-sqlite3';
import { readDemoDay } from './demo-day.ts';
import { type Customer, Directory } from './directory.ts';
import { Inbox } from './inbox.ts';
import { openLedger } from './ledger.ts';
import { Register, type Sale } from './register.ts';

/** The sales of the file are of one day. In the shop they are spread over so many days before today. */
const days = 90;
/** The last few are of the last hours, so that the day has begun. */
const fresh = 6;
const freshMs = 45 * 60_000;
const dayMs = 86_400_000;

/**
 * Makes a shop's file: customers, three months of sales, and points that were spent. The file is there once all is in
 * it, so that a start that was cut short leaves none.
 */
export async function makeShop(file: string, now = Date.now()): Promise<void> {
  const unfinished = `${file}.unfinished`;
  for (const end of ['', '-wal', '-shm']) rmSync(`${unfinished}${end}`, { force: true });
  const database = new Database(unfinished);
  await fill(unfinished, database, now);
  database.close();
  renameSync(unfinished, file);
}

async function fill(file: string, database: Database.Database, now: number): Promise<void> {
  const [directory, register] = [new Directory(database), new Register(database)];
  const day = readDemoDay();
  const begin = now - days * dayMs;
  let time = begin;
  const clock: Clock = { now: () => time };
  const ledger = await openLedger(file, database, new Inbox(database, clock), clock);
  const { pointbook } = ledger;

  const customers = day.memberIds.map(customerOf);
  for (const { memberId, name, phone, email } of customers) {
    orThrow(await pointbook.saveMember({ memberId, name, phone, email, emailVerified: true, phoneVerified: true }));
  }
  directory.put(customers);

  for (const [index, sold] of day.sales.entries()) {
    const left = day.sales.length - index;
    const spread = begin + Math.floor(((index + 1) * (days * dayMs)) / (day.sales.length + 1));
    time = left > fresh ? spread : now - left * freshMs;
    const sale = { ...sold, soldAt: new Date(time) };
    register.put(sale);
    const { invoiceId, memberId, total, lines } = sale;
    const command = { invoiceId, total, currency: 'GBP', soldAt: sale.soldAt, lines: lines.map(lineOf) };
    const saved = orThrow(await pointbook.saveInvoice({ ...command, ...(memberId !== null && { memberId }) }));
    // One of the last sales is not paid yet.
    if (total > 0 && left !== 3)
      orThrow(
        await pointbook.recordPayment({ invoiceId, paymentId: `${invoiceId}-paid`, amount: total, currency: 'GBP' }),
      );
    const available = saved.balance?.available ?? 0;
    if (memberId !== null && index % 4 === 3 && available >= 100) {
      const points = Math.min(200, Math.floor(available / 100) * 100);
      orThrow(await pointbook.redeemPoints({ memberId, redemptionId: `spent-${invoiceId}`, points }));
    }
  }
  await ledger.close();
}

function lineOf({ lineId, sku, quantity, net }: Sale['lines'][number]) {
  return { lineId, ...(sku !== null && { sku }), quantity: String(quantity), net };
}

const firstNames = [
  'Ayu',
  'Budi',
  'Citra',
  'Dewi',
  'Eka',
  'Agnes',
  'Fiona',
  'George',
  'Hannah',
  'Idris',
  'Joan',
  'Kwame',
  'Lena',
];
const lastNames = [
  'Ashworth',
  'Bello',
  'Clarke',
  'Darmawan',
  'Evans',
  'Fraser',
  'Grant',
  'Hartono',
  'Iyer',
  'Jones',
  'Kusuma',
];

/** The file has numbers alone: the names are made up, and the phones are of the range for stories. */
function customerOf(
  memberId: string,
  index: number,
): Customer & { readonly name: string; phone: string; email: string } {
  const first = firstNames[index % firstNames.length] ?? '';
  const last = lastNames[Math.floor(index / 2) % lastNames.length] ?? '';
  const phone = `+447700900${String(index).padStart(3, '0')}`;
  return {
    memberId,
    name: `${first} ${last}`,
    phone,
    email: `${first}.${last}.${memberId}@shop.example`.toLowerCase(),
  };
}
