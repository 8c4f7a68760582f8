import { describe, inject, onTestFinished } from 'vitest';
import { dropSchema, dumpOf, freshSchema } from '../support/postgres-ledger.ts';
import { jobKills } from './job-kills.ts';

describe('jobs on one PostgreSQL', () => {
  jobKills(async () => {
    const place = { url: inject('databaseUrl'), schema: freshSchema() };
    onTestFinished(async () => dropSchema(place.schema));
    return { place, dump: async () => dumpOf(place.schema, 'shop' as never) };
  });
});
