import { DatabaseSync } from 'node:sqlite';
import { sqliteStore } from '@pointbook/sqlite';
import { describe, expect, test } from 'vitest';
import { changedNames, keepShops, problemsIn } from './changed-names.ts';
import { handOn } from './hands.ts';

describe.each(['a process that goes on', 'a process that begins anew'] as const)(
  'In %s, verify tells of',
  (process) => {
    test.each(changedNames)('$what', async ({ change }) => {
      const database = new DatabaseSync(':memory:');
      const store = sqliteStore(database);
      await keepShops(store);
      expect(await problemsIn(store)).toEqual([]);
      const hand = handOn(database);
      await hand.run(change(hand));
      const problems = await problemsIn(process === 'a process that goes on' ? store : sqliteStore(database));
      expect(problems.length).toBeGreaterThan(0);
      database.close();
    });
  },
);
