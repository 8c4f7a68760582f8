import * as z from 'zod/mini';
import type { EarnRule, LineFilter } from '../program/earn-rule.ts';
import { always, conditionShape } from './condition-shape.ts';
import { flag, id, list, oneOf, orNull, text, whole, withDefault } from './fields.ts';
import { type IsSound, type Mistake, strict, withMeaning } from './objects.ts';
import { repeated } from './repeated.ts';
import { mustBe, textOf } from './words.ts';

const noCap = { perInvoice: null, perDay: null };

/** The most points of a rule, or of all rules together. */
export const capShape = withDefault(
  withMeaning(strict({ perInvoice: capField(), perDay: capField() }), function* ({ perInvoice, perDay }, isSound) {
    if (!isSound('perInvoice') || !isSound('perDay') || perInvoice === null || perDay === null) return;
    if (perInvoice <= perDay) return;
    yield {
      path: ['perInvoice'],
      problem: `is ${perInvoice}, which perDay, ${perDay}, never lets an invoice reach`,
      fix: 'Lower perInvoice, raise perDay, or leave one out.',
    };
  }),
  noCap,
);

/** One way to earn. */
export const earnRuleShape = withMeaning(
  strict({
    ruleId: id<string>(),
    label: orNull(text()),
    earn: earnShape(),
    only: orNull(lineFilter()),
    except: exceptions(),
    when: withDefault(conditionShape, always),
    rounding: withDefault(oneOf(['floor', 'half-up', 'ceil']), 'floor'),
    cap: capShape,
  }),
  mistakesOf,
);

function capField() {
  return orNull(whole(1, undefined, 'Leave it out where there is no limit.'));
}

function earnShape() {
  const points = whole(1);
  return z.discriminatedUnion(
    'per',
    [
      strict({
        per: z.literal('amount'),
        points,
        of: whole(1),
        base: withDefault(oneOf(['with-tax', 'without-tax', 'total']), 'with-tax'),
      }),
      strict({ per: z.literal('visit'), points }),
      strict({ per: z.literal('item'), points }),
    ],
    { error: ({ input }) => textOf(wordsOfEarn(input)) },
  );
}

function wordsOfEarn(input: unknown) {
  const fix = 'Write { per: "amount", points: 1, of: 1000 }, or per "visit" or "item" with points.';
  if (typeof input !== 'object' || input === null) return mustBe('an object', input, fix);
  return mustBe('"amount", "visit" or "item"', Reflect.get(input, 'per'), fix);
}

function names() {
  return list(text(), 0, 10_000);
}

function lineFilter() {
  return withMeaning(
    strict({ skus: withDefault(names(), []), categories: withDefault(names(), []) }),
    function* (filter, isSound) {
      yield* repeatedNames(filter, isSound);
      if (!isSound('skus') || !isSound('categories') || filter.skus.length > 0 || filter.categories.length > 0) return;
      yield {
        path: [],
        problem: 'names no sku and no category, so no line would count',
        fix: 'Name some, or leave only out for all lines.',
      };
    },
  );
}

function exceptions() {
  const none = { skus: [], categories: [], discounted: false };
  return withDefault(
    withMeaning(
      strict({
        skus: withDefault(names(), []),
        categories: withDefault(names(), []),
        discounted: withDefault(flag(), false),
      }),
      repeatedNames,
    ),
    none,
  );
}

function* repeatedNames({ skus, categories }: LineFilter, isSound: IsSound): Iterable<Mistake> {
  if (isSound('skus')) yield* repeated(skus, 'skus');
  if (isSound('categories')) yield* repeated(categories, 'categories');
}

function* mistakesOf(rule: Pick<EarnRule, 'earn' | 'only' | 'except'>, isSound: IsSound): Iterable<Mistake> {
  const looksAtLines =
    isSound('earn') && (rule.earn.per === 'item' || (rule.earn.per === 'amount' && rule.earn.base !== 'total'));
  if (isSound('earn') && !looksAtLines) {
    const what = rule.earn.per === 'visit' ? 'a rule per visit' : 'a rule with base "total"';
    const fix = rule.earn.per === 'visit' ? 'Earn per item or per amount.' : 'Use base "with-tax" or "without-tax".';
    if (isSound('only') && rule.only !== null)
      yield { path: ['only'], problem: `has no meaning in ${what}, which does not look at lines`, fix };
    const { skus, categories, discounted } = rule.except;
    if (isSound('except') && (skus.length > 0 || categories.length > 0 || discounted)) {
      yield { path: ['except'], problem: `has no meaning in ${what}, which does not look at lines`, fix };
    }
  }
  if (isSound('only') && isSound('except') && rule.only !== null) yield* contradictions(rule.only, rule.except);
}

function* contradictions(only: LineFilter, except: LineFilter): Iterable<Mistake> {
  const nothingLeft = [
    [only.skus, except.skus],
    [only.categories, except.categories],
  ].every(([some = [], others = []]) => some.every((name) => others.includes(name)));
  if (nothingLeft && only.skus.length + only.categories.length > 0) {
    yield { path: ['except'], problem: 'takes away everything that only names', fix: 'Leave one of the two out.' };
    return;
  }
  for (const field of ['skus', 'categories'] as const) {
    for (const [index, name] of except[field].entries()) {
      if (!only[field].includes(name)) continue;
      yield {
        path: ['except', field, index],
        problem: `names "${name}", which only names too`,
        fix: 'Name it in one of the two.',
      };
    }
  }
}
