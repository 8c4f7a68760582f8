import { describe } from 'vitest';
import { dueKills } from './due-kills.ts';
import { postgresPlace } from './postgres-race-place.ts';

describe('background work on one PostgreSQL', () => {
  dueKills(postgresPlace);
});
