import { err, ok, type Result } from 'neverthrow';
import type { Finding } from '../kernel/check.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { type PastProfileSave, type ProfileRecord, profileSaves } from '../members/profile-record.ts';
import { replacedKey, replacedSales } from '../sales/invoice/basis.ts';
import type { InvoiceRecord } from '../sales/invoice/invoice-record.ts';
import { nothingToLoad } from '../store/load-request.ts';
import type { Place } from '../store/record-reader.ts';
import type { CheckingHost } from './checking-host.ts';
import { isDamage } from './sound-rows.ts';

type Report = (finding: Finding) => void;
type Checked = Promise<Result<void, StoreError>>;

const savesAtATime = 500;

/** Of each sale that an edit replaced there must be a row: repeated commands are explained by it. */
export async function checkReplacedSales(
  { store, program }: CheckingHost,
  sales: readonly InvoiceRecord[],
  report: Report,
): Checked {
  const wanted = sales.flatMap(({ invoiceId, memberId, saves }) =>
    saves.slice(0, -1).map(({ revision }) => ({ memberId, key: replacedKey(invoiceId, revision) })),
  );
  for (let from = 0; from < wanted.length; from += savesAtATime) {
    const some = wanted.slice(from, from + savesAtATime);
    const records = some.map(({ key }) => ({ kind: replacedSales.kind, key }));
    const loaded = await store.rows.load(program.programId, { ...nothingToLoad, records });
    if (loaded.isErr()) return err(loaded.error);
    const there = new Set(loaded.value.records.map(({ key }) => key));
    for (const { memberId, key } of some) if (!there.has(key)) report(missing(memberId, replacedSales.kind, key));
  }
  return ok();
}

/** Of each save between the first and the last one of a profile there must be a row: a retry is known by it. */
export async function checkProfileSaves(host: CheckingHost, people: readonly ProfileRecord[], report: Report): Checked {
  for (const { memberId, saves } of people) {
    const last = saves.at(-1)?.version ?? 0;
    if (last <= 2) continue;
    const wanted = new Set(Array.from({ length: last - 2 }, (_, index) => index + 2));
    const list = { list: 'owner', value: memberId };
    for (let after: Place | null | undefined = null; after !== undefined;) {
      const page: Result<PastProfileSave[], StoreError> = await host.reads.list(
        profileSaves,
        list,
        after,
        savesAtATime,
      );
      // What is damaged is told with all other records.
      if (page.isErr() && isDamage(page.error)) wanted.clear();
      else if (page.isErr()) return err(page.error);
      const found: readonly PastProfileSave[] = page.unwrapOr([]);
      for (const { version } of found) wanted.delete(version);
      const end = found.at(-1);
      after = end === undefined || found.length < savesAtATime ? undefined : { rank: 0, key: profileSaves.key(end) };
    }
    for (const version of wanted) report(missing(memberId, profileSaves.kind, `version ${version}`));
  }
  return ok();
}

function missing(memberId: Finding['memberId'], kind: string, what: string): Finding {
  return { memberId, sequence: null, problem: `The record ${kind} ${JSON.stringify(what)} is missing.` };
}
