import { ledgerOfRows, type LedgerRows } from '@pointbook/core/store';
import { byKind, pluginKinds } from '../view/kinds.ts';
import { canonicalDump, type LedgerDump } from './ledger-dump.ts';

/** The dump of a ledger whose rows were read: core says what their texts mean. */
export function dumpOfRows(rows: LedgerRows): LedgerDump {
  const { records, ...ledger } = ledgerOfRows(rows, pluginKinds);
  return canonicalDump({ ...ledger, ...byKind(({ kind }) => records.get(kind) ?? []) });
}
