import { expect, test } from 'vitest';
import { parseVersioned, type Upgrade } from './versioned-json.ts';

const upgrades: Upgrade[] = [(old) => ({ ...old, v: 2, name: 'new' }), (old) => ({ ...old, v: 3, tier: null })];

test('old JSON goes through each upgrade in turn', () => {
  const current = { v: 3, points: 5, name: 'new', tier: null };
  expect(parseVersioned('{"v":1,"points":5}', upgrades)).toEqual(current);
  expect(parseVersioned('{"v":2,"points":5,"name":"new"}', upgrades)).toEqual(current);
  expect(parseVersioned(JSON.stringify(current), upgrades)).toEqual(current);
});

test('newer JSON, or none of ours, is refused', () => {
  for (const json of ['{"v":4}', '{}']) expect(() => parseVersioned(json, upgrades)).toThrow('newer Pointbook');
});
