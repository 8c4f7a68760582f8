import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampled } from '../support/properties/sampled.ts';
import { disagreement, isProgram } from './ledger-shop.ts';
import { randomRules } from './random-rules.ts';
import { randomYear } from './random-year.ts';

const numRuns = Number(process.env['POINTBOOK_RUNS'] ?? sampled(1000, 20_000));
/** The suite tries the same years each time; the soak tries others each time, and prints the seed of a failure. */
const seed = process.env['POINTBOOK_SEED'] ?? sampled('20261130', undefined);

test('the ledger and the oracle say the same of every random year of a shop', { timeout: 3_600_000 }, async () => {
  const agree = fc.asyncProperty(randomRules.filter(isProgram), randomYear, async (rules, year) => {
    return (await disagreement(rules, year)) === null;
  });
  const {
    failed,
    counterexample,
    seed: usedSeed,
  } = await fc.check(agree, {
    numRuns,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  });
  if (!failed) return;
  const story = counterexample === null ? 'No shrunk history.' : await disagreement(...counterexample);
  expect.fail(`${story}\nPOINTBOOK_SEED=${usedSeed} repeats it.`);
});
