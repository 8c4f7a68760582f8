import type { ActorId, MemberId, Reference } from '@pointbook/core';
import { createPointbook } from '@pointbook/core';
import { command, type Plugin, postEntry, standardShape } from '@pointbook/core/plugin';
import { memoryStore } from '@pointbook/memory';
import { sqliteStore } from '@pointbook/sqlite';
import { describe, expect, test } from 'vitest';
import { valueOf } from '../support/specification/specification.ts';
import { warung } from '../support/shops/warung.ts';
import { errorOf } from '../support/value-of.ts';

interface Delivered {
  readonly memberId: string;
  readonly orderId: string;
}

const deliverOrder = command({
  name: 'deliverOrder',
  input: standardShape<Delivered, Delivered>({ '~standard': { validate: (value) => ({ value: value as Delivered }) } }),
  failures: { 'unknown-member': true },
  joins: 'host',
  recall: 'runs-again',
  decide: ({ memberId, orderId }, book) =>
    postEntry(book, memberId as MemberId, {
      kind: 'adjustment',
      cause: 'plugin:order-delivered',
      actor: 'courier' as ActorId,
      reference: { type: 'plugin:order', id: orderId },
      effect: { added: [{ expiresAt: 'never', availableAt: null, points: 5 }] },
    }),
  receipt: ({ sequence }) => ({ sequence }),
});

const orders = { name: 'orders', verbs: { deliverOrder } } as const satisfies Plugin<'orders'>;

describe.each([
  ['memory', memoryStore],
  ['SQLite', () => sqliteStore(':memory:')],
] as const)('What an entry of a plugin is about, on %s,', (_name, newStore) => {
  const opened = async () => {
    const pointbook = createPointbook({ program: warung(), store: newStore(), plugins: [orders] });
    valueOf(await pointbook.enrolMember({ memberId: 'ayu' }));
    for (const orderId of ['O-1', 'O-2']) valueOf(await pointbook.orders.deliverOrder({ memberId: 'ayu', orderId }));
    const found = async (reference: Reference) => valueOf(await pointbook.findEntries({ reference })).items;
    return { pointbook, found };
  };

  test('is a word of its own, by which its entries are found', async () => {
    const { pointbook, found } = await opened();
    expect(await found({ type: 'plugin:order', id: 'O-2' })).toMatchObject([
      { cause: 'plugin:order-delivered', delta: 5, reference: { type: 'plugin:order', id: 'O-2' } },
    ]);
    expect(await found({ type: 'plugin:parcel', id: 'O-2' })).toEqual([]);
    expect(await found({ type: 'external', id: 'O-2' })).toEqual([]);
    await pointbook.close();
  });

  test('is refused in a search where it is no word of the ledger or of a plugin', async () => {
    const { pointbook } = await opened();
    for (const type of ['order', `plugin:${'x'.repeat(200)}`]) {
      const search = { reference: { type: type as 'external', id: 'O-2' } };
      expect(errorOf(await pointbook.findEntries(search))).toMatchObject({
        kind: 'invalid-command',
        field: 'reference.type',
        message: expect.stringContaining(type === 'order' ? '"external" or "plugin:…"' : '128 bytes'),
      });
    }
    await pointbook.close();
  });
});
