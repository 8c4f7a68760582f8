import { join } from 'node:path';
import type { Clock } from '@pointbook/core';
import { orThrow } from '@pointbook/core/errors';
import Database from 'better-sqlite3';
import { type Customer, Directory } from '../../src/shop/directory.ts';
import { Inbox } from '../../src/shop/inbox.ts';
import { openLedger } from '../../src/shop/ledger.ts';
import { Register } from '../../src/shop/register.ts';

const dayMs = 86_400_000;
const days = 90;

/** How large the shop is. */
export interface Size {
  readonly customers: number;
  readonly sales: number;
}

/** Makes a shop's file: customers who brought points along, and sales over the last 90 days. */
export async function fillShop(folder: string, { customers, sales }: Size): Promise<void> {
  const file = join(folder, 'shop.db');
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  const [directory, register, inbox] = [new Directory(database), new Register(database), new Inbox(database)];
  const now = Date.now();
  let time = now - days * dayMs;
  const clock: Clock = { now: () => time };
  const ledger = await openLedger(file, database, inbox, clock);
  const { pointbook } = ledger;
  const people = Array.from({ length: customers }, (_, index) => customerOf(index));
  directory.put(people);
  const source = () => [new TextEncoder().encode(fileOf(people, now))];
  orThrow(await pointbook.jobs.importFile({ mode: 'opening', source, actor: 'bench', reason: 'the benchmark' }));
  for (let index = 0; index < sales; index += 1) {
    time = now - days * dayMs + Math.floor(((index + 1) * days * dayMs) / (sales + 1));
    const { memberId } = customerOf((index * 7919) % customers);
    const [invoiceId, total] = [`S-${index}`, 5_00 + (index % 97) * 1_00];
    const soldAt = new Date(time);
    const line = { lineId: '1', sku: 'GIFT', net: total };
    orThrow(
      await pointbook.saveInvoice({
        invoiceId,
        memberId,
        currency: 'GBP',
        total,
        soldAt,
        lines: [{ ...line, quantity: '1' }],
      }),
    );
    orThrow(
      await pointbook.recordPayment({ invoiceId, paymentId: `${invoiceId}-paid`, amount: total, currency: 'GBP' }),
    );
    register.put({ invoiceId, memberId, soldAt, total, lines: [{ ...line, name: 'A gift', quantity: 1 }] });
  }
  await ledger.close();
  database.exec('ANALYZE');
  database.close();
}

const firstNames = ['Ayu', 'Budi', 'Citra', 'Dewi', 'Fiona', 'George', 'Hannah', 'Idris', 'Joan', 'Kwame', 'Lena'];
const lastNames = ['Ashworth', 'Bello', 'Clarke', 'Darmawan', 'Evans', 'Fraser', 'Grant', 'Hartono', 'Iyer', 'Jones'];

function customerOf(index: number): Customer {
  const memberId = `C-${index}`;
  const name = `${firstNames[index % 11]} ${lastNames[Math.floor(index / 11) % 10]}`;
  return {
    memberId,
    name,
    phone: `+4477${String(10_000_000 + index)}`,
    email: `${memberId}@shop.example`.toLowerCase(),
  };
}

function fileOf(people: readonly Customer[], now: number): string {
  const lines = people.map(({ memberId, name, phone, email }, index) => {
    const endsAt = new Date(now + (30 + (index % 330)) * dayMs).toISOString();
    return `${memberId},${10 + (index % 997)},${endsAt},${name},${phone},${email}`;
  });
  return `memberId,balance,endsAt,name,phone,email\n${lines.join('\n')}\n`;
}
