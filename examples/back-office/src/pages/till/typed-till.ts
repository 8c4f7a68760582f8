import type { ProgramDefinition } from '@pointbook/core';
import type { SoldLine } from '../../shop/register.ts';
import type { Wish } from '../../shop/waiting-sales.ts';
import type { Page } from '../../ui/env.ts';
import { type Brought, wholeOf } from '../../ui/read-form.ts';
import { linesOf, type TypedSale, typedSale } from '../sales/typed-sale.ts';
import { words } from './words.ts';

/** The form of the till as somebody typed it. */
export interface TypedTill extends TypedSale {
  readonly points: string;
  /** The number of a reward. */
  readonly plu: string;
}

export function typedTill(form: Brought): TypedTill {
  return { ...typedSale(form), points: form.text('points'), plu: form.text('plu') };
}

/** An article of the program that points buy. */
export type Reward = NonNullable<NonNullable<ProgramDefinition['redeem']>['rewards']>[number];

/** What the customer wants to spend: the wish, what it costs in points, and the reward where it is one. */
export interface ReadWish {
  readonly wish: Wish | null;
  readonly cost: number;
  readonly reward: Reward | null;
}

/** What the customer wants to spend, or what is wrong with how it was typed. */
export function wishOf(c: Page, { redeem }: ProgramDefinition, typed: TypedTill): ReadWish | { mistake: string } {
  const t = words(c);
  const points = wholeOf(typed.points);
  if (points !== null && typed.plu !== '') return { mistake: t.pointsOrReward };
  if (typed.plu !== '') {
    const reward = redeem?.rewards?.find(({ plu }) => plu === typed.plu);
    if (reward === undefined) return { mistake: t.noSuchReward(typed.plu) };
    return { wish: { rewardId: reward.rewardId }, cost: reward.points, reward };
  }
  if (points === null) return { wish: null, cost: 0, reward: null };
  if (Number.isNaN(points) || points < 1) return { mistake: t.pointsWrong };
  return { wish: { points }, cost: points, reward: null };
}

/** The lines of the sale, the reward among them: points pay what it is worth. Or what is wrong with the lines. */
export function tillLines(
  c: Page,
  { currency }: ProgramDefinition,
  typed: TypedTill,
  reward: Reward | null,
): { lines: readonly SoldLine[] } | { mistake: string } {
  const hasLines = typed.lines.some(({ article, price }) => article !== '' || price !== '');
  const read = hasLines || reward === null ? linesOf(c, typed, currency) : { lines: [] };
  if ('mistake' in read || reward === null) return read;
  const { plu = null, name, value = 0 } = reward;
  const line = { lineId: `${read.lines.length + 1}`, sku: plu, name, quantity: 1, net: value };
  return { lines: [...read.lines, line] };
}
