import { conformanceCases } from '../cases/conformance-cases.ts';
import type { ConformanceCase, MakeHarness, Need } from './conformance-case.ts';
import { groundOf } from './conformance-ground.ts';

/** The two functions that the kit needs of a test runner: those of Vitest, Jest, Mocha and `node:test` will do. */
export interface TestRunner {
  /** Groups tests under a name. */
  readonly describe: (name: string, body: () => void) => unknown;
  /** Registers one test. */
  readonly test: (name: string, body: () => Promise<void>) => unknown;
}

/** What is run of the kit. */
export interface ConformanceOptions {
  /** All that there are, unless said. */
  readonly cases?: readonly ConformanceCase[];
  /** What the harness cannot offer: cases that need any of it are left out. Nothing, unless said. */
  readonly without?: readonly Need[];
}

/**
 * Registers a test for every conformance case.
 *
 * @param makeHarness Makes an empty ledger with the store under test; called once for each case.
 * @example
 * ```ts
 * import { runConformance, type MakeHarness } from '@pointbook/testing';
 * import { describe, test } from 'vitest';
 *
 * declare const makeHarness: MakeHarness; // your store, on an empty ledger
 *
 * runConformance({ describe, test }, makeHarness);
 * ```
 */
export function runConformance(
  { describe, test }: TestRunner,
  makeHarness: MakeHarness,
  { cases = conformanceCases, without = [] }: ConformanceOptions = {},
): void {
  describe('a store conforms', () => {
    for (const each of cases)
      if (!each.needs?.some((need) => without.includes(need))) test(nameOf(each), () => runCase(each, makeHarness));
  });
}

/** Runs one case on an empty ledger of its own. */
export async function runCase(each: ConformanceCase, makeHarness: MakeHarness): Promise<void> {
  const harness = await makeHarness(each.needs ?? []);
  try {
    await each.run(groundOf(harness));
  } finally {
    await harness.close();
  }
}

function nameOf({ name, invariants = [] }: ConformanceCase): string {
  return invariants.length === 0 ? name : `[${invariants.join(', ')}] ${name}`;
}
