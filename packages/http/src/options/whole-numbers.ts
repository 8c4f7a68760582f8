import { InvariantError } from '@pointbook/core';
import { checkOptionNames } from '@pointbook/core/shapes';

/** Some of the options, each a number. */
export type Numbers<Options> = { readonly [Name in keyof Options]?: number | undefined };

/**
 * Options that are whole numbers from 1, with the usual ones where they are left out. `option` is the one of
 * `createHandler` that has them.
 */
export function wholeNumbers<Options extends Readonly<Record<keyof Options, number>>>(
  option: string,
  given: Numbers<Options>,
  usual: Options,
): Options {
  const names = Object.keys(usual) as (keyof Options & string)[];
  checkOptionNames(`createHandler(), in \`${option}\`,`, given, Object.fromEntries(names.map((name) => [name, false])));
  const options = names.map((name): [string, number] => [name, given[name] ?? usual[name]]);
  for (const [name, value] of options)
    if (!Number.isSafeInteger(value) || value < 1)
      throw new InvariantError(`In \`${option}\`, \`${name}\` must be a whole number from 1.`);
  return Object.fromEntries(options) as unknown as Options;
}
