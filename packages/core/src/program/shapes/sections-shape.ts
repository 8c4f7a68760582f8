import { closest } from '../../values/closest.ts';
import { orDefaults } from '../../schemas/fields.ts';
import { object } from '../../schemas/objects.ts';
import { maxUnknownKeys } from '../../schemas/problem.ts';
import { isObject, type Schema, addMistake } from '../../schemas/schema.ts';
import { mustBe, type MistakeText } from '../../schemas/mistake-text.ts';
import type { KeptSections } from '../program.ts';
import type { Sections } from '../parsing/section.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * The sections of plugins. In a program that was stored, the section of a plugin that is not given is kept as it
 * stands: only that plugin reads it.
 */
export function sectionsShape(sections: Sections, isStored: boolean): Schema<KeptSections> {
  const names = Object.keys(sections);
  const known = object<Values>(sections);
  const kept: Schema<Values> = {
    read(input, reading) {
      if (!isObject(input)) {
        addMistake(reading, mustBe('an object', input, 'Write { codes: { … } } for the section of the plugin codes.'));
        return {};
      }
      const [ours, others] = [
        pick(input, (name) => names.includes(name)),
        pick(input, (name) => !names.includes(name)),
      ];
      const value = known.read(ours, reading);
      if (isStored) return { ...others, ...value };
      for (const name of Object.keys(others).slice(0, maxUnknownKeys))
        addMistake(reading, withoutPlugin(name, names), [name]);
      return value;
    },
    canonical: (value) => ({ ...pick(value, (name) => !names.includes(name)), ...(known.canonical(value) as object) }),
  };
  return orDefaults(kept as Schema<unknown> as Schema<KeptSections>);
}

function pick(values: Values, isWanted: (name: string) => boolean): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => isWanted(name)));
}

function withoutPlugin(name: string, known: readonly string[]): MistakeText {
  const problem = 'is the section of a plugin that is not given';
  const meant = closest(name, known);
  if (meant !== null) return { problem, fix: `Did you mean "${meant}"?` };
  return /^[a-zA-Z]{1,40}$/.test(name)
    ? { problem, fix: `Add the plugin: ${linesToAdd(name)}.`, remedy: 'add-plugin' }
    : { problem, fix: 'The name of a plugin has 1 to 40 letters.' };
}

/** The code that gives a plugin to a ledger. */
function linesToAdd(plugin: string): string {
  return `createPointbook({ plugins: [${plugin}(…)] }), or parseProgram(input, { plugins: [${plugin}(…)] })`;
}
