import { checkOptionNames } from '@pointbook/core/store';

/** Refuses what an option cannot be. */
export type OptionRule = (name: string, value: unknown) => void;

/** Refuses options that cannot be: a typing mistake would otherwise show under load, or never. */
export function checkStoreOptions(what: string, options: object, rules: Readonly<Record<string, OptionRule>>): void {
  const names = Object.fromEntries(Object.keys(rules).map((name) => [name, false]));
  checkOptionNames(what, options, names, TypeError);
  for (const [name, value] of Object.entries(options)) if (value !== undefined) rules[name]?.(name, value);
}

/** An option that is checked where it is used. */
export const checkedLater: OptionRule = () => {};

/** An option that is one of these texts. */
export const oneOf =
  (...texts: readonly string[]): OptionRule =>
  (name, value) => {
    if (!texts.includes(value as string)) throw new TypeError(`${name} must be one of ${texts.join(', ')}.`);
  };

/** An option that is true or false. */
export const yesOrNo: OptionRule = (name, value) => {
  if (typeof value !== 'boolean') throw new TypeError(`${name} must be true or false.`);
};

/** An option that is a whole number of something. */
export const wholeNumber =
  (what: string, from = 0, to = Number.MAX_SAFE_INTEGER): OptionRule =>
  (name, value) => {
    if (!Number.isSafeInteger(value) || Number(value) < from || Number(value) > to)
      throw new RangeError(`${name} must be ${what}.`);
  };
