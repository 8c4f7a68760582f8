import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codes } from '@pointbook/core/codes';
import { jobs } from '@pointbook/core/jobs';
import { ledgerVerbs, quotingVerbs, readingVerbs } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';
import { describe, expect, test } from 'vitest';

const sources = join(import.meta.dirname, '..', '..', 'packages', 'core', 'src');

interface Told {
  readonly verb: string;
  readonly type: 'command' | 'query' | 'pure' | 'stream';
  readonly failures: readonly string[];
}

const lists = [ledgerVerbs, readingVerbs, quotingVerbs, codes().verbs, jobs().verbs, reports().verbs];
const verbs = lists.flatMap((list) => Object.values<unknown>(list).filter(isVerb));

// The verbs of `forMembers` have the comment of their list.
function isVerb(verb: unknown): verb is Told {
  return typeof verb === 'function' && 'failures' in verb;
}

/** The comments of exported verbs, by the verb's name. */
const comments = new Map(
  globSync('**/*.ts', { cwd: sources })
    .map((file) => readFileSync(join(sources, file), 'utf8'))
    .flatMap((text) => [
      ...text.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)\nexport const \w+ = \w+\(\{\s+name: '(\w+)'/g),
    ])
    .map(([, comment = '', name = '']) => [name, comment.replaceAll(/\s+\* ?/g, ' ')]),
);

describe.each(verbs)('The comment of $verb', ({ verb, type, failures }) => {
  const comment = comments.get(verb) ?? '';

  test('names its failures, and says which are retryable', () => {
    const named = type === 'command' ? [...failures, 'invalid-command', 'overloaded', 'store-locked'] : failures;
    expect(named.filter((failure) => !comment.includes(`\`${failure}\``))).toEqual([]);
    expect(comment).toContain('retryable');
  });

  test('has an example', () => {
    expect(comment).toContain('@example');
  });
});

test('The comments of all verbs that write say what is written when they fail', () => {
  const silent = verbs.filter(
    ({ type, verb }) =>
      type === 'command' &&
      !/A failure has written nothing, unless it .*`written: 'unknown'`/.test(comments.get(verb) ?? ''),
  );
  expect(silent.map(({ verb }) => verb)).toEqual([]);
});
