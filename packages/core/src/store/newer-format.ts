import { StoreFailure } from '../kernel/store-failure.ts';

/** What is thrown where a row has a format above the one that this library reads. */
export function newerFormat(kind: string, found: number, known: number): StoreFailure {
  return new StoreFailure(
    'store-schema-newer',
    `A record of kind ${kind} has format ${found}, and this library reads formats up to ${known}: update it.`,
  );
}
