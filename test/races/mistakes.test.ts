import { describe } from 'vitest';
import { mistakeRaces } from './mistakes.ts';
import { sqlitePlace } from './sqlite-place.ts';

describe('mistakes between processes on one SQLite file', () => {
  mistakeRaces(sqlitePlace);
});
