import { expect } from 'vitest';
import type { Step } from './specification.ts';

/**
 * Steps that reach the ledger in one turn: it runs them as one batch, in their order. Answers how the last one ended.
 */
export function atOnce(...steps: readonly Step[]): Step {
  return async (stage) => {
    const outcomes = await Promise.all(steps.map((step) => step(stage)));
    for (const outcome of outcomes.slice(0, -1))
      if (outcome && 'error' in outcome) expect.fail(`one of those at once failed: ${outcome.error.message}`);
    return outcomes.at(-1) ?? null;
  };
}
