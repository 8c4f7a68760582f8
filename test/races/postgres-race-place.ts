import { inject, onTestFinished } from 'vitest';
import { dropSchema, dumpOf, freshSchema } from '../support/postgres/postgres-ledger.ts';

/** A schema for one test, which is gone with it, and what lies in it. */
export async function postgresPlace() {
  const place = { url: inject('databaseUrl'), schema: freshSchema() };
  onTestFinished(async () => dropSchema(place.schema));
  return { place, dump: async () => dumpOf(place.schema, 'shop' as never) };
}
