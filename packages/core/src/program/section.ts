import type { Section, SectionBearer } from '../kernel/section.ts';
import type { ValueSchema } from '../kernel/standard-schema.ts';
import { withDefault } from '../schemas/fields.ts';
import { newReading, type Schema } from '../schemas/schema.ts';
import { InvariantError } from '../values/invariant.ts';
import { ownValue } from './own-value.ts';
import type { Program } from './program.ts';

/** What a plugin's section of the program is. */
export interface SectionDeclaration<Value, Written> {
  /** The name of the plugin: the section is written as `plugins: { <plugin>: … }`. */
  readonly plugin: string;
  /** Checks the section and gives the value that is kept, which is plain JSON and passes the check unchanged. */
  readonly value: ValueSchema<Value, Written>;
  /** What the section is where a program leaves it out. A released default never changes: it is no part of a version. */
  readonly byDefault: NoInfer<Value>;
}

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
export function section<Value, Written = Value>({
  plugin,
  value,
  byDefault,
}: SectionDeclaration<Value, Written>): Section<Value, Written> {
  const shape = ownValue('plugin', plugin, value as ValueSchema<Value>);
  const reading = newReading();
  shape.read(byDefault, reading);
  const [mistake] = reading.mistakes;
  if (mistake) throw new InvariantError(`The default of the section of the plugin "${plugin}" ${mistake.problem}.`);
  return sectionOf(plugin, withDefault(shape, byDefault));
}

/** A section that is read by a shape of Pointbook's own, which has a default. */
export function sectionOf<Value, Written>(plugin: string, shape: Schema<Value>): Section<Value, Written> {
  return {
    shape,
    of: (program) => ((program as Program).plugins[plugin] ?? shape.fallback?.value) as Value,
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
