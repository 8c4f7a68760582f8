import { describe } from 'vitest';
import { jobKills } from './job-kills.ts';
import { postgresPlace } from './postgres-race-place.ts';

describe('jobs on one PostgreSQL', () => {
  jobKills(postgresPlace);
});
