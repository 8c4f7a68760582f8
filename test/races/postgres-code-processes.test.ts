import { describe } from 'vitest';
import { codeRaces } from './code-races.ts';
import { postgresPlace } from './postgres-race-place.ts';

describe('codes between processes on one PostgreSQL', () => {
  codeRaces(postgresPlace);
});
