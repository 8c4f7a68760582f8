import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plugins } from './plugins.ts';

test('The command line knows each plugin of core', () => {
  const folders = readdirSync(join(import.meta.dirname, '..', '..', '..', 'core', 'src', 'plugins'));
  expect(plugins.map(({ name }) => name).toSorted()).toEqual(folders.toSorted());
});
