import { err, ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../values/instant.ts';
import { decideBatch } from '../draft/decide-batch.ts';
import type { Loaded } from '../draft/loaded.ts';
import type { PluginReaction, Written } from './reaction.ts';
import { jsonCodec, record } from '../record.ts';
import type { AnyTask } from '../engine/task.ts';

interface Voucher {
  readonly id: string;
}

const vouchers = record<Voucher>({ kind: 'voucher', format: 1, codec: jsonCodec(), key: ({ id }) => id });

const now = 1_000 as Instant;

describe('A reaction', () => {
  const stock = record<{ id: string; left: number }>({
    kind: 'stock',
    format: 1,
    codec: jsonCodec(),
    key: ({ id }) => id,
  });
  const stocked: Loaded = new Map<string, ReadonlyMap<string, unknown>>([
    [
      'voucher',
      new Map([
        ['V-1', null],
        ['V-2', null],
      ]),
    ],
    ['stock', new Map([['all', { id: 'all', left: 1 }]])],
  ]);
  const take: PluginReaction = {
    plugin: 'stock',
    reaction: {
      on: vouchers,
      react(_written, book) {
        const kept = book.get(stock, 'all');
        if (kept === null || kept.left === 0) return err({ kind: 'out-of-stock', message: 'Nothing is left.' });
        book.put(stock, { id: 'all', left: kept.left - 1 });
        return ok();
      },
    },
  };
  const write = (id: string): AnyTask => ({
    reads: [],
    decide: (book) => (book.put(vouchers, { id }), ok(`${id} written`)),
  });
  const decide = (reaction: PluginReaction, ...tasks: AnyTask[]) => {
    const decided = decideBatch(tasks, stocked, now, { program: null, reactions: new Map([['voucher', [reaction]]]) });
    if ('wanted' in decided) throw new Error('nothing is missing here');
    return { outcomes: decided.value, changed: [...decided.draft.changes()].map(({ key }) => key) };
  };

  test('writes in the same commit as what it reacts to', () => {
    expect(decide(take, write('V-1'))).toEqual({ outcomes: [ok('V-1 written')], changed: ['V-1', 'all'] });
  });

  test('that refuses fails its command alone, and leaves nothing of it', () => {
    const { outcomes, changed: keys } = decide(take, write('V-1'), write('V-2'));
    expect(outcomes[0]).toEqual(ok('V-1 written'));
    expect(outcomes[1]).toMatchObject({
      error: { kind: 'reaction-refused', plugin: 'stock', cause: { kind: 'out-of-stock' } },
    });
    expect(keys).toEqual(['V-1', 'all']);
  });

  test('that is an async function fails its command by name, and leaves no rejection', () => {
    const later: PluginReaction = {
      plugin: 'later',
      reaction: { on: vouchers, react: (async () => Promise.reject(new Error('too late'))) as never },
    };
    const { outcomes, changed: keys } = decide(later, write('V-1'));
    const cause: unknown = expect.objectContaining({ message: expect.stringContaining('answers at once') });
    expect(outcomes[0]).toMatchObject({ error: { kind: 'reaction-failed', plugin: 'later', cause } });
    expect(keys).toEqual([]);
  });

  test('that throws fails its command by name, and leaves nothing of it', () => {
    const broken: PluginReaction = {
      plugin: 'broken',
      reaction: {
        on: vouchers,
        react: ({ after }: Written<Voucher>) => {
          if (after?.id === 'V-1') throw new TypeError('a mistake');
        },
      },
    };
    const { outcomes, changed: keys } = decide(broken, write('V-1'), write('V-2'));
    expect(outcomes[0]).toMatchObject({ error: { kind: 'reaction-failed', plugin: 'broken' } });
    expect(outcomes[1]).toEqual(ok('V-2 written'));
    expect(keys).toEqual(['V-2']);
  });

  test('may miss records, which are loaded as any others', () => {
    const asks: PluginReaction = {
      plugin: 'asks',
      reaction: { on: vouchers, react: (_written, book) => void book.get(stock, 'other') },
    };
    const decided = decideBatch([write('V-1')], stocked, now, {
      program: null,
      reactions: new Map([['voucher', [asks]]]),
    });
    expect(decided).toEqual({ wanted: new Map([['stock', new Set(['other'])]]) });
  });

  test('triggers none itself', () => {
    let times = 0;
    const chain: PluginReaction = {
      plugin: 'chain',
      reaction: {
        on: vouchers,
        react(_written, book) {
          times += 1;
          book.put(vouchers, { id: 'V-2' });
        },
      },
    };
    decide(chain, write('V-1'));
    expect(times).toBe(1);
  });
});
