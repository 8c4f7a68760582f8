import { verify, type Verification } from '@pointbook/core/verify';
import { ResultAsync } from 'neverthrow';
import type { Ledgers } from '../ledgers.ts';

/**
 * Folds every entry of both programs again, and compares with the balances that are stored; holds each redemption with
 * a code against the code that was used.
 */
export function checkLedgers({ both }: Ledgers) {
  return ResultAsync.combine(both.map(verify)).map((checks) => checks.reduce(together));
}

function together(one: Verification, other: Verification): Verification {
  return {
    members: one.members + other.members,
    entries: one.entries + other.entries,
    findings: [...one.findings, ...other.findings],
    unchecked: [...new Set([...one.unchecked, ...other.unchecked])],
  };
}
