import { createPointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import type { RecordStore } from '@pointbook/core/store';
import { postOffice } from '../support/shops/post-office.ts';
import { valueOf } from '../support/value-of.ts';
import { warung } from '../support/shops/warung.ts';
import { keepShop } from './hand-made-damage.ts';
import type { Hand } from './hands.ts';

const renamed = (table: string, column: string, name: string, other: string) =>
  `UPDATE ${table} SET ${column} = '${other}' WHERE ${column} = '${name}'`;
const swapped = (table: string, column: string, one: string, other: string) =>
  [
    renamed(table, column, one, 'between'),
    renamed(table, column, other, one),
    renamed(table, column, 'between', other),
  ].join(';\n');

/** What a hand or a flipped bit changes in the tables of names. */
export const changedNames: readonly { readonly what: string; change(hand: Hand): string }[] = [
  {
    what: 'a cause that was renamed',
    change: ({ table }) => renamed(table('words'), 'name', 'invoice-saved', 'points-given'),
  },
  {
    what: 'two causes that were swapped',
    change: ({ table }) => swapped(table('words'), 'name', 'invoice-saved', 'invoice-edited'),
  },
  {
    what: 'a kind of record that was renamed',
    change: ({ table }) => renamed(table('words'), 'name', 'invoice', 'bill'),
  },
  {
    what: 'two kinds of record that were swapped',
    change: ({ table }) => swapped(table('words'), 'name', 'profile-save', 'replaced-sale'),
  },
  {
    what: 'a kind of record that nothing else names, which was renamed',
    change: ({ table }) => renamed(table('words'), 'name', 'code-budget', 'code-budgeu'),
  },
  {
    what: 'a kind of record whose number was changed',
    change: ({ table }) => `UPDATE ${table('words')} SET word = -30000 WHERE name = 'code-budget'`,
  },
  {
    what: 'a kind of record whose name is gone',
    change: ({ table }) => `DELETE FROM ${table('words')} WHERE name = 'code-budget'`,
  },
  { what: 'a list that was renamed', change: ({ table }) => renamed(table('words'), 'name', 'owner', 'holder') },
  { what: 'a unique value that was renamed', change: ({ table }) => renamed(table('words'), 'name', 'phone', 'fone') },
  {
    what: 'a program that was renamed',
    change: ({ table }) => renamed(table('programs'), 'program_id', 'warung', 'warunf'),
  },
  {
    what: 'two programs that were swapped',
    change: ({ table }) => swapped(table('programs'), 'program_id', 'warung', 'kopi'),
  },
  {
    what: 'a program whose number was changed',
    change: ({ table }) => `UPDATE ${table('programs')} SET program = 77 WHERE program_id = 'warung'`,
  },
  {
    what: 'a program whose name is gone',
    change: ({ table }) => `DELETE FROM ${table('programs')} WHERE program_id = 'warung'`,
  },
  {
    what: 'rules that stand under another fingerprint',
    change: ({ table }) => `UPDATE ${table('versions')} SET fingerprint = 'x' || fingerprint`,
  },
];

/** Two shops in one database. In the first one Budi was sent a code. */
export async function keepShops(store: RecordStore): Promise<void> {
  await keepShop(store);
  const { codes, ...ledger } = createPointbook({ ...postOffice().equipment, program: warung(), store });
  valueOf(await ledger.enrolMember({ memberId: 'budi', phone: '+628110002' }));
  valueOf(await ledger.saveInvoice({ invoiceId: 'I-B', memberId: 'budi', currency: 'IDR', total: 90_000 }));
  valueOf(await codes.requestRedemption({ memberId: 'budi', redemptionId: 'RD', points: 5 }));
  const other = createPointbook({ program: warung({ programId: 'kopi' }), store, newProgram: true });
  valueOf(await other.enrolMember({ memberId: 'ayu' }));
  valueOf(await other.saveInvoice({ invoiceId: 'I-1', memberId: 'ayu', currency: 'IDR', total: 10_000 }));
}

/** What is found of the first one by a process that has none of its plugins. */
export async function problemsIn(store: RecordStore): Promise<readonly string[]> {
  const checked = await verify(createPointbook({ program: warung(), store }));
  return checked.match(
    ({ findings }) => findings.map(({ problem }) => problem),
    ({ message }) => [message],
  );
}
