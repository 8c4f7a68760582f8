import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plugins } from '../../packages/cli/src/plugins.ts';
import { ownPlugins } from '../support/own-plugins.ts';

const folders = readdirSync(join(import.meta.dirname, '..', '..', 'packages', 'core', 'src', 'plugins')).toSorted();

test('The tests of all plugins have each plugin of core', () => {
  expect(ownPlugins.map(({ name }) => name).toSorted()).toEqual(folders);
});

test('The command line knows each plugin of core', () => {
  expect(plugins.map(({ name }) => name).toSorted()).toEqual(folders);
});
