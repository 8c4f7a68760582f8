import { describe } from 'vitest';
import { codeRaces } from './code-races.ts';
import { sqlitePlace } from './sqlite-place.ts';

describe('codes between processes on one SQLite file', () => {
  codeRaces(sqlitePlace);
});
