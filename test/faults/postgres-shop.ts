import { type AsyncJoinablePointbook, createPointbook, type ProgramId } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { postgresStore, type PostgresStore, type PostgresStoreOptions } from '@pointbook/postgres';
import { auditLedger, type LedgerDump } from '@pointbook/testing';
import type { Result, ResultAsync } from 'neverthrow';
import pg from 'pg';
import { expect } from 'vitest';
import { postgresDump } from '../support/postgres/postgres-dump.ts';
import { freshSchema } from '../support/postgres/postgres-ledger.ts';
import type { WhenOver } from './postgres-proxy.ts';
import { program } from './unharmed-ledger.ts';

/** A shop's ledger on a server where things go wrong, and the means to look at it past them. */
export interface PostgresShop {
  readonly schema: string;
  /** Connections that lead to the server itself. */
  readonly pool: pg.Pool;
  readonly store: PostgresStore;
  readonly ledger: AsyncJoinablePointbook<pg.ClientBase>;
  /** The whole ledger, when neither `verify` nor the auditor finds fault with it. */
  soundDump(): Promise<LedgerDump>;
}

/** Members of the shop; each begins with 1,000 points. */
export const members = ['A', 'B', 'C', 'D'];

/** A shop on a server, for one test. `target` is what its store is given: the url of the server itself unless said. */
export async function openShop(
  url: string,
  whenOver: WhenOver,
  { target = url, ...options }: PostgresStoreOptions & { readonly target?: string | pg.Pool } = {},
): Promise<PostgresShop> {
  const schema = freshSchema();
  const pool = new pg.Pool({ connectionString: url, max: 8 });
  pool.on('error', () => {});
  const store = postgresStore(target, { schema, connections: 4, ...options });
  const ledger = createPointbook({ program, store });
  const calm = createPointbook({ program, store: postgresStore(pool, { schema }) });
  whenOver(async () => {
    await store.close();
    if (typeof target !== 'string' && target !== pool) await target.end();
    await pool.end();
  });
  for (const memberId of members) await good(ledger.enrolMember({ memberId }));
  for (const memberId of members) await good(ledger.adjustPoints(gift(memberId, 1000, 'to begin with')));
  return {
    schema,
    pool,
    store,
    ledger,
    soundDump: async () => {
      expect((await good(verify(calm))).findings).toEqual([]);
      const dump = await postgresDump(pool, schema, program.programId as ProgramId);
      expect(auditLedger(dump)).toEqual([]);
      return dump;
    },
  };
}

/** The command that gives a member points. */
export function gift(memberId: string, points: number, idempotencyKey: string) {
  return { memberId, points, direction: 'add', actor: 'ann', reason: 'a gift', idempotencyKey } as const;
}

/** What a call that must succeed answers. */
export async function good<T>(call: ResultAsync<T, unknown> | Promise<Result<T, unknown>>): Promise<T> {
  const result = await call;
  if (result.isErr()) throw new Error(JSON.stringify(result.error), { cause: result.error });
  return result.value;
}
