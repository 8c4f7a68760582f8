import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fraction, one, times, zero } from '../../values/fraction.ts';
import type { EarnAmount } from '../earn-rule.ts';
import type { EarnBase } from './earning-money.ts';
import type { EarnSteps } from '../parts/amount.ts';
import type { Program } from '../program.ts';
import type { KeptSale, RuleContext, SaleLine } from '../sale.ts';
import type { EarnRuleDefinition } from '../program-definition.ts';
import { defineProgram } from '../parsing/parse-program.ts';
import { evaluateRules } from './evaluate-rules.ts';
import { sold } from './rules-testing.ts';
import { valueOf } from '../../value-of-testing.ts';

const context: RuleContext = { firstPurchase: false, tier: null, birthday: null, earnedToday: {} };
const names = fc.constantFrom('a', 'b', 'c');
const money = fc.oneof(fc.nat(300_000), fc.nat(2 ** 47));

const earns: fc.Arbitrary<EarnAmount> = fc.oneof(
  fc.record({
    per: fc.constant('amount' as const),
    points: fc.integer({ min: 1, max: 50 }),
    of: fc.integer({ min: 1, max: 20_000 }),
    base: fc.constantFrom<EarnBase>('with-tax', 'without-tax'),
    steps: fc.constantFrom<EarnSteps>('whole', 'share'),
  }),
  fc.record({ per: fc.constant('visit' as const), points: fc.integer({ min: 1, max: 50 }) }),
  fc.record({ per: fc.constant('item' as const), points: fc.integer({ min: 1, max: 50 }) }),
);
const caps = fc.record({ perInvoice: fc.option(fc.integer({ min: 1, max: 100 })) });

