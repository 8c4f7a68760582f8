import { err, ok, type Result } from 'neverthrow';
import type { Finding } from '../kernel/check.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { InvoiceRecord } from '../sales/invoice/invoice-record.ts';
import { postedToMember } from '../sales/invoice/previous-owners.ts';
import { type EntryName, nothingToLoad } from '../store/load-request.ts';
import type { StoredEntry } from '../store/stored-rows.ts';
import type { InvoiceId, MemberId } from '../values/ids.ts';
import type { CheckingHost } from './checking-host.ts';

/** A member for whom a sale says that it gave points. */
interface Given {
  readonly invoiceId: InvoiceId;
  readonly memberId: MemberId;
  /** Where the sale says that the entry is. */
  readonly at: EntryName | null;
}

/**
 * A sale that says that it gave points must be named by an entry that gave some. Their sums are compared from the
 * entries.
 */
export async function checkEarned(
  host: CheckingHost,
  sales: readonly InvoiceRecord[],
  report: (finding: Finding) => void,
): Promise<Result<void, StoreError>> {
  const given = sales.flatMap(givenBy);
  const entries = given.flatMap(({ at }) => at ?? []);
  const loaded = await host.store.rows.load(host.program.programId, { ...nothingToLoad, entries });
  if (loaded.isErr()) return err(loaded.error);
  const gave = new Set(
    loaded.value.entries.map(({ entry }) => entry).map((entry) => nameOf(entry.memberId, givenFor(entry))),
  );
  for (const { invoiceId, memberId } of given) {
    if (gave.has(nameOf(memberId, invoiceId))) continue;
    // A command that the sale does not keep may have given them, such as the undoing of a redemption.
    const reference = { type: 'invoice', id: invoiceId };
    const found = await host.reads.findEntries({ memberId, reference, kinds: ['earn'] }, null, 1);
    if (found.isErr()) return err(found.error);
    if (found.value.length > 0) continue;
    const problem = `The sale ${JSON.stringify(invoiceId)} says that it gave the member points, and no entry does.`;
    report({ memberId, sequence: null, problem });
  }
  return ok();
}

function givenBy(sale: InvoiceRecord): readonly Given[] {
  const { invoiceId, memberId, moves, save, reinstatements = [] } = sale;
  const members = new Set(
    [memberId, ...moves.map(({ previousOwner }) => previousOwner?.memberId ?? null)].filter((each) => each !== null),
  );
  const done = [...(save === null ? [] : [save]), ...moves, ...reinstatements];
  const sequence = done.find(({ did }) => did.sequence !== null)?.did.sequence;
  return Array.from(members)
    .filter((each) => (postedToMember(sale, each)?.earned ?? 0) > 0)
    .map((each) => ({ invoiceId, memberId: each, at: sequence == null ? null : { memberId: each, sequence } }));
}

/** The sale that an entry gave points for; '' where it gave none. */
function givenFor({ kind, referenceType, referenceId }: StoredEntry): string {
  return kind === 'earn' && referenceType === 'invoice' ? (referenceId ?? '') : '';
}

function nameOf(memberId: string, invoiceId: string): string {
  return JSON.stringify([memberId, invoiceId]);
}
