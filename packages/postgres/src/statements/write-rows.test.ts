import { nothingToStore, type RecordChange } from '@pointbook/core/store';
import type { Names } from '@pointbook/sql';
import { expect, test } from 'vitest';
import { tablesIn } from '../schema/tables.ts';
import { questionWriter } from './write-rows.ts';

const names = { word: () => 1, version: () => 1 } as unknown as Names;
const added = (key: string): RecordChange => ({
  isNew: true,
  record: { kind: 'challenge', key, format: 1, body: '[]' },
  uniques: [{ field: 'code', from: null, to: `code of ${key}` }],
  places: [{ list: 'owner', from: null, to: { value: 'ayu', rank: 1 } }],
});

test('two that add the same records ask for the same, in whatever order they name them: no row of one waits for one of the other', () => {
  const write = questionWriter(tablesIn('pointbook'), () => false);
  const asked = (...keys: readonly string[]) => write(1, 0, [], { ...nothingToStore, records: keys.map(added) }, names);
  expect(asked('a', 'b', 'c')).toEqual(asked('c', 'a', 'b'));
});