const rules: fc.Arbitrary<EarnRuleDefinition[]> = fc
  .array(fc.tuple(earns, fc.option(names), fc.boolean(), caps, fc.constantFrom('floor', 'half-up', 'ceil')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((list) =>
    list.map(([earn, only, discounted, cap, rounding], index) => ({
      ruleId: `r${index}`,
      earn,
      // Keeps rules that are drawn alike from being the same rule twice.
      when: { tiers: null, minimumSpend: index + 1 },
      ...(earn.per === 'visit' ? {} : { only: only === null ? null : { skus: [only] }, except: { discounted } }),
      cap,
      rounding,
    })),
  );

const programs: fc.Arbitrary<Program> = fc.tuple(rules, caps).map(([list, cap]) => programOf(list, cap));

function programOf(list: EarnRuleDefinition[], cap = {}): Program {
  return defineProgram({ programId: 'p', name: 'P', timeZone: 'UTC', currency: 'IDR', earn: { rules: list, cap } });
}

function linesOf(least: number) {
  const figures = fc.oneof(fc.integer({ min: least, max: 300_000 }), fc.nat(2 ** 45));
  return fc.array(
    fc.record({
      sku: fc.option(names),
      category: fc.option(names),
      quantity: fc
        .integer({ min: Math.sign(least) * 30, max: 3000 })
        .map((hundredths) => (hundredths / 100).toFixed(2)),
      net: figures,
      tax: fc.nat(30_000),
      discount: fc.nat(1),
    }),
    { maxLength: 6 },
  );
}

function salesOf(least: number): fc.Arbitrary<KeptSale> {
  return fc
    .tuple(linesOf(least), money, fc.nat(100), fc.nat(100), fc.nat(30_000))
    .map(([drawn, total, refund, paid, tax]) => {
      const lines: SaleLine[] = drawn.map((line, index) => ({ ...line, lineId: `${index}` }));
      const goodwill = Math.floor((total / 100) * refund);
      const points = Math.floor(((total - goodwill) / 100) * paid);
      return sold(total, lines, { tax: Math.min(tax, total), goodwill, paid: points, soldAt: '1970-01-01T00:00:00Z' });
    });
}

const explain = (program: Program, kept: KeptSale) => valueOf(evaluateRules(program, kept, context));

/** The same figures by fractions of bigint, written straight from the rules' words. */
function oracle(program: Program, { sale, lines, total, paidWithPoints }: KeptSale): bigint {
  const [T, K, P] = [sale.total, total, paidWithPoints].map(BigInt) as [bigint, bigint, bigint];
  let sum = 0n;
  for (const rule of program.earn.rules) {
    if (K <= 0n || P >= K || K < BigInt(rule.when.minimumSpend ?? 0)) continue;
    const counted = lines.filter(
      ({ sku, discount }) =>
        (rule.only === null || (sku !== null && rule.only.skus.includes(sku))) &&
        !(rule.except.discounted && discount > 0),
    );
    const { earn } = rule;
    let [n, d] = [BigInt(earn.points), 1n];
    if (earn.per === 'item') {
      const pieces = counted.reduce((all, { quantity }) => all + BigInt(quantity.replace('.', '')), 0n);
      [n, d] = [n * (pieces > 0n ? pieces : 0n), 100n];
    } else if (earn.per === 'amount') {
      const isGross = earn.base === 'with-tax';
      const ofLines = counted.reduce((all, { net, tax }) => all + BigInt(net) + (isGross ? BigInt(tax) : 0n), 0n);
      const ofInvoice = rule.only === null ? T - (isGross ? 0n : BigInt(sale.tax)) : 0n;
      const base = sale.lines.length > 0 ? ofLines : ofInvoice;
      // base × K/T × (K − P)/K
      [n, d] = [(base > 0n ? base : 0n) * (K - P), BigInt(earn.of) * T];
      if (earn.steps === 'whole') [n, d] = [n / d, 1n];
      n *= BigInt(earn.points);
    }
    const points = { floor: n / d, 'half-up': (2n * n + d) / (2n * d), ceil: (n + d - 1n) / d }[rule.rounding];
    const cap = rule.cap.perInvoice;
    sum += cap !== null && points > BigInt(cap) ? BigInt(cap) : points;
  }
  const cap = program.earn.cap.perInvoice;
  return cap !== null && sum > BigInt(cap) ? BigInt(cap) : sum;
}

describe('evaluateRules', () => {
  test('agrees with fractions', () => {
    fc.assert(
      fc.property(programs, salesOf(-1000), (program, kept) => {
        expect(BigInt(explain(program, kept).points)).toBe(oracle(program, kept));
      }),
      { numRuns: 1000 },
    );
  });

  test('explains every point, and keeps every cap', () => {
    fc.assert(
      fc.property(programs, salesOf(-1000), (program, kept) => {
        const { points, rules: explanations, cutByProgramCap } = explain(program, kept);
        expect(explanations.reduce((sum, rule) => sum + rule.points, 0) - cutByProgramCap).toBe(points);
        expect(points).toBeLessThanOrEqual(program.earn.cap.perInvoice ?? points);
        for (const [index, rule] of explanations.entries()) {
          expect(rule.points).toBeLessThanOrEqual(program.earn.rules[index]?.cap.perInvoice ?? rule.points);
          expect(rule.cutByCap).toBeGreaterThanOrEqual(0);
          expect(rule.paidWithPoints).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test('does not care for the order of lines', () => {
    fc.assert(
      fc.property(programs, salesOf(-1000), (program, kept) => {
        const lines = kept.lines.toReversed();
        expect(explain(program, { ...kept, sale: { ...kept.sale, lines }, lines }).points).toBe(
          explain(program, kept).points,
        );
      }),
    );
  });

  test('never gives more when less is kept', () => {
    const keeping = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(programs, salesOf(0), keeping, fc.nat(100), (program, kept, percents, percent) => {
        const shares = kept.lines.map((_, index) => fraction(percents[index] ?? 100, 100));
        const lines = kept.lines.map((line, index) => ({
          ...line,
          quantity: ((Number(line.quantity) * (percents[index] ?? 100)) / 100).toFixed(6),
        }));
        const whole = { goods: one, exchanged: one, withoutLines: BigInt(kept.sale.total), earningTotal: one };
        const worth = kept.worth ?? { ...whole, paidWithPoints: zero, kept: new Map() };
        const partly = new Map(
          kept.lines.map((line, index) => [line.lineId, { sold: line, share: shares[index] ?? one }] as const),
        );
        // A value that is taken back beside them lowers what is kept, and what points pay of it in the same measure.
        const left = fraction(100 - percent, 100);
        const goods = times(worth.goods, left);
        const less: KeptSale = {
          ...kept,
          lines,
          total: Math.floor((kept.total * (100 - percent)) / 100),
          worth: { ...worth, goods, kept: partly, paidWithPoints: times(worth.paidWithPoints, left) },
        };
        expect(explain(program, less).points).toBeLessThanOrEqual(explain(program, kept).points);
      }),
      { numRuns: 500 },
    );
  });
});
