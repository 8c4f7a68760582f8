import { createPointbook, type Finding, type Pointbook } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import { memoryStore } from '@pointbook/memory';
import { valueOf } from '../support/specification/steps.ts';
import { warung } from '../support/shops/warung.ts';
import { expect } from 'vitest';
import type { Hand } from './hands.ts';

/** What a hand does, and the finding that must name it. */
export interface HandMadeDamage {
  readonly name: string;
  readonly finds: Partial<Finding>;
  damage(hand: Hand): Promise<void>;
}

type Till = Pick<Pointbook, 'enrolMember' | 'updateMember' | 'saveInvoice' | 'adjustPoints' | 'recordPayment'>;

const sale = { invoiceId: 'I-1', memberId: 'ayu', currency: 'IDR', total: 100_000 };

/** A member whose profile was saved four times, with two sales; one of them was edited twice. */
export async function keepShop(store: RecordStore): Promise<Pointbook> {
  const ledger = createPointbook({ program: warung(), store });
  valueOf(await ledger.enrolMember({ memberId: 'ayu' }));
  for (const name of ['A', 'Ay', 'Ayu']) valueOf(await ledger.updateMember({ memberId: 'ayu', changes: { name } }));
  for (const total of [100_000, 120_000, 90_000]) valueOf(await ledger.saveInvoice({ ...sale, total }));
  await sell(ledger, 'I-2');
  return ledger;
}

async function sell(ledger: Till, invoiceId: string): Promise<void> {
  valueOf(await ledger.saveInvoice({ ...sale, invoiceId, total: 50_000 }));
}

/** A record as the ledger writes one, its checksum too, of a shop where it came about. */
async function forged(kind: string, key: string, happens: (till: Till) => Promise<unknown>): Promise<string> {
  const store = memoryStore();
  const ledger = createPointbook({ program: warung(), store });
  valueOf(await ledger.enrolMember({ memberId: 'ayu' }));
  await happens(ledger);
  const rows = valueOf(await store.rows.records(warung().programId as never, kind, null, 10));
  const body = rows.find((row) => row.key === key)?.body;
  expect(body).toBeDefined();
  return body ?? '';
}

/** Puts a record beside the others, as the kind that a word names. */
async function insert(hand: Hand, kind: string, key: string, body: string): Promise<void> {
  const [records, words] = [hand.table('records'), hand.table('words')];
  await hand.run(`INSERT INTO ${words} (word, name) SELECT 999, '${kind}'
    WHERE NOT EXISTS (SELECT 1 FROM ${words} WHERE name = '${kind}')`);
  await hand.run(`INSERT INTO ${records} (program, kind, format, version, key, body)
    SELECT program, (SELECT word FROM ${words} WHERE name = '${kind}'), format, NULL, '${key}', ${text(body)}
    FROM ${records} WHERE key = 'I-1'`);
}

async function payTwice(till: Till): Promise<void> {
  await sell(till, 'I-2');
  const paid = { invoiceId: 'I-2', currency: 'IDR', amount: 10_000 };
  valueOf(await till.recordPayment({ ...paid, paymentId: 'P-1' }));
  valueOf(await till.recordPayment({ ...paid, paymentId: 'P-2' }));
}

async function edit(till: Till): Promise<void> {
  await sell(till, 'I-2');
  valueOf(await till.saveInvoice({ ...sale, invoiceId: 'I-2' }));
}

const ofKind = ({ table }: Hand, kind: string) => `kind = (SELECT word FROM ${table('words')} WHERE name = '${kind}')`;
const text = (value: unknown) => `'${String(value).replaceAll("'", "''")}'`;

export const handMadeDamages: readonly HandMadeDamage[] = [
  {
    name: 'an entry that was moved behind the member’s next one in the feed',
    finds: {
      memberId: 'ayu' as never,
      sequence: 2,
      problem: 'The entry stands in the feed before entry 1, which was written earlier.',
    },
    async damage({ table, run }) {
      const entries = table('entries');
      await run(`UPDATE ${entries} SET position = (SELECT max(position) + 1000 FROM ${entries}) WHERE sequence = 1`);
    },
  },
  {
    name: 'a sale that never took place, with a right checksum',
    finds: {
      memberId: 'ayu' as never,
      problem: 'The sale "I-3" says that it gave the member points, and no entry does.',
    },
    async damage({ table, run }) {
      const body = text(await forged('invoice', 'I-3', (till) => sell(till, 'I-3')));
      await run(`INSERT INTO ${table('records')} (program, kind, format, version, key, body)
        SELECT program, kind, format, version, 'I-3', ${body} FROM ${table('records')} WHERE key = 'I-1'`);
    },
  },
  {
    name: 'the second payment of a sale that was never paid, with a right checksum',
    finds: {
      memberId: 'ayu' as never,
      problem: expect.stringContaining('The sale "I-2" says of its payments 0, 0 received'),
    },
    damage: async (hand) => insert(hand, 'payment', '3 I-2 P-2', await forged('payment', '3 I-2 P-2', payTwice)),
  },
  {
    name: 'a replaced save of a sale that was never edited, with a right checksum',
    finds: { memberId: 'ayu' as never, problem: 'The record replaced-sale "3 I-2 1" is of no past of its sale.' },
    damage: async (hand) => insert(hand, 'replaced-sale', '3 I-2 1', await forged('replaced-sale', '3 I-2 1', edit)),
  },
  {
    name: 'two sales whose texts were swapped',
    finds: { problem: expect.stringContaining('The record invoice "I-1" is not as Pointbook wrote it') },
    async damage(hand) {
      const where = (key: string) => `${ofKind(hand, 'invoice')} AND key = '${key}'`;
      const bodies = await Promise.all(
        ['I-1', 'I-2'].map((key) => hand.all(`SELECT body FROM ${hand.table('records')} WHERE ${where(key)}`)),
      );
      const [one, two] = bodies.map(([row]) => text(row?.['body']));
      await hand.run(`UPDATE ${hand.table('records')} SET body = ${two} WHERE ${where('I-1')}`);
      await hand.run(`UPDATE ${hand.table('records')} SET body = ${one} WHERE ${where('I-2')}`);
    },
  },
  {
    name: 'a sale that an edit replaced and that is gone',
    finds: { memberId: 'ayu' as never, problem: 'The record replaced-sale "3 I-1 2" is missing.' },
    async damage(hand) {
      await hand.run(`DELETE FROM ${hand.table('records')} WHERE ${ofKind(hand, 'replaced-sale')} AND key = '3 I-1 2'`);
    },
  },
  {
    name: 'a save of a profile that is gone, and its place in the list with it',
    finds: {
      memberId: 'ayu' as never,
      problem: expect.stringMatching('The record profile-save "version [23]" is missing.'),
    },
    async damage(hand) {
      const key = `(SELECT min(key) FROM ${hand.table('records')} WHERE ${ofKind(hand, 'profile-save')})`;
      await hand.run(`DELETE FROM ${hand.table('lists')} WHERE ${ofKind(hand, 'profile-save')} AND key = ${key}`);
      await hand.run(`DELETE FROM ${hand.table('records')} WHERE ${ofKind(hand, 'profile-save')} AND key = ${key}`);
    },
  },
];
