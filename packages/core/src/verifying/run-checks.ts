import { err, ok, type Result } from 'neverthrow';
import type { AnyCheck, Finding } from '../kernel/check.ts';
import type { AnyRecordKind } from '../kernel/record.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { foldedEntries } from '../ledger/ledger-kinds.ts';
import { programVersions } from '../program/program-versions.ts';
import { nothingToLoad, type UniqueName } from '../store/load-request.ts';
import type { StoredRecord } from '../store/stored-rows.ts';
import { profiles } from '../members/profile-record.ts';
import { invoices } from '../sales/invoice/invoices.ts';
import { refunds } from '../sales/invoice/refund-record.ts';
import { pastBases, replacedSales } from '../sales/invoice/past-of-invoice.ts';
import { payments } from '../sales/invoice/payment-record.ts';
import type { ProgramVersion } from '../values/ids.ts';
import { checkLeads, checkPlaces } from './check-lookups.ts';
import { checkEarned } from './check-earned.ts';
import { checkBases, checkPastOfSales, checkProfileSaves, checkReplaced } from './check-past.ts';
import { checkOwned, checkPaid } from './check-parts.ts';
import { checkProfileHolders } from './check-people.ts';
import type { CheckingHost } from './checking-host.ts';
import { pagesOf } from './pages.ts';
import { soundRows, unlessDamaged } from './sound-rows.ts';

const recordsAtATime = 200;

type Report = (finding: Finding) => void;

/** Whether a check looks at entries, which `verify` reads anyway. */
export function isOfEntries({ on }: AnyCheck): boolean {
  return on.kind === foldedEntries.kind;
}

/**
 * Looks at all versions and records, but for entries, which name some versions, and hands what is wrong to `report`.
 */
export async function checkRecords(
  host: CheckingHost,
  named: ReadonlySet<ProgramVersion>,
  report: Report,
): Promise<Result<void, StoreError>> {
  const versions = await host.store.rows.versions(host.program.programId);
  if (versions.isErr()) return err(versions.error);
  soundRows(versions.value, host.reads.sound.version, (_row, problem) =>
    report({ memberId: null, sequence: null, problem }),
  );
  const known = new Set(versions.value.map(({ version }) => version));
  for (const version of named)
    if (!known.has(version))
      report({
        memberId: null,
        sequence: null,
        problem: `Version ${version} of the program is missing, and entries name it.`,
      });
  for (const kind of host.kinds.values()) {
    if (kind.kind === programVersions.kind) continue;
    const checked = await checkKind(host, kind, report);
    if (checked.isErr()) return checked;
  }
  return ok();
}

type CheckOfPage = (host: CheckingHost, records: never, report: Report) => Promise<Result<void, StoreError>>;

/** What the kinds of a till hold true of their records. */
const checksOfTill: Readonly<Record<string, readonly CheckOfPage[]>> = {
  [profiles.kind]: [checkProfileHolders, checkProfileSaves],
  [invoices.kind]: [checkEarned, checkPaid, checkPastOfSales],
  [payments.kind]: [checkOwned],
  [refunds.kind]: [checkOwned],
  [replacedSales.kind]: [checkReplaced],
  [pastBases.kind]: [checkBases],
};

async function checkKind(host: CheckingHost, kind: AnyRecordKind, report: Report): Promise<Result<void, StoreError>> {
  const { program, store, reads } = host;
  const checks = host.checks.filter(({ on }) => on.kind === kind.kind);
  const pages = pagesOf<StoredRecord>(recordsAtATime, (last) =>
    store.rows.records(program.programId, kind.kind, last?.key ?? null, recordsAtATime),
  );
  for await (const page of pages) {
    if (page.isErr()) return err(page.error);
    const records: unknown[] = soundRows(
      page.value,
      (row) => reads.sound.record(kind, row),
      (_row, problem) => report({ memberId: null, sequence: null, problem }),
    );
    const found = await findLookups(host, kind, records, report);
    if (found.isErr()) return found;
    const placed = await checkPlaces(host, kind, records, report);
    if (placed.isErr()) return placed;
    for (const check of checksOfTill[kind.kind] ?? []) {
      const held = await check(host, records as never, report);
      if (held.isErr()) return held;
    }
    for (const check of checks) {
      const findings = unlessDamaged(await check.findings(records, reads));
      if (findings.isErr()) return err(findings.error);
      if (findings.value !== 'damaged') findings.value.forEach(report);
    }
  }
  return checkLeads(host, kind, report);
}

/** A record must be found by its unique values. */
async function findLookups(
  { program, store, reads }: CheckingHost,
  kind: AnyRecordKind,
  records: readonly unknown[],
  report: Report,
): Promise<Result<void, StoreError>> {
  const wanted = records.flatMap((record) =>
    Object.entries(kind.unique ?? {}).flatMap(([field, valueOf]) => {
      const value = valueOf(record);
      return value === null ? [] : [{ kind: kind.kind, field, value, key: kind.key(record), valueOf }];
    }),
  );
  if (wanted.length === 0) return ok();
  const uniques: UniqueName[] = wanted.map(({ field, value }) => ({ kind: kind.kind, field, value }));
  const loaded = await store.rows.load(program.programId, { ...nothingToLoad, uniques });
  if (loaded.isErr()) return err(loaded.error);
  const holders = new Map(loaded.value.uniques.map(({ field, value, key }) => [`${field} ${value}`, key]));
  for (const { field, value, key, valueOf } of wanted) {
    if (holders.get(`${field} ${value}`) === key) continue;
    // Somebody may have changed it since the page was read.
    const now = unlessDamaged(await reads.get(kind, key));
    if (now.isErr()) return err(now.error);
    if (now.value === 'damaged' || now.value === null || valueOf(now.value) !== value) continue;
    const problem = `The record ${kind.kind} ${JSON.stringify(key)} is not found by its ${field}.`;
    report({ memberId: (kind.owner?.(now.value) as Finding['memberId']) ?? null, sequence: null, problem });
  }
  return ok();
}
