import type { Pointbook } from '@pointbook/core';
import { describe, expect, test } from 'vitest';
import {
  adjust,
  ayu,
  clockAt,
  enrol,
  reassign,
  redeem,
  sale,
  stageOf,
  sweep,
  valueOf,
  type Step,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';
import { errorOf } from '../../support/value-of.ts';

const tenDays = warung({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } } });
const story: Step[] = [
  sale('INV-1', 30_000, { actor: 'till-2' }),
  adjust(50, { memberId: 'budi', comment: 'Sorry for the wait' }),
  redeem('RD-1', 10),
];

/** The pages of the feed from a cursor on, to the one on which nothing comes. */
async function follow(ledger: Pointbook, limit: number, from: string | null = null) {
  const lines: string[] = [];
  let cursor = from;
  for (;;) {
    const page: Awaited<ReturnType<Pointbook['readFeed']>> = await ledger.readFeed({ cursor, limit });
    const { items, cursor: next } = valueOf(page);
    lines.push(...items.map(({ memberId, sequence, cause, delta }) => `${memberId} ${sequence} ${cause} ${delta}`));
    if (items.length === 0) return { lines, cursor: next };
    cursor = next;
  }
}

describe('The feed', () => {
  test('tells of all members in the order in which it happened', async () => {
    const { ledger } = await stageOf(warung(), ...story);
    for (const limit of [1, 2, 3, 1000]) {
      const { lines } = await follow(ledger(), limit);
      expect(lines).toEqual(['ayu 1 invoice-saved 30', 'budi 1 points-added 50', 'ayu 2 points-redeemed -10']);
    }
  });

  test('shows entries as a statement does', async () => {
    const { ledger } = await stageOf(warung(), ...story);
    const { items } = valueOf(await ledger().readFeed());
    const statement = valueOf(await ledger().getStatement({ memberId: ayu })).items.toReversed();
    expect(items.filter(({ memberId }) => memberId === ayu)).toEqual(statement);
    expect(items[1]).toMatchObject({ reason: 'a mistake at the till', comment: 'Sorry for the wait', balance: 50 });
  });

  test('gives the cursor to go on from, also when nothing came', async () => {
    const stage = await stageOf(warung(), ...story);
    const first = valueOf(await stage.ledger().readFeed());
    const idle = valueOf(await stage.ledger().readFeed({ cursor: first.cursor }));
    expect(idle).toEqual({ items: [], cursor: first.cursor });
    await adjust(3)(stage);
    expect((await follow(stage.ledger(), 1, idle.cursor)).lines).toEqual(['ayu 3 points-added 3']);
  });

  test('of a ledger without entries is empty and has no cursor yet', async () => {
    const stage = await stageOf(warung());
    expect(valueOf(await stage.ledger().readFeed())).toEqual({ items: [], cursor: null });
    expect(valueOf(await stage.ledger().readFeed({ cursor: null, limit: 1 }))).toEqual({ items: [], cursor: null });
    await adjust(3)(stage);
    expect((await follow(stage.ledger(), 10)).lines).toEqual(['ayu 1 points-added 3']);
  });

  test('has 100 entries a page unless told, and at most 1,000', async () => {
    const gifts = Array.from({ length: 120 }, (_, index) => adjust(index + 1));
    const { ledger } = await stageOf(warung(), ...gifts);
    expect(valueOf(await ledger().readFeed()).items).toHaveLength(100);
    expect(valueOf(await ledger().readFeed({ limit: 1000 })).items).toHaveLength(120);
    for (const limit of [0, 1001, 1.5])
      expect(errorOf(await ledger().readFeed({ limit }))).toMatchObject({ field: 'limit' });
  });

  test('tells both members of a sale that moved, and what was due once it is posted', async () => {
    const stage = await stageOf(tenDays, sale('INV-1', 30_000));
    const { cursor } = await follow(stage.ledger(), 10);
    await reassign('INV-1', 'budi')(stage);
    await clockAt('2026-03-13T09:00:00+07:00')(stage);
    const moved = await follow(stage.ledger(), 1, cursor);
    expect(moved.lines.toSorted()).toEqual(['ayu 2 invoice-reassigned -30', 'budi 1 invoice-reassigned 30']);
    await sweep(stage);
    expect((await follow(stage.ledger(), 1, moved.cursor)).lines).toEqual(['budi 2 lot-expired -30']);
  });

  test('knows no cursor from after the time to which it was restored', async () => {
    const { ledger: lost } = await stageOf(warung(), ...story);
    const { ledger: restored } = await stageOf(warung(), story[0] as Step);
    const { cursor } = valueOf(await lost().readFeed());
    const read = await restored().readFeed({ cursor });
    expect(errorOf(read)).toEqual({
      kind: 'unknown-cursor',
      message:
        'The ledger was restored to a time before this cursor. Read on from an older cursor, or without one; memberId and sequence tell which entries you have already.',
      cursor,
    });
    const kept = valueOf(await lost().readFeed({ limit: 1 })).cursor;
    expect(valueOf(await restored().readFeed({ cursor: kept })).items).toEqual([]);
  });

  test.each(['page 2', '1 1', '1 x ayu', '-1 1 ayu', '9007199254740992 1 ayu', '1 9007199254740992 ayu', '', 7])(
    'with a cursor that no page gave is an invalid command: %o',
    async (cursor) => {
      const { ledger } = await stageOf(warung());
      const read = await ledger().readFeed({ cursor: cursor as string });
      expect(errorOf(read)).toMatchObject({ kind: 'invalid-command', field: 'cursor' });
    },
  );

  test('and the search page over members whose ids have spaces and letters of any script', async () => {
    const odd = 'ä 中 b c';
    const { ledger } = await stageOf(
      warung(),
      enrol(odd),
      ...[1, 2, 3].map((points) => adjust(points, { memberId: odd, idempotencyKey: `gift ${points}` })),
    );
    expect((await follow(ledger(), 1)).lines).toHaveLength(3);
    const first = valueOf(await ledger().findEntries({ limit: 1 }));
    const rest = valueOf(await ledger().findEntries({ cursor: first.next ?? '' }));
    expect(rest.items.map(({ delta }) => delta)).toEqual([2, 1]);
  });
});
