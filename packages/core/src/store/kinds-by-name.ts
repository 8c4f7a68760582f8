import { coreKinds } from '../records/kinds.ts';
import { ledgerRecords } from './ledger-record.ts';
import type { KindsByName } from './loading.ts';

/** The kinds of a ledger by name: those that every ledger knows, and those of plugins. */
export function kindsByName(more: readonly (typeof coreKinds)[number][] = []): KindsByName {
  return new Map([...coreKinds, ledgerRecords, ...more].map((kind) => [kind.kind, kind]));
}
