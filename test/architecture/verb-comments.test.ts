import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verbsOf } from '@pointbook/core/plugin';
import { describe, expect, test } from 'vitest';
import { ownPlugins } from '../support/shops/own-plugins.ts';

const sources = join(import.meta.dirname, '..', '..', 'packages', 'core', 'src');

// The verbs of `forMembers` have the comment of their list.
const verbs = verbsOf(ownPlugins).filter(({ path }) => !path.includes('forMembers'));

/** The comments of exported verbs, by the verb's name. */
const comments = new Map(
  globSync('**/*.ts', { cwd: sources })
    .map((file) => readFileSync(join(sources, file), 'utf8'))
    .flatMap((text) => [
      ...text.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)\nexport const \w+ = \w+\(\{\s+name: '(\w+)'/g),
    ])
    .map(([, comment = '', name = '']) => [name, comment.replaceAll(/\s+\* ?/g, ' ')]),
);

/** Verbs whose ids name what they change or end, and no command: sent with other words, they are another command. */
const endingVerbs: ReadonlySet<string> = new Set([
  'updateMember',
  'saveMember',
  'captureHold',
  'releaseHold',
  'confirmRedemption',
  'resendCode',
  'cancelRedemption',
  'reportDelivery',
  'stopJob',
  'resumeJob',
]);

describe.each(verbs)('The comment of $name', ({ name, kind, failures }) => {
  const comment = comments.get(name) ?? '';

  test('names its failures, and says which are retryable', () => {
    const isTold = (failure: string) =>
      !/^(?:store|reaction)-|^record-removed$/.test(failure) &&
      (failure !== 'idempotency-key-reused' || !endingVerbs.has(name));
    const own = failures.filter(isTold);
    const named = kind === 'command' ? [...own, 'store-locked'] : own;
    expect(named.filter((failure) => !comment.includes(`\`${failure}\``))).toEqual([]);
    expect(comment).toContain('retryable');
  });

  test('has an example', () => {
    expect(comment).toContain('@example');
  });
});

/** The comments in the lists of verbs, by the name of the verb, as the methods of a ledger have them. */
const lists = ['pointbook/*-verbs.ts', 'plugins/*/*.ts'].flatMap((files) => globSync(files, { cwd: sources }));
const onMethods = new Map(
  lists
    .map((file) => readFileSync(join(sources, file), 'utf8'))
    .flatMap((text) => [...text.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)\n {2}(\w+)(?:: \w+)?,\n/g)])
    .map(([, comment = '', name = '']) => [name, comment.replaceAll(/\s+\* ?/g, ' ')]),
);

/** The first words of a comment, and its first example, as it is called on a ledger. */
function inShort(comment: string, name: string): { readonly words: string; readonly example: string } {
  const [, words = ''] = /^\/\*\* (.*?) (?= @|@)/.exec(comment) ?? [];
  const [, example = ''] = /```ts (.*?) ```/.exec(comment) ?? [];
  return {
    words,
    example: example.replaceAll(new RegExp(`\\b${name}\\((?:ports|program)\\)\\(`, 'g'), `pointbook.${name}(`),
  };
}

test.each(verbs)('The method $name has the words and the example of its verb', ({ name }) => {
  const onMethod = inShort(onMethods.get(name) ?? '', name);
  expect(onMethod).toEqual(inShort(comments.get(name) ?? '', name));
  expect(onMethod.words).not.toBe('');
  expect(onMethod.example).toContain('pointbook.');
});

test('The comments of all verbs that write say what is written when they fail', () => {
  const silent = verbs.filter(
    ({ kind, name }) =>
      kind === 'command' &&
      !/A failure has written nothing, unless it .*`written: 'unknown'`/.test(comments.get(name) ?? ''),
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});
