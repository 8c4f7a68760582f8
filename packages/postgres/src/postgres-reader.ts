import type { LedgerReader, StoreError } from '@pointbook/core';
import type { ResultAsync } from 'neverthrow';
import { memberColumns, memberOf, type Row } from './rows.ts';
import { prepared, type Question } from './session.ts';
import type { Tables } from './tables.ts';

export type Ask = (question: Question) => ResultAsync<readonly Row[], StoreError>;

export function postgresReader(tables: Tables, ask: Ask): LedgerReader {
  const member = prepared(`SELECT ${memberColumns} FROM ${tables.members} WHERE program_id = $1 AND member_id = $2`);
  return {
    member: (programId: string, memberId: string) =>
      ask({ statement: member, values: [programId, memberId] }).map(([row]) => (row ? memberOf(row) : null)),
  } as never;
}
