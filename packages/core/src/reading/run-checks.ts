import { err, ok, type Result } from 'neverthrow';
import type { AnyCheck, Finding } from '../kernel/check.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { foldedEntries } from '../ledger/ledger-kinds.ts';
import type { Reads } from '../store/reads.ts';

const recordsAtATime = 200;

/** Whether a check looks at entries, which `verify` reads anyway. */
export function isOfEntries({ on }: AnyCheck): boolean {
  return on.kind === foldedEntries.kind;
}

/** Looks at all records of the kinds that checks are on, but for entries, and hands what is wrong to `report`. */
export async function checkRecords(
  checks: readonly AnyCheck[],
  reads: Reads,
  report: (finding: Finding) => void,
): Promise<Result<void, StoreError>> {
  for (const check of checks.filter((each) => !isOfEntries(each)))
    for (let after: string | null | undefined = null; after !== undefined;) {
      const page: Result<unknown[], StoreError> = await reads.page(check.on, after, recordsAtATime);
      if (page.isErr()) return err(page.error);
      const findings = await check.findings(page.value, reads);
      if (findings.isErr()) return err(findings.error);
      for (const finding of findings.value) report(finding);
      after = page.value.length < recordsAtATime ? undefined : check.on.key(page.value.at(-1));
    }
  return ok();
}
