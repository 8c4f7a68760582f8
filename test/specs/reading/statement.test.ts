import { createPointbook } from '@pointbook/core';
import type { RecordReader } from '@pointbook/core/store';
import { memoryStore } from '@pointbook/memory';
import { ResultAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import {
  adjust,
  ayu,
  clockAt,
  sale,
  stageOf,
  type Step,
  sweep,
  valueOf,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

const gift = { memberId: ayu, actor: 'ann', reason: 'a gift' };

const tenDays = warung({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } } });

describe('A statement', () => {
  const story: Step[] = [
    sale('INV-1', 30_000, { actor: 'till-2' }),
    adjust(50, { comment: 'Sorry for the wait' }),
    clockAt('2026-03-13T09:00:00+07:00'),
    adjust(7),
  ];

  test('shows each entry with its running balance, newest first', async () => {
    const { ledger } = await stageOf(tenDays, ...story);
    const { items, next } = valueOf(await ledger().getStatement({ memberId: ayu }));
    expect(next).toBeNull();
    expect(items.map(({ sequence, cause, delta, balance }) => [sequence, cause, delta, balance])).toEqual([
      [4, 'points-added', 7, 7],
      [3, 'lot-expired', -80, 0],
      [2, 'points-added', 50, 80],
      [1, 'invoice-saved', 30, 30],
    ]);
  });

  test('says who did it, what it is about, and the words for staff and customer', async () => {
    const { ledger } = await stageOf(tenDays, ...story);
    const { items } = valueOf(await ledger().getStatement({ memberId: ayu }));
    expect(items[3]).toMatchObject({ kind: 'earn', actor: 'till-2', reference: { type: 'invoice', id: 'INV-1' } });
    expect(items[2]).toMatchObject({
      kind: 'adjustment',
      actor: 'staff-3',
      reason: 'a mistake at the till',
      comment: 'Sorry for the wait',
    });
  });

  test('dates an expiry at its own instant, and says when it was written', async () => {
    const { ledger } = await stageOf(tenDays, ...story);
    const { items } = valueOf(await ledger().getStatement({ memberId: ayu }));
    expect(items[1]).toMatchObject({
      kind: 'expiry',
      actor: 'system',
      effectiveAt: new Date('2026-03-13T00:00:00+07:00'),
      postedAt: new Date('2026-03-13T09:00:00+07:00'),
    });
  });

  test('dates a sale that was uploaded late by its own day', async () => {
    const soldAt = new Date('2026-02-28T21:00:00+07:00');
    const { ledger } = await stageOf(warung(), sale('INV-1', 30_000, { soldAt }));
    const { items } = valueOf(await ledger().getStatement({ memberId: ayu }));
    expect(items[0]).toMatchObject({ effectiveAt: soldAt, postedAt: new Date('2026-03-02T10:00:00+07:00') });
  });

  test('comes page by page', async () => {
    const { ledger } = await stageOf(tenDays, ...story);
    const first = valueOf(await ledger().getStatement({ memberId: ayu, limit: 3 }));
    expect(first.items.map(({ sequence }) => sequence)).toEqual([4, 3, 2]);
    const second = valueOf(await ledger().getStatement({ memberId: ayu, limit: 3, cursor: first.next ?? '' }));
    expect(second.items.map(({ sequence }) => sequence)).toEqual([1]);
    expect(second.next).toBeNull();
  });

  test('goes on where it was, whatever is written meanwhile', async () => {
    const stage = await stageOf(tenDays, ...story);
    const { ledger } = stage;
    const first = valueOf(await ledger().getStatement({ memberId: ayu, limit: 2 }));
    await adjust(3)(stage);
    const second = valueOf(await ledger().getStatement({ memberId: ayu, limit: 2, cursor: first.next ?? '' }));
    expect(second.items.map(({ sequence }) => sequence)).toEqual([2, 1]);
  });

  test('of a new member is empty, and of an unknown one an error', async () => {
    const { ledger } = await stageOf(warung());
    expect(valueOf(await ledger().getStatement({ memberId: ayu }))).toEqual({ items: [], next: null });
    const read = await ledger().getStatement({ memberId: 'nobody' });
    expect(read.isErr() && read.error.kind).toBe('unknown-member');
  });

  test('with a cursor that no page gave is an invalid command', async () => {
    const { ledger } = await stageOf(warung());
    const read = await ledger().getStatement({ memberId: ayu, cursor: 'page 2' });
    expect(read.isErr() && read.error).toMatchObject({ kind: 'invalid-command', field: 'cursor' });
  });

  test('shows what has expired, whether or not a sweep ran', async () => {
    const due = [sale('INV-1', 30_000), clockAt('2026-03-13T09:00:00+07:00')];
    const lines = async (...steps: Step[]) => {
      const { ledger } = await stageOf(tenDays, ...steps);
      return valueOf(await ledger().getStatement({ memberId: ayu })).items;
    };
    expect(await lines(...due)).toEqual(await lines(...due, sweep));
  });

  test('comes page by page over what is due, too', async () => {
    const { ledger } = await stageOf(
      tenDays,
      sale('INV-1', 30_000),
      clockAt('2026-03-05T10:00:00+07:00'),
      sale('INV-2', 40_000),
      clockAt('2026-03-20T09:00:00+07:00'),
    );
    const page = async (cursor?: string) =>
      valueOf(await ledger().getStatement({ memberId: ayu, limit: 1, ...(cursor ? { cursor } : {}) }));
    const balances: number[] = [];
    for (let next: string | null = ''; next !== null;) {
      const { items, next: following }: Awaited<ReturnType<typeof page>> = await page(next);
      balances.push(...items.map(({ balance }) => balance));
      next = following;
    }
    expect(balances).toEqual([0, 40, 70, 30]);
  });

  test('shows one moment, whatever is posted between the account and the page', async () => {
    const inner = memoryStore();
    const writer = createPointbook({ program: warung(), store: inner });
    valueOf(await writer.enrolMember({ memberId: ayu }));
    const give = async (key: string) =>
      valueOf(await writer.adjustPoints({ ...gift, points: 5, direction: 'add', idempotencyKey: key }));
    await give('first');
    let postAfter: keyof RecordReader | null = null;
    const late = async (reading: keyof RecordReader) => {
      if (reading === postAfter) await give(`after ${reading}`);
    };
    // Each of the two is answered from what was there when it was asked; the other one waits for a gift in between.
    const rows: RecordReader = {
      ...inner.rows,
      load: (...asked) => new ResultAsync(late('statement').then(async () => inner.rows.load(...asked))),
      statement: (...asked) => new ResultAsync(late('load').then(async () => inner.rows.statement(...asked))),
    };
    const ledger = createPointbook({ program: warung(), store: { ...inner, rows } });
    for (postAfter of ['load', 'statement'] as const) {
      const page = valueOf(await ledger.getStatement({ memberId: ayu, limit: 1 }));
      expect(page.items).toHaveLength(1);
      expect(page.items[0]?.sequence).toBe(postAfter === 'load' ? 1 : 3);
      expect(page.next === null).toBe(postAfter === 'load');
    }
  });
});
