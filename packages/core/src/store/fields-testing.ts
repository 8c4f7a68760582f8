import fc from 'fast-check';
import { lastInstant, type BusinessDate, type Instant } from '../values/instant.ts';

/** Objects as JSON makes them. */
export const plain = { noNullPrototype: true } as const;

/** An arbitrary for each field: one that is not named does not compile. */
export type Fields<R> = { readonly [Name in keyof Required<R>]: fc.Arbitrary<Required<R>[Name]> };

/** Records of these fields; those named as optional are left out at times. */
export function fields<R>(of: Fields<R>, optional: readonly (keyof R & string)[] = []): fc.Arbitrary<R> {
  const requiredKeys = Object.keys(of).filter((name) => !(optional as readonly string[]).includes(name));
  const record = fc.record as (fields: object, options: object) => fc.Arbitrary<R>;
  return record(of, { requiredKeys, noNullPrototype: true });
}

/** Any text that a store keeps, under a type of its own. */
export const text = <Text extends string>(): fc.Arbitrary<Text> =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('', '__proto__', 'null', '"', '\\', '\u2028', ' ', '0', 'a', '😀'),
    )
    .map((value) => value.replaceAll('\0', ' ') as Text);

/** Any text but none. */
export const id = <Text extends string>(): fc.Arbitrary<Text> => text<Text>().map((value) => (value || 'x') as Text);

export const flag = fc.boolean();

/** One of some values. */
export const one = fc.constantFrom;

/** Any figure. */
export const figure: fc.Arbitrary<number> = fc.oneof(
  fc.maxSafeInteger(),
  fc.constantFrom(0, 1, -1, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER),
);

export const instant: fc.Arbitrary<Instant> = fc
  .oneof(fc.integer({ min: 0, max: lastInstant }), fc.constantFrom(0, lastInstant))
  .map((value) => value as Instant);

export const businessDate: fc.Arbitrary<BusinessDate> = text<BusinessDate>();

/** A value, or null. */
export const orNull = <Value>(of: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(of, { nil: null });

/** Up to three. */
export const few = <Value>(of: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> => fc.array(of, { maxLength: 3 });

// JSON.parse of Node 26.10 takes a name that ends in a quote for one that ends in a backslash, once it has read that.
const fieldName = text().filter((name) => name !== '__proto__' && !/["\\\\]$/.test(name));

export const figuresByName: fc.Arbitrary<Readonly<Record<string, number>>> = fc.dictionary(fieldName, figure, {
  maxKeys: 3,
  noNullPrototype: true,
});
