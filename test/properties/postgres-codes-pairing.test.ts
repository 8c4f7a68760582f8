import { createPointbook, type ProgramId } from '@pointbook/core';
import { fakeClock } from '@pointbook/testing';
import fc from 'fast-check';
import { postgresStore } from '@pointbook/postgres';
import { describe, inject, test } from 'vitest';
import { dropSchema, dumpOf, freshSchema } from '../support/postgres/postgres-ledger.ts';
import { postOffice } from '../support/shops/post-office.ts';
import { runs, start } from '../support/properties/worlds.ts';
import { crowdProgram, crowds, expectPairs } from './codes/crowd.ts';

describe('codes', () => {
  test('[27] redemptions by code and used codes are one to one, under concurrent calls (PostgreSQL)', async () => {
    const pair = fc.asyncProperty(crowds, async (acts) => {
      const schema = freshSchema();
      const stores = [1, 2, 3].map(() => postgresStore(inject('databaseUrl'), { schema, connections: 2 }));
      const { equipment, outbox } = postOffice();
      const clock = fakeClock(start);
      const tills = stores.map((store) => createPointbook({ ...equipment, program: crowdProgram, store, clock }));
      const dump = async () => dumpOf(schema, crowdProgram.programId as ProgramId);
      try {
        await expectPairs({ tills, clock, outbox, dump }, acts, () => {});
      } finally {
        for (const store of stores) await store.close();
        await dropSchema(schema);
      }
    });
    await fc.assert(pair, { numRuns: Math.ceil(runs / 40) });
  });
});
