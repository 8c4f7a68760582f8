import fc from 'fast-check';
import { ledgerHas } from './features.ts';

/** Something that the shop does, before it is known what is there to do it to: numbers choose among what is there. */
export type Step = { readonly wait: number } & (
  | {
      readonly does: 'sell';
      readonly sale: number;
      readonly buyer: number;
      readonly lines: readonly RandomLine[];
      readonly gap: number;
      readonly rounding: number;
      readonly revision: 'none' | 'next' | 'old';
      readonly daysAgo: number;
    }
  | {
      readonly does: 'refund';
      readonly sale: number;
      readonly id: number;
      /** A part of what is kept, in twelfths; null where goods alone are named. */
      readonly value: number | null;
      readonly lines: readonly {
        readonly line: number;
        readonly pieces: string | null;
        readonly amount: number | null;
      }[];
    }
  | { readonly does: 'void' | 'reinstate'; readonly sale: number; readonly id: number }
  | { readonly does: 'pay'; readonly sale: number; readonly id: number; readonly part: number }
  | { readonly does: 'approve' | 'bounce'; readonly sale: number; readonly id: number }
  | {
      readonly does: 'redeem' | 'hold';
      readonly member: number;
      readonly id: number;
      readonly part: number;
      readonly sale: number | null;
    }
  | {
      readonly does: 'capture';
      readonly member: number;
      readonly id: number;
      readonly part: number;
      readonly sale: number | null;
    }
  | { readonly does: 'release'; readonly member: number; readonly id: number }
  | { readonly does: 'undo'; readonly member: number; readonly id: number; readonly part: number }
  | { readonly does: 'claim' | 'move'; readonly sale: number; readonly member: number; readonly id: number }
  | { readonly does: 'adjust'; readonly member: number; readonly points: number }
  | { readonly does: 'take goods'; readonly member: number; readonly id: number; readonly total: number }
  /** The message of so many commands before comes once more. */
  | { readonly does: 'again'; readonly ago: number }
);

export interface RandomLine {
  readonly net: number;
  readonly tax: number;
  readonly quantity: string;
  readonly sku: string | null;
  readonly category: string | null;
  readonly discount: number;
}

const oneOf = fc.constantFrom;
const minute = 60_000;
const day = 86_400_000;
const waits = oneOf(0, 0, 0, minute, 20 * minute, 7 * 60 * minute, day, day, 5 * day, 20 * day, 45 * day);
const sale = fc.nat(2);
const member = fc.nat(1);
const id = fc.nat(3);
const twelfths = oneOf(1, 3, 4, 5, 6, 11, 12, 12, 12, 13);

const line: fc.Arbitrary<RandomLine> = fc.record({
  net: ledgerHas.has('worth') ? oneOf(100, 100, 50, 33, 1, 0, 70, 250, -20, -7) : oneOf(100, 50, 33, 1, 70, 250),
  tax: oneOf(0, 0, 7, 19),
  quantity: oneOf('1', '1', '1', '3', '0.5', '2.25'),
  sku: oneOf(null, null, 'TEA', 'CAKE', ...(ledgerHas.has('worth') ? ['PROMO'] : [])),
  category: oneOf(null, null, 'food'),
  discount: oneOf(0, 0, 0, 5),
});

const does = <Kind extends Step['does'], Parts extends object>(
  kind: Kind,
  parts: { readonly [Key in keyof Parts]: fc.Arbitrary<Parts[Key]> },
) => fc.record({ wait: waits, does: fc.constant(kind), ...parts });

const worth = ledgerHas.has('worth');
const payments = ledgerHas.has('points-as-payment');

const always: readonly fc.WeightedArbitrary<unknown>[] = [
  {
    weight: 9,
    arbitrary: does('sell', {
      sale,
      buyer: oneOf(0, 0, 0, 1, 2),
      lines: fc.array(line, { maxLength: 3 }),
      gap: worth ? oneOf(0, 0, 0, 15, -10, -60) : fc.constant(0),
      rounding: worth ? oneOf(0, 0, 0, 2, -3) : fc.constant(0),
      revision: oneOf('none', 'none', 'next', 'next', 'old'),
      daysAgo: oneOf(0, 0, 0, 1, 3, 40),
    }),
  },
  {
    weight: 7,
    arbitrary: does('refund', {
      sale,
      id,
      value: fc.option(twelfths),
      lines: worth
        ? fc.array(
            fc.record({
              line: fc.nat(2),
              pieces: oneOf(null, null, '1', '0.5', '2'),
              amount: oneOf(null, null, 30, 80),
            }),
            { maxLength: 2 },
          )
        : fc.constant([]),
    }),
  },
  { weight: 1, arbitrary: does('void', { sale, id }) },
  { weight: 5, arbitrary: does('pay', { sale, id, part: twelfths }) },
  { weight: 2, arbitrary: does('approve', { sale, id }) },
  {
    weight: 5,
    arbitrary: does('redeem', { member, id, part: twelfths, sale: payments ? fc.option(sale) : fc.constant(null) }),
  },
  {
    weight: 3,
    arbitrary: does('hold', { member, id, part: twelfths, sale: payments ? fc.option(sale) : fc.constant(null) }),
  },
  {
    weight: 3,
    arbitrary: does('capture', { member, id, part: twelfths, sale: payments ? fc.option(sale) : fc.constant(null) }),
  },
  { weight: 1, arbitrary: does('release', { member, id }) },
  { weight: 1, arbitrary: does('claim', { sale, member, id }) },
  { weight: 1, arbitrary: does('move', { sale, member, id }) },
  { weight: 2, arbitrary: does('adjust', { member, points: oneOf(40, 100, 7, -20, -3) }) },
  { weight: 3, arbitrary: does('again', { ago: fc.nat(6) }) },
];

const later: readonly fc.WeightedArbitrary<unknown>[] = [
  ...(ledgerHas.has('reinstate') ? [{ weight: 2, arbitrary: does('reinstate', { sale, id }) }] : []),
  ...(ledgerHas.has('reverse-payment') ? [{ weight: 2, arbitrary: does('bounce', { sale, id }) }] : []),
  ...(ledgerHas.has('undo-redemption') ? [{ weight: 2, arbitrary: does('undo', { member, id, part: twelfths }) }] : []),
  ...(ledgerHas.has('return-without-sale')
    ? [{ weight: 1, arbitrary: does('take goods', { member, id, total: oneOf(20, 99, 300) }) }]
    : []),
];

/** What most often follows is tried often: chosen alone, the second step seldom finds the first one. */
const pairs = [
  fc
    .record({ wait: waits, until: waits, member, id, hold: twelfths, capture: twelfths, sale: fc.option(sale) })
    .map(({ until, hold, capture, ...of }): Step[] => [
      { ...of, does: 'hold', part: hold, sale: null },
      { ...of, does: 'capture', wait: until, part: capture },
    ]),
  fc.record({ wait: waits, until: waits, sale, id, part: twelfths }).map(({ until, part, ...of }): Step[] => [
    { ...of, does: 'pay', part },
    { ...of, does: 'approve', wait: until },
  ]),
];

/** What happens in a shop in a random year. */
export const randomYear = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: (fc.oneof(...always, ...later) as fc.Arbitrary<Step>).map((step) => [step]) },
      ...(payments ? [{ weight: 1, arbitrary: fc.oneof(...pairs) }] : []),
    ),
    { minLength: 4, maxLength: 40 },
  )
  .map((steps) => steps.flat());
