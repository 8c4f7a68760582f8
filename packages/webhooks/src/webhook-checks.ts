import type { StoreError } from '@pointbook/core';
import type { AnyCheck, Check, Finding, Reads } from '@pointbook/core/plugin';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { type Waiting, waitings } from './waiting.ts';

/** What waits are entries that there are. */
const whatWaits: Check<Waiting, Reads> = {
  on: waitings,
  findings: (page, reads) => new ResultAsync(findingsOf(page, reads)),
};

async function findingsOf(page: readonly Waiting[], reads: Reads): Promise<Result<readonly Finding[], StoreError>> {
  const findings: Finding[] = [];
  for (const { endpointId, memberId, from, to } of page) {
    if (from === null) continue;
    const account = await reads.account(memberId);
    if (account.isErr()) return err(account.error);
    if (from >= 1 && from <= to && to <= (account.value?.sequence ?? 0)) continue;
    const problem = `Entries ${from} to ${to} wait for the endpoint ${endpointId}, which are not all there.`;
    findings.push({ memberId, sequence: from, problem });
  }
  return ok(findings);
}

/** What the plugin holds true of its records. */
export const webhookChecks: readonly AnyCheck[] = [whatWaits];
