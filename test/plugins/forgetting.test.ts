import { createPointbook } from '@pointbook/core';
import { type AnyRecordKind, command, jsonCodec, type Plugin, record, standardShape } from '@pointbook/core/plugin';
import { verify } from '@pointbook/core/verify';
import { memoryStore } from '@pointbook/memory';
import { ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { valueOf } from '../support/specification/specification.ts';
import { warung } from '../support/shops/warung.ts';
import { forgetting } from './forgetting.ts';
import { errorOf } from '../support/value-of.ts';

interface Wish {
  readonly wishId: string;
  readonly memberId: string;
  readonly text: string;
}

/** Wishes of members: a kind of another plugin, which can be removed. */
const wishes = record<Wish>({
  kind: 'wish',
  format: 1,
  codec: jsonCodec(),
  key: ({ wishId }) => wishId,
  owner: ({ memberId }) => memberId,
  unique: { text: ({ text }) => text },
  removable: true,
});

const makeWish = command({
  name: 'makeWish',
  input: standardShape<Wish, Wish>({
    '~standard': { validate: (value) => ({ value: value as Wish }) },
  }),
  failures: {},
  joins: 'host',
  recall: 'runs-again',
  decide(wish, book) {
    if (book.find(wishes, 'text', wish.text) === null) book.put(wishes, wish);
    return ok({ wishId: wish.wishId });
  },
  receipt: (did) => did,
});

const wishing = { name: 'wishing', verbs: { makeWish }, records: [wishes] } as const satisfies Plugin<'wishing'>;

async function openShop() {
  const store = memoryStore();
  const pointbook = createPointbook({
    program: warung(),
    store,
    plugins: [wishing, forgetting([wishes as AnyRecordKind])],
  });
  const person = { name: 'Ayu', phone: '+628123456789', email: 'ayu@example.com', cardCode: 'C-1' } as const;
  valueOf(await pointbook.enrolMember({ memberId: 'ayu', ...person }));
  valueOf(await pointbook.saveInvoice({ invoiceId: 'INV-1', memberId: 'ayu', currency: 'IDR', total: 50_000 }));
  valueOf(await pointbook.wishing.makeWish({ wishId: 'W-1', memberId: 'ayu', text: 'a mug' }));
  return { store, pointbook, person };
}

const forgetAyu = { memberId: 'ayu', actor: 'staff-1' };

describe('A member who is forgotten', () => {
  test('keeps the points, and nothing personal', async () => {
    const { pointbook } = await openShop();
    valueOf(await pointbook.forgetting.forgetMember(forgetAyu));
    const member = valueOf(await pointbook.getMember({ memberId: 'ayu' }));
    expect(member).toMatchObject({ name: null, phone: null, email: null, cardCode: null });
    expect(valueOf(await pointbook.getBalance({ memberId: 'ayu' })).balance).toBe(50);
    expect(valueOf(await verify(pointbook)).findings).toEqual([]);
  });

  test('gives phone, card and email back for others, and is found by none of them', async () => {
    const { pointbook, person } = await openShop();
    valueOf(await pointbook.forgetting.forgetMember(forgetAyu));
    expect(valueOf(await pointbook.findMembers({ email: person.email }))).toEqual([]);
    valueOf(await pointbook.enrolMember({ memberId: 'budi', ...person }));
    expect(valueOf(await pointbook.findMembers({ phone: person.phone }))).toMatchObject([{ memberId: 'budi' }]);
  });

  test('appears in the feed as an entry of no points', async () => {
    const { pointbook } = await openShop();
    valueOf(await pointbook.forgetting.forgetMember(forgetAyu));
    const { items } = valueOf(await pointbook.readFeed());
    expect(items.at(-1)).toMatchObject({ memberId: 'ayu', cause: 'plugin:member-forgotten', delta: 0 });
  });

  test('is forgotten once, however often that is asked', async () => {
    const { pointbook } = await openShop();
    const first = valueOf(await pointbook.forgetting.forgetMember(forgetAyu));
    const again = valueOf(await pointbook.forgetting.forgetMember(forgetAyu));
    expect(again).toEqual({ ...first, replayed: true });
    expect(first.replayed).toBe(false);
  });

  test('leaves the ids of removed records behind, so that a late retry recreates nothing', async () => {
    const { store, pointbook } = await openShop();
    valueOf(await pointbook.forgetting.forgetMember(forgetAyu));
    const late = await pointbook.wishing.makeWish({ wishId: 'W-1', memberId: 'ayu', text: 'a mug' });
    expect(errorOf(late)).toMatchObject({ kind: 'record-removed', record: 'wish', id: 'W-1' });
    expect(valueOf(await store.rows.records('warung' as never, 'wish', null, 10))).toEqual([]);
    valueOf(await pointbook.wishing.makeWish({ wishId: 'W-2', memberId: 'ayu', text: 'a mug' }));
  });
});
