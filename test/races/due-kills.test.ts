import { describe } from 'vitest';
import { dueKills } from './due-kills.ts';
import { sqlitePlace } from './sqlite-place.ts';

describe('background work on one SQLite file', () => {
  dueKills(sqlitePlace);
});
