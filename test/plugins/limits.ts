import { command, type Plugin, section, standardShape } from '@pointbook/core/plugin';
import { ok } from 'neverthrow';

/** What the program says to the plugin. */
export interface Limits {
  /** Pieces of one reward that a member may have; a whole number, 1 or more. */
  readonly most: number;
}

const limits = section<Limits>({
  plugin: 'limits',
  value(input) {
    const { most } = Object(input) as Partial<Limits>;
    return Number.isSafeInteger(most) && Number(most) > 0
      ? { value: { most: Number(most) } }
      : { issues: [{ message: 'it must be a whole number of at least 1', path: ['most'] }] };
  },
  byDefault: { most: 3 },
});

const checkLimits = command({
  name: 'checkLimits',
  input: standardShape<object, object>({ '~standard': { validate: (value) => ({ value: value as object }) } }),
  failures: {},
  joins: 'host',
  recall: 'runs-again',
  decide: (_, book) => ok(limits.of(book.program)),
  receipt: (did) => did,
});

/** A plugin that the program tells something: `plugins: { limits: { most: 5 } }`. */
export function limiting() {
  return { name: 'limits', verbs: { checkLimits }, section: limits } as const satisfies Plugin<'limits'>;
}
