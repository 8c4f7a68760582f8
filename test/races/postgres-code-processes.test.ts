import { describe, inject, onTestFinished } from 'vitest';
import { dropSchema, dumpOf, freshSchema } from '../support/postgres-ledger.ts';
import { codeRaces } from './code-races.ts';

describe('codes between processes on one PostgreSQL', () => {
  codeRaces(async () => {
    const place = { url: inject('databaseUrl'), schema: freshSchema() };
    onTestFinished(async () => dropSchema(place.schema));
    return { place, dump: async () => dumpOf(place.schema, 'shop' as never) };
  });
});
