import type { ImportQuery } from '@pointbook/core/jobs';
import type { Brought } from '../../ui/read-form.ts';
import { chosenOf, dateOrders, encodings, numberLocales } from './file-choices.ts';

/** How a file is written, as its form says. What is left as usual is left to the program that wrote the file. */
export function readReading({ text }: Brought, { mode, from }: ImportQuery): ImportQuery {
  const numberLocale = chosenOf(numberLocales, text('numberLocale'));
  return {
    mode,
    from,
    encoding: chosenOf(encodings, text('encoding')),
    numberLocale,
    // A decimal is only known as one where it is said how figures are written.
    decimals: numberLocale !== undefined && text('decimals') === 'floor' ? 'floor' : undefined,
    dateOrder: chosenOf(dateOrders, text('dateOrder')),
    lenient: text('lenient') === 'yes' ? true : undefined,
  };
}
