import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verbsOf } from '@pointbook/core/plugin';
import { expect, test } from 'vitest';
import { ownPlugins } from '../support/shops/own-plugins.ts';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'security.md'), 'utf8');
const [, section = ''] = page.split('### What moves points without a code');
const [table = '', others = ''] = (section.split('\n## ')[0] ?? '').split('The other verbs that write');

/** The names that stand in backticks. */
const namesIn = (text: string) => [...text.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);

const moving = table.split('\n').flatMap((row) => namesIn(/^\| (`.*?) \|/.exec(row)?.[1] ?? ''));
const still = namesIn(others.split('. With')[0] ?? '');

test('The page on security names each verb that writes once: it moves points without a code, or it does not', () => {
  const writing = verbsOf(ownPlugins).filter(({ writes }) => writes);
  const names = new Set(writing.map(({ name }) => name));
  expect([...moving, ...still].toSorted()).toEqual([...names].toSorted());
});
