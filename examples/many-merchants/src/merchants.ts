import { setTimeout as pause } from 'node:timers/promises';
import { createPointbook, type Pointbook, type ProgramDefinition } from '@pointbook/core';
import { postgresStore, type PostgresStore } from '@pointbook/postgres';
import type pg from 'pg';
import type { Directory } from './directory.ts';
import { poolOf, type Servers } from './servers.ts';

/** The schema of a merchant: its id has small letters, digits and hyphens. */
export function schemaOf(programId: string): string {
  return `m_${programId.replaceAll('-', '_')}`;
}

/** The program of a merchant; a host keeps what each has chosen. */
export function programOf(programId: string): ProgramDefinition {
  return {
    programId,
    name: programId,
    timeZone: 'Asia/Jakarta',
    currency: 'IDR',
    earn: { rules: [{ ruleId: 'spend', earn: { per: 'amount', points: 1, of: 1000 } }] },
  };
}

/** A merchant's store on a server; it gives up early, so that a call looks soon whether the merchant was moved. */
export function storeOf(pool: pg.Pool, schema: string): PostgresStore {
  return postgresStore(pool, { schema, lockTimeoutMs: 500, retryForMs: 1000 });
}

/** What an answer of a ledger is like, as far as it is needed here. */
interface Answer {
  isErr(): this is { readonly error: { readonly kind: string } };
}

/** How often to look where a merchant is, while it is on the way from one server to another. */
const tries = 200;
const pauseMs = 50;

/** The ledgers of all merchants, each on the server that has it. */
export function openMerchants(servers: Servers, directory: Directory) {
  const open = new Map<string, { readonly server: string; readonly pointbook: Pointbook }>();

  const ledgerOf = async (programId: string): Promise<Pointbook> => {
    const server = await directory.serverOf(programId);
    const known = open.get(programId);
    if (known?.server === server) return known.pointbook;
    const store = storeOf(poolOf(servers, server), schemaOf(programId));
    const pointbook = createPointbook({ program: programOf(programId), store });
    open.set(programId, { server, pointbook });
    // The merchant was moved: what the old store knows of names and numbers is of the other server.
    await known?.pointbook.close();
    return pointbook;
  };

  return {
    /**
     * Asks a merchant's ledger. When its store fails, as it does during a move and after one, it looks again where the
     * merchant is. A command that is sent again finds its receipt by its id, so nothing is done twice.
     */
    ask: async <A extends Answer>(programId: string, call: (pointbook: Pointbook) => PromiseLike<A>): Promise<A> => {
      for (let left = tries; ; left--) {
        const answer = await call(await ledgerOf(programId));
        if (left === 0 || !answer.isErr() || !answer.error.kind.startsWith('store-')) return answer;
        await pause(pauseMs);
      }
    },
    close: async () => {
      for (const { pointbook } of open.values()) await pointbook.close();
    },
  };
}

export type Merchants = ReturnType<typeof openMerchants>;
