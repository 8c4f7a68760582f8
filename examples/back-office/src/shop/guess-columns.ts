import type { ImportQuery } from '@pointbook/core/jobs';
import type Database from 'better-sqlite3';
import type { OpenLedger } from './ledger.ts';
import { presetColumns } from './preset-columns.ts';

/** What says whose points a row is about. */
const whoColumns = ['memberId', 'phone', 'email', 'cardCode'] as const;
const personColumns = ['name', 'firstName', 'lastName', 'birthday', 'tier'] as const;
const endColumns = ['endsAt', 'endsUnlessActive', 'availableFrom'] as const;
const noteColumns = ['reason', 'comment', 'key'] as const;

/** What the columns of a file may be, by what its rows do. */
export const importColumns = {
  add: [...whoColumns, 'points', ...noteColumns],
  set: [...whoColumns, 'balance', 'expectedBalance', ...noteColumns],
  opening: [...whoColumns, 'balance', ...personColumns, ...endColumns, ...noteColumns],
} as const;

export type ImportColumn = (typeof importColumns)[ImportQuery['mode']][number];

/** What people call columns, in the plain form of `plainName`, where it is not their own name. */
const otherNames: Readonly<Partial<Record<ImportColumn, string>>> = {
  memberId: 'id customer customerid customernumber customercode memberno membernumber idpelanggan nomorpelanggan',
  phone: 'mobile mobilephone mobilenumber telephone tel phonenumber nohp hp telepon nomortelepon',
  email: 'emailaddress mail surel',
  cardCode: 'card cardnumber cardno barcode nomorkartu',
  points: 'pts pointstoadd poin',
  balance: 'points pointsbalance loyaltypoints currentbalance saldo saldopoin poin',
  name: 'fullname customername nama namalengkap',
  firstName: 'givenname forename namadepan',
  lastName: 'surname familyname namabelakang',
  birthday: 'dob dateofbirth birthdate tanggallahir',
  tier: 'level group customergroup tingkat',
  endsAt: 'expires expiry expirydate validuntil kedaluwarsa',
  // What staff noted is not for the customer.
  reason: 'alasan catatan note notes',
  comment: 'komentar',
};

/**
 * What each column of a file probably is, by its name: what the program that wrote it calls so, or else what shops call
 * so. A column may be several things, or none.
 */
export function guessColumns(
  names: readonly string[],
  query: ImportQuery,
  ledger: OpenLedger,
  database: Database.Database,
): readonly (readonly ImportColumn[])[] {
  const { mode } = query;
  const known: readonly ImportColumn[] = importColumns[mode];
  const preset = query.from === undefined ? null : presetColumns(query, ledger, database);
  const called = preset === null ? calledByShops(known) : [...preset, ...calledAsKnown(known, preset)];
  const taken = new Set<string>();
  const guesses = names.map(() => [] as ImportColumn[]);
  const places = names.map(plainName);
  for (const { name, column } of called) {
    const place = places.indexOf(plainName(name));
    const isWho = whoColumns.some((who) => who === column);
    const isWhoKnown = mode !== 'opening' && isWho && whoColumns.some((who) => taken.has(who));
    const wanted = known.find((each) => each === column);
    if (place === -1 || wanted === undefined || taken.has(wanted) || isWhoKnown) continue;
    taken.add(wanted);
    guesses[place]?.push(wanted);
  }
  return guesses;
}

/** What two names of one column have in common, such as "Phone Number" and "phone_number". */
function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

type Called = { readonly name: string; readonly column: string | null };

/** The own names of columns, where a program does not call something else so. */
function calledAsKnown(known: readonly ImportColumn[], preset: readonly Called[]): readonly Called[] {
  return known
    .filter((column) => !preset.some(({ name }) => plainName(name) === plainName(column)))
    .map((column) => ({ name: column, column }));
}

/** The names by which shops call columns. A name that two columns have is that of the first. */
function calledByShops(known: readonly ImportColumn[]): readonly Called[] {
  const all = known.flatMap((column) =>
    [column, ...(otherNames[column]?.split(' ') ?? [])].map((name) => ({ name, column })),
  );
  return all.filter(({ name }, index) => all.findIndex((each) => plainName(each.name) === plainName(name)) === index);
}
