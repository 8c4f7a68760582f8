import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownPlugins } from '../support/shops/own-plugins.ts';

test('The tests of all plugins have each plugin of core', () => {
  const folders = readdirSync(join(import.meta.dirname, '..', '..', 'packages', 'core', 'src', 'plugins'));
  expect(ownPlugins.map(({ name }) => name)).toEqual(folders.toSorted());
});
