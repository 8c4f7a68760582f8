import {
  type AsyncJoinablePointbook,
  createPointbook,
  type Pointbook,
  type ProgramDefinition,
  type ProgramId,
} from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { postgresStore, type PostgresStore } from '@pointbook/postgres';
import { auditLedger, type LedgerDump } from '@pointbook/testing';
import type pg from 'pg';
import { expect, inject, onTestFinished } from 'vitest';
import { dropSchema, dumpOf, freshSchema } from '../support/postgres/postgres-ledger.ts';
import type { Ground } from './workers/postgres-jobs.ts';
import { shop } from './workers/shop.ts';
import { valueOf } from '../support/value-of.ts';

/** A till with connections of its own. */
export interface Till {
  readonly store: PostgresStore;
  readonly pointbook: AsyncJoinablePointbook<pg.ClientBase>;
}

/** A ledger in PostgreSQL for one test, which ends with it; its first till, and more of them. */
export interface RaceLedger extends Till {
  readonly ground: Ground;
  openTill(): Till;
  dump(): Promise<LedgerDump>;
}

/** An empty ledger, with members who have so many points. */
export async function openRace(
  balances: Readonly<Record<string, number>> = {},
  program: ProgramDefinition = shop,
): Promise<RaceLedger> {
  const ground = { url: inject('databaseUrl'), schema: freshSchema() };
  const stores: PostgresStore[] = [];
  const openTill = (): Till => {
    const store = postgresStore(ground.url, { schema: ground.schema, connections: 4 });
    stores.push(store);
    return { store, pointbook: createPointbook({ program, store }) };
  };
  onTestFinished(async () => {
    for (const store of stores) await store.close();
    await dropSchema(ground.schema);
  });
  const first = openTill();
  await give(first.pointbook, balances);
  const dump = () => dumpOf(ground.schema, program.programId as ProgramId);
  return { ground, ...first, openTill, dump };
}

/** Enrols members, many at once, and gives them their points. */
async function give(pointbook: Pointbook, balances: Readonly<Record<string, number>>): Promise<void> {
  const gift = { direction: 'add', actor: 'ann', reason: 'to begin with', idempotencyKey: 'first' } as const;
  const members = Object.entries(balances);
  for (let from = 0; from < members.length; from += 500) {
    const some = members.slice(from, from + 500);
    const enrolled = await Promise.all(some.map(([memberId]) => pointbook.enrolMember({ memberId })));
    for (const each of enrolled) valueOf(each);
    const rich = some.filter(([, points]) => points > 0);
    const given = await Promise.all(
      rich.map(([memberId, points]) => pointbook.adjustPoints({ ...gift, memberId, points })),
    );
    for (const each of given) valueOf(each);
  }
}

/** What neither `verify` nor the auditor may find fault with. */
export async function expectSound({ pointbook, dump }: RaceLedger): Promise<LedgerDump> {
  const kept = await dump();
  expect(valueOf(await verify(pointbook)).findings).toEqual([]);
  expect(auditLedger(kept)).toEqual([]);
  return kept;
}
