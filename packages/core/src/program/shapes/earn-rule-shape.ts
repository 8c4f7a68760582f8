import type { IsSound, Mistake } from '../../schemas/problem.ts';
import { repeated } from '../../schemas/repeated.ts';
import type { Cap, Condition, EarnAmount, EarnRule, LineFilter } from '../earn-rule.ts';
import type { EarnPart } from '../parts/earn-kind.ts';
import type { Parts } from '../parts/parts.ts';
import { firstOf, off, set } from './program-fields.ts';
import { id, orDefaults, orNull, text, whole } from '../../schemas/fields.ts';
import { object, variants, refine } from '../../schemas/objects.ts';
import { isObject, type Schema } from '../../schemas/schema.ts';

/** The most points of a rule, or of all rules together. */
export function capShape(): Schema<Cap> {
  const most = orNull(whole(1, undefined, 'Leave it out where there is no limit.'));
  return orDefaults(
    refine(object<Cap>({ perInvoice: most, perDay: most }), function* ({ perInvoice, perDay }, isSound) {
      if (!isSound('perInvoice') || !isSound('perDay') || perInvoice === null || perDay === null) return;
      if (perInvoice <= perDay) return;
      yield {
        path: ['perInvoice'],
        problem: `is ${perInvoice}, which perDay, ${perDay}, never lets an invoice reach`,
        fix: 'Lower perInvoice, raise perDay, or leave one out.',
      };
    }),
  );
}

/** When a rule or a multiplier holds. */
export function conditionShape({ conditions }: Parts): Schema<Condition> {
  const fields = Object.fromEntries(conditions.map(({ kind, value }) => [kind, value]));
  return orDefaults(
    refine(object<Readonly<Record<string, unknown>>>(fields), function* (when, isSound) {
      for (const part of conditions) if (part.mistakes) yield* part.mistakes(when as never, isSound);
    }),
  ) as Schema<unknown> as Schema<Condition>;
}

/** One way to earn. A label that is left out is the id. */
export function earnRuleShape(parts: Parts): Schema<EarnRule> {
  const fields = refine(
    object<Unlabelled<EarnRule>>({
      ruleId: id<string>(),
      label: orNull(text()),
      earn: earnAmountShape(parts),
      only: orNull(lineFilter()),
      except: exceptions(),
      when: conditionShape(parts),
      rounding: firstOf(['floor', 'half-up', 'ceil']),
      cap: capShape(),
    }),
    (rule, isSound) => mistakesOf(rule, isSound, parts.earnKinds),
  );
  return labelled(fields, 'ruleId');
}

/** What is called by its id where it has no label. */
export function labelled<Id extends string, T extends Readonly<Record<Id | 'label', string>>>(
  { read, canonical }: Schema<Unlabelled<T>>,
  idField: Id & keyof Unlabelled<T>,
): Schema<T> {
  return {
    read(input, reading) {
      const value = read(input, reading);
      return (isObject(value) ? { ...value, label: value.label ?? value[idField] } : value) as T;
    },
    canonical: (value) => canonical(value.label === value[idField] ? { ...value, label: null } : value),
  };
}

/** What has a label, as it may be written. */
export type Unlabelled<T> = Omit<T, 'label'> & { readonly label: string | null };

function earnAmountShape({ earnKinds }: Parts): Schema<EarnAmount> {
  const kinds = Object.fromEntries(earnKinds.map(({ kind, fields }) => [kind, fields]));
  const fix = 'Write { per: "amount", points: 1, of: 1000 }, or per "visit" or "item" with points.';
  return variants('per', kinds, fix);
}

function names(): Schema<readonly string[]> {
  const nothing: readonly string[] = [];
  return { ...set(text(), 0, 10_000), fallback: { value: nothing } };
}

function lineFilter(): Schema<LineFilter> {
  return refine(object<LineFilter>({ skus: names(), categories: names() }), function* (filter, isSound) {
    yield* repeatedNames(filter, isSound);
    if (!isSound('skus') || !isSound('categories') || filter.skus.length > 0 || filter.categories.length > 0) return;
    yield {
      path: [],
      problem: 'names no sku and no category, so no line would count',
      fix: 'Name some, or leave only out for all lines.',
    };
  });
}

function exceptions(): Schema<EarnRule['except']> {
  return orDefaults(
    refine(object<EarnRule['except']>({ skus: names(), categories: names(), discounted: off() }), repeatedNames),
  );
}

function* repeatedNames({ skus, categories }: LineFilter, isSound: IsSound): Iterable<Mistake> {
  if (isSound('skus')) yield* repeated(skus, 'skus');
  if (isSound('categories')) yield* repeated(categories, 'categories');
}

function* mistakesOf(
  { earn, only, except }: Pick<EarnRule, 'earn' | 'only' | 'except'>,
  isSound: IsSound,
  earnKinds: readonly EarnPart[],
): Iterable<Mistake> {
  const ignored = isSound('earn') && earnKinds.find(({ kind }) => kind === earn.per)?.withoutLines(earn);
  if (ignored) {
    const mistake = { problem: `has no meaning in ${ignored.what}, which does not look at lines`, fix: ignored.fix };
    if (isSound('only') && only !== null) yield { path: ['only'], ...mistake };
    const excepts = isSound('except') && (except.skus.length > 0 || except.categories.length > 0 || except.discounted);
    if (excepts) yield { path: ['except'], ...mistake };
  }
  if (isSound('only') && isSound('except') && only !== null) yield* contradictions(only, except);
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
