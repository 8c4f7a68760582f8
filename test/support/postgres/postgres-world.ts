import { postgresReusedLedger } from './postgres-ledger.ts';
import { type Place, runs } from '../properties/worlds.ts';

/** PostgreSQL, for tests whose path says so. */
export const postgres: Place = {
  name: 'PostgreSQL',
  runs: Math.ceil(runs / 8),
  makeHarness: postgresReusedLedger,
};
