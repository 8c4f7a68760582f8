import { ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { recordChange } from '../../store/record-rows.ts';
import type { Instant } from '../../values/instant.ts';
import { Draft } from './draft.ts';
import { jsonCodec, record } from '../record.ts';

interface Card {
  readonly id: string;
}

const now = 1_000 as Instant;

describe('A record whose key is its owner', () => {
  const cards = record<Card>({ kind: 'card', format: 1, codec: jsonCodec(), key: ({ id }) => id, owner: 'key' });
  const withoutCard = new Map<string, ReadonlyMap<string, unknown>>([
    ['account', new Map([['ayu', {}]])],
    ['card', new Map([['ayu', null]])],
  ]);

  test('is the only one of its owner, and is found by its key', () => {
    expect(cards.of('ayu')).toEqual(cards.at('ayu'));
    const draft = new Draft(withoutCard, now, null);
    expect(draft.run(() => ok(draft.list(cards, 'ayu')))).toEqual(ok([]));
    const card = { id: 'ayu' };
    expect(draft.run(() => (draft.put(cards, card), ok(draft.list(cards, 'ayu'))))).toEqual(ok([card]));
  });

  test('is written under the lock of that account, and has no place in a list', () => {
    const draft = new Draft(new Map([['card', new Map([['budi', null]])]]), now, null);
    expect(draft.run(() => (draft.put(cards, { id: 'budi' }), ok(null)))).toBeNull();
    expect(draft.wanted).toEqual(new Map([['account', new Set(['budi'])]]));
    expect(recordChange(cards, 'ayu', null, { id: 'ayu' }).places).toEqual([]);
  });
});
