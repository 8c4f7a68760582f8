import { describe } from 'vitest';
import { mistakeRaces } from './mistakes.ts';
import { postgresPlace } from './postgres-race-place.ts';

describe('mistakes between processes on one PostgreSQL', () => {
  mistakeRaces(postgresPlace);
});
