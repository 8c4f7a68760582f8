import { runInNewContext } from 'node:vm';
import { createPointbook } from '@pointbook/core';
import { jobs } from '@pointbook/core/jobs';
import type { DueTurn, DueWork, Plugin, VerbList } from '@pointbook/core/plugin';
import { memoryStore } from '@pointbook/memory';
import { describe, expect, test } from 'vitest';
import { valueOf } from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

type Due = (turn: DueTurn, host: { readonly stamps: number }) => Promise<DueWork>;

/** A ledger with a plugin that has work that waits, and no verbs. */
function open(due: Due) {
  const post: Plugin<'post', VerbList, object, { readonly stamps: number }> = {
    name: 'post',
    verbs: {},
    services: () => ({ stamps: 7 }),
    due,
  };
  return createPointbook({ program: warung(), store: memoryStore(), plugins: [jobs(), post] });
}

describe('runDue', () => {
  test('has each plugin do its own work, with its services, the limit and the signal', async () => {
    const turns: unknown[] = [];
    const { signal } = new AbortController();
    const ledger = open(async (turn, { stamps }) => {
      turns.push([turn.limit, turn.signal, stamps]);
      return { done: 3, more: true, left: [] };
    });
    const due = valueOf(await ledger.jobs.runDue({ limit: 5, signal }));
    expect(due).toMatchObject({ jobs: [], plugins: [{ plugin: 'post', done: 3, more: true, left: [] }], more: true });
    expect(turns).toEqual([[5, signal, 7]]);
  });

  test.each([
    ['an error', new Error('no stamps'), 'no stamps'],
    ['an error of another realm, as in Jest', runInNewContext(`new Error('no stamps')`), 'no stamps'],
    ['what is no error', null, 'It threw something that is no Error.'],
  ])('tells of a plugin that throws %s, and does the other work', async (_what, thrown: unknown, message) => {
    const ledger = open(async () => {
      throw thrown;
    });
    const { plugins, swept } = valueOf(await ledger.jobs.runDue());
    const left = [{ kind: 'plugin-threw', message }];
    expect(plugins).toEqual([{ plugin: 'post', done: 0, more: false, left }]);
    expect(swept).toMatchObject({ members: 0, more: false });
  });
});
