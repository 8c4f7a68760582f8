import type { Program } from '@pointbook/core';
import { businessDay, type BusinessDay } from '@pointbook/core/reports';
import { InvalidArgumentError, Option } from 'commander';
import { valueOf } from '../cli-failure.ts';
import { shellQuoted } from '../output/shell-quoted.ts';

/** Reads a whole number; figures are never guessed. */
export function wholeNumber(text: string): number {
  return wholeOr(text, 'It must be a whole number, in plain digits.');
}

function wholeOr(text: string, problem: string): number {
  const read = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(read)) return read;
  throw new InvalidArgumentError(problem);
}

/** An option that takes a whole number. */
export function wholeOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser(wholeNumber);
}

/** An option that takes an amount of money. */
export function moneyOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser(wholeMoney);
}

/** Reads an amount of money. */
export function wholeMoney(text: string): number {
  return wholeOr(text, 'It must be a whole number of minor units, in plain digits: 12.50 is 1250.');
}

/** An option that says how many are wanted at most. */
export function limitOption(description = 'at most so many; on a terminal 50 when left out, elsewhere all'): Option {
  return new Option('--limit <count>', description).argParser((text: string) => {
    const limit = wholeNumber(text);
    if (limit < 1) throw new InvalidArgumentError('It must be 1 or more.');
    return limit;
  });
}

/** Reads a list of names with commas between them. */
export function nameList(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}

/** The days from one to another as instants, both of them business days of the program. */
export function daysBetween(
  program: Program,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): Partial<BusinessDay> {
  const dayOf = (text: string) =>
    valueOf(
      businessDay(program, text).mapErr(({ kind, problem }) => ({ kind, message: `${shellQuoted(text)} ${problem}.` })),
    );
  return {
    ...(from === undefined ? {} : { from: dayOf(from).from }),
    ...(to === undefined ? {} : { until: dayOf(to).until }),
  };
}
