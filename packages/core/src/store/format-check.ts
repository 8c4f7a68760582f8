import type { FormatStep } from '../kernel/record.ts';
import { StoreFailure } from '../kernel/store-failure.ts';

/** What is thrown where a row has a format above the one that this library reads. */
export function newerFormat(kind: string, found: number, known: number): StoreFailure {
  return new StoreFailure(
    'store-schema-newer',
    `A record of kind ${kind} has format ${found}, and this library reads formats up to ${known}: update it.`,
  );
}

/** Throws where a row has a format that these steps do not lead to. */
export function checkFormat(kind: string, found: number, steps: readonly FormatStep[]): void {
  const known = steps.length + 1;
  if (found > known) throw newerFormat(kind, found, known);
}
