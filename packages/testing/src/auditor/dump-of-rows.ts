import { ledgerOfRows, type LedgerRows } from '@pointbook/core/store';
import { pluginKinds } from '../view/kinds.ts';
import { canonicalDump, type LedgerDump } from './ledger-dump.ts';

/** The dump of a ledger whose rows were read: core says what their texts mean. */
export function dumpOfRows(rows: LedgerRows): LedgerDump {
  const { records, ...ledger } = ledgerOfRows(rows, pluginKinds);
  const ofKind = <Part extends keyof LedgerDump>(kind: string) =>
    (records.get(kind) ?? []) as unknown as LedgerDump[Part];
  return canonicalDump({
    ...ledger,
    profiles: ofKind<'profiles'>('profile'),
    profileSaves: ofKind<'profileSaves'>('profile-save'),
    invoices: ofKind<'invoices'>('invoice'),
    payments: ofKind<'payments'>('payment'),
    refunds: ofKind<'refunds'>('refund'),
    pastBases: ofKind<'pastBases'>('basis'),
    replacedSales: ofKind<'replacedSales'>('replaced-sale'),
    challenges: ofKind<'challenges'>('challenge'),
    budgets: ofKind<'budgets'>('code-budget'),
    jobs: ofKind<'jobs'>('job'),
    jobProblems: ofKind<'jobProblems'>('job-problem'),
  });
}
