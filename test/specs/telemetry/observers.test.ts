import { createPointbook, type Observer, type ObservedVerb, type VerbEnd } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { describe, expect, test } from 'vitest';
import { valueOf } from '../../support/value-of.ts';
import { warung } from '../../support/shops/warung.ts';
import { sale } from './traced-shop.ts';

const program = warung();

function shopWith(...observers: readonly Observer[]) {
  return createPointbook({ program, store: memoryStore(), observers });
}

const fails = (..._given: readonly unknown[]): never => {
  throw new Error('the observer is broken');
};

describe('An observer', () => {
  test('is told of each call and how it ended, and nothing of what was said', async () => {
    const told: [ObservedVerb, VerbEnd][] = [];
    const pointbook = shopWith({ verb: (verb) => ({ end: (end) => void told.push([verb, end]) }) });
    valueOf(await pointbook.enrolMember({ memberId: 'ayu' }));
    await pointbook.getBalance({ memberId: 'budi' });
    const ms = expect.any(Number);
    expect(told).toEqual([
      [
        { verb: 'enrolMember', type: 'command', writes: true, joined: false },
        { outcome: 'ok', ms },
      ],
      [
        { verb: 'getBalance', type: 'query', writes: false, joined: false },
        { outcome: 'unknown-member', ms },
      ],
    ]);
  });

  test('that watches no call of a verb is told of batches alone', async () => {
    const sizes: number[] = [];
    const pointbook = shopWith({ batch: (calls) => void sizes.push(calls.length) });
    await Promise.all(['ayu', 'budi'].map(async (memberId) => pointbook.enrolMember({ memberId })));
    expect(sizes).toEqual([2]);
  });

  test('gets back what it said of each call as it joined the line, and not what others said', async () => {
    const tokens: unknown[] = [];
    const counting = (name: string): Observer => {
      let count = 0;
      return {
        queued: () => `${name}${(count += 1)}`,
        batch: (calls) => void tokens.push(calls.map(({ token }) => token)),
      };
    };
    const pointbook = shopWith(counting('a'), counting('b'));
    await Promise.all(['ayu', 'budi'].map(async (memberId) => pointbook.enrolMember({ memberId })));
    expect(tokens).toEqual([
      ['a1', 'a2'],
      ['b1', 'b2'],
    ]);
  });

  test.each<[string, Observer]>([
    ['throws as it is told', { verb: fails, queued: fails, batch: fails }],
    ['throws at the end', { verb: () => ({ run: fails, end: fails }), batch: () => ({ run: fails, end: fails }) }],
    [
      'throws after it ran the work',
      {
        verb: () => ({ run: (work) => fails(work()), end() {} }),
        batch: () => ({ run: (work) => fails(work()), end() {} }),
      },
    ],
    ['does not run the work', { verb: () => ({ run() {}, end() {} }), batch: () => ({ run() {}, end() {} }) }],
    [
      'runs the work twice',
      {
        verb: () => ({ run: (work) => [work(), work()] as never, end() {} }),
        batch: () => ({ run: (work) => [work(), work()] as never, end() {} }),
      },
    ],
    [
      'runs the work later',
      {
        verb: () => ({ run: (work) => void setImmediate(work), end() {} }),
        batch: () => ({ run: (work) => void setImmediate(work), end() {} }),
      },
    ],
  ])('that %s changes nothing for the shop', async (_, observer) => {
    const seen: string[] = [];
    const store = memoryStore();
    let commits = 0;
    const transact: typeof store.transact = (...given) => {
      commits += 1;
      return store.transact(...given);
    };
    const other: Observer = { verb: ({ verb }) => ({ end: ({ outcome }) => void seen.push(`${verb} ${outcome}`) }) };
    const pointbook = createPointbook({ program, store: { ...store, transact }, observers: [observer, other] });
    valueOf(await pointbook.enrolMember({ memberId: 'ayu' }));
    const before = commits;
    expect(valueOf(await pointbook.saveInvoice(sale('INV-1')))).toMatchObject({ earned: 50 });
    expect(
      valueOf(pointbook.quoteEarning({ currency: 'IDR', total: 50_000, soldAt: '2026-03-02T03:00:00Z' })),
    ).toMatchObject({ points: 50 });
    await new Promise((resolve) => setImmediate(resolve));
    expect(commits - before).toBe(1);
    expect(seen).toEqual(['enrolMember ok', 'saveInvoice ok', 'quoteEarning ok']);
  });

  test.each([
    [{ observers: {} }, '`observers` is a list of objects'],
    [{ observers: [() => ({})] }, 'call what makes each'],
    [{ observers: [null] }, '`observers` is a list of objects'],
    [{ observer: [] }, 'did you mean "observers"?'],
    [{ logger: () => {} }, 'A `logger` has the functions info, warn and error'],
    [{ logger: null }, 'A `logger` has the functions info, warn and error'],
    [{ logger: { log: () => {} } }, 'A `logger` has the functions info, warn and error'],
    [{ loger: console }, 'did you mean "logger"?'],
  ])('that is none is refused as the ledger is made: %j', (options, words) => {
    expect(() => createPointbook({ program, store: memoryStore(), ...(options as object) })).toThrow(words);
  });
});
