import { describe } from 'vitest';
import { jobKills } from './job-kills.ts';
import { sqlitePlace } from './sqlite-place.ts';

describe('jobs on one SQLite file', () => {
  jobKills(sqlitePlace);
});
