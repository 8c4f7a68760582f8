import type { Section, SectionBearer } from '../../kernel/section.ts';
import type { ValueSchema } from '../../kernel/shapes/standard-schema.ts';
import { withDefault } from '../../schemas/fields.ts';
import { isObject, newReading, type Reading, type Schema } from '../../schemas/schema.ts';
import { canonicalJson } from '../../values/fingerprint.ts';
import { InvariantError } from '../../values/invariant.ts';
import { checkOptionNames } from '../../values/option-names.ts';
import { ownValue } from './own-value.ts';
import type { Program } from '../program.ts';

/** What a plugin's section of the program is. */
export interface SectionDeclaration<Value, Written> {
  /** The name of the plugin: the section is written as `plugins: { <plugin>: … }`. */
  readonly plugin: string;
  /** Checks the section and gives the value that is kept, which is plain JSON and passes the check unchanged. */
  readonly value: ValueSchema<Value, Written>;
  /**
   * What the section is where a program leaves it out, and what each field of it is that is left out. A released
   * default never changes: it is no part of a version.
   */
  readonly byDefault: NoInfer<Value>;
}

const members = { plugin: true, value: true, byDefault: true };

/**
 * Declares a plugin's section of the program.
 *
 * @remarks A decision reads it of the version of the program that applies: `limits.of(book.program)`.
 *
 * @throws InvariantError when the default does not pass the section's own check.
 *
 * @example
 * ```ts
 * import { section, type StandardSchema } from '@pointbook/core/plugin';
 *
 * declare const schema: StandardSchema<{ readonly most: number }>; // of zod, valibot or by hand
 *
 * const limits = section({ plugin: 'stock', value: schema, byDefault: { most: 3 } });
 * ```
 */
export function section<Value, Written = Value>(
  declaration: SectionDeclaration<Value, Written>,
): Section<Value, Partial<Written>> {
  checkOptionNames(`section() of "${declaration?.plugin}"`, declaration, members);
  const { plugin, value, byDefault } = declaration;
  const shape = filledUp(ownValue('plugin', plugin, value as ValueSchema<Value>), byDefault);
  const reading = newReading();
  shape.read(byDefault, reading);
  const [mistake] = reading.mistakes;
  if (mistake) throw new InvariantError(`The default of the section of the plugin "${plugin}" ${mistake.problem}.`);
  return sectionOf(plugin, withDefault(shape, byDefault));
}

/**
 * The same with the fields of the default where an object leaves them out. They are left out of what is written down,
 * so that one more field with a default changes the version of no program.
 */
function filledUp<Value>(shape: Schema<Value>, byDefault: Value): Schema<Value> {
  const fields: Readonly<Record<string, unknown>> = isObject(byDefault) ? byDefault : {};
  const read = (input: unknown, reading: Reading): Value => {
    const asWritten: Reading = { path: reading.path, mistakes: [] };
    const value = shape.read(input, asWritten);
    if (asWritten.mistakes.length === 0 || !isObject(input)) {
      reading.mistakes.push(...asWritten.mistakes);
      return value;
    }
    const filled: Reading = { path: reading.path, mistakes: [] };
    const given = Object.entries(input).filter(([, each]) => each !== undefined);
    const full = shape.read({ ...fields, ...Object.fromEntries(given) }, filled);
    // Where kinds of sections differ in their fields, those of the default may not fit the kind that is written.
    reading.mistakes.push(...(filled.mistakes.length <= asWritten.mistakes.length ? filled : asWritten).mistakes);
    return full;
  };
  const canonical = (value: Value): unknown => {
    if (!isObject(value)) return value;
    const isOwn = ([name, each]: [string, unknown]) => !Object.hasOwn(fields, name) || !isSame(each, fields[name]);
    const written = Object.fromEntries(Object.entries(value).filter(isOwn));
    return isSame(read(written, newReading()), value) ? written : value;
  };
  return { ...shape, read, canonical };
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** A section that is read by a shape of Pointbook's own, which has a default. */
export function sectionOf<Value, Written>(plugin: string, shape: Schema<Value>): Section<Value, Written> {
  return {
    plugin,
    shape,
    of(program) {
      const kept = (program as Program).plugins as Readonly<Record<string, unknown>>;
      return (kept[plugin] ?? shape.fallback?.value) as Value;
    },
  };
}

/** How the sections of plugins are read, by the plugins' names. */
export type Sections = Readonly<Record<string, Schema<unknown>>>;

/** The sections that some plugins bring. */
export function sectionsOf(plugins: readonly SectionBearer[]): Sections {
  return Object.fromEntries(
    plugins.flatMap(({ name, section: brought }) => (brought ? [[name, brought.shape as Schema<unknown>]] : [])),
  );
}
