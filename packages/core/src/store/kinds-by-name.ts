import type { AnyRecordKind } from '../kernel/record.ts';

/** The kinds of records that a ledger knows, by name. */
export type KindsByName = ReadonlyMap<string, AnyRecordKind>;
