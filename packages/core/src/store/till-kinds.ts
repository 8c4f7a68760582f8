import type { AnyRecordKind, KindsByName } from '../kernel/record.ts';
import { profiles, profileSaves } from '../members/profile-record.ts';
import { programVersions } from '../program/program-versions.ts';
import { pastBases, replacedSales } from '../sales/invoice/past-of-invoice.ts';
import { invoices } from '../sales/invoice/invoices.ts';
import { refunds } from '../sales/invoice/refund-record.ts';
import { payments } from '../sales/invoice/payment-record.ts';
import { ledgerRecords } from './ledger-record.ts';

/** The kinds of records that the verbs of a till keep. Plugins name their own in `records`. */
export const tillKinds: readonly AnyRecordKind[] = [
  programVersions,
  profiles,
  profileSaves,
  invoices,
  payments,
  refunds,
  replacedSales,
  pastBases,
];

/** The kinds that a ledger knows, beside its own record of itself. */
export function kindsByName(kinds: readonly AnyRecordKind[]): KindsByName {
  return new Map([...kinds, ledgerRecords].map((kind) => [kind.kind, kind]));
}
