import type { Entry, InvoiceRecord } from '@pointbook/core';
import { meaningOf } from '@pointbook/core/till';
import { auditMistakes } from './audit-mistakes.ts';
import { auditPayments } from './audit-payments.ts';
import { auditRefunds } from './audit-refunds.ts';
import { auditWorth } from './audit-worth.ts';
import { type AuditFinding, checkInto } from './finding.ts';
import type { LedgerDump } from './ledger-dump.ts';

/** Holds an invoice against itself and against the entries that were written for it. */
export function auditInvoice(
  invoice: InvoiceRecord,
  dump: Pick<LedgerDump, 'pastBases' | 'payments' | 'refunds' | 'replacedSales'>,
  entries: readonly Entry[],
): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const check = checkInto(findings, invoice.memberId, null);
  const { invoiceId, posted, save, replacedSaves = 0, changeCount = 1, redemptions } = invoice;
  const payments = dump.payments.filter((each) => each.invoiceId === invoiceId);
  const at = (problem: string) => `invoice ${invoiceId}: ${problem}`;

  const before = dump.replacedSales.filter((each) => each.invoiceId === invoiceId);
  const revisions = [...before, ...(save === null ? [] : [save])].map(({ revision }) => revision);
  check(save !== null && areUnique(revisions), 18, at('a revision was saved twice, or none was'));
  check(
    revisions.every((revision) => revision <= (save?.revision ?? 0)),
    18,
    at('a later save was replaced'),
  );
  check(before.length === replacedSaves, 18, at('a sale that an edit replaced is not kept'));
  const firsts = [...before, ...(save === null ? [] : [save])].filter(
    ({ repeatsEarlierSave }) => repeatsEarlierSave !== true,
  );
  check(areUnique(firsts.map(({ fingerprint }) => fingerprint)), 18, at('two saves that said the same are both first'));
  const past = dump.pastBases.filter((each) => each.invoiceId === invoiceId).map(({ nth }) => nth);
  check(
    past.length === changeCount - 1 && past.every((nth) => nth < changeCount),
    18,
    at('what it said before a change is not kept'),
  );
  auditPayments(invoice, payments, (holds, invariant, problem) => check(holds, invariant, at(problem)));
  const all = dump.refunds.filter((each) => each.invoiceId === invoiceId);
  const refunds = all.filter(({ reinstated }) => reinstated === undefined);
  check(areUnique(all.map(({ refundId }) => refundId)), 18, at('a refund was recorded twice'));
  check(
    areUnique(redemptions.map((each) => `${each.redemptionId} ${each.memberId}`)),
    18,
    at('a redemption paid twice'),
  );

  auditRefunds(invoice, all, (holds, invariant, problem) => check(holds, invariant, at(problem)));
  auditWorth(invoice, refunds, (holds, invariant, problem) => check(holds, invariant, at(problem)));
  auditMistakes(invoice, { payments, refunds: all }, entries, (holds, invariant, problem) =>
    check(holds, invariant, at(problem)),
  );
  for (const { points, taken } of redemptions) {
    check(points === taken.reduce((sum, lot) => sum + lot.points, 0), 5, at('points paid with came from nowhere'));
  }

  check(posted.earned >= 0 && posted.clawedBack >= 0, 16, at('a figure is negative'));
  check(posted.clawedBack <= posted.earned, 16, at('more was taken back than earned'));
  check((posted.forgiven ?? 0) <= posted.clawedBack, 16, at('more was forgiven than taken back'));
  check(
    posted.lots.every(({ points }) => points > 0) &&
      posted.lots.reduce((sum, lot) => sum + BigInt(lot.points), 0n) ===
        BigInt(posted.earned) - BigInt(posted.clawedBack),
    16,
    at('its lots are not what it earned'),
  );
  check(
    posted.lots.every(({ points, expiredOnArrival = 0 }) => expiredOnArrival >= 0 && expiredOnArrival <= points),
    16,
    at('more of a lot had ended as it came than came'),
  );
  check(
    posted.forgiven === undefined || posted.forgiven === pointsFrom(posted, 'forgiven'),
    16,
    at('it does not know what it forgave'),
  );
  // Beside a debt, points that had ended come and go in one entry.
  const expired = posted.lots.reduce((sum, lot) => sum + BigInt(lot.expiredOnArrival ?? 0), 0n);
  check(
    netOf(invoice, entries) + expired + comeBackTo(invoice, entries) >=
      BigInt(posted.earned) - BigInt(posted.clawedBack),
    16,
    at('the entries took back more than it says'),
  );
  // What lapsed or was forgiven when a sale went to another member stays with the one who had it, and the sale may come
  // back.
  const isFirst = invoice.moves.length === 0;
  check(!isFirst || netOf(invoice, entries) <= BigInt(posted.earned), 16, at('the entries gave more than it says'));
  check(
    entries.every((entry) => !isFor(invoiceId, entry) || entry.programVersion === invoice.programVersion),
    31,
    at('an entry was decided by other rules'),
  );
  return findings;
}

function pointsFrom({ takenBack = [] }: InvoiceRecord['posted'], place: 'forgiven'): number {
  return takenBack.filter(({ from }) => from === place).reduce((sum, { points }) => sum + points, 0);
}

/** What the entries say that the invoice brought its member. */
function netOf(invoice: InvoiceRecord, entries: readonly Entry[]): bigint {
  return entries.reduce((sum, entry) => (isEarning(invoice, entry) ? sum + BigInt(entry.delta) : sum), 0n);
}

/**
 * Points of the invoice that came and went in one entry, because a clock was wrong, and are there since it was
 * corrected.
 */
function comeBackTo(invoice: InvoiceRecord, entries: readonly Entry[]): bigint {
  const own = entries.filter(({ memberId }) => memberId === invoice.memberId);
  return own
    .filter(({ effect }) => effect.clock !== undefined)
    .flatMap((correction) => {
      const before = own.filter((each) => each.sequence < correction.sequence && each.postedAt > correction.postedAt);
      const earned = before.filter((each) => each.kind === 'earn' && isEarning(invoice, each));
      const next = new Set(earned.map(({ sequence }) => sequence + 1));
      return before
        .filter(({ kind, reference, sequence }) => kind === 'expiry' && reference === null && next.has(sequence))
        .flatMap(({ effect }) => effect.added ?? [])
        .filter(({ expiresAt }) => expiresAt === 'inactivity' || Number(expiresAt) > correction.postedAt);
    })
    .reduce((sum, { points }) => sum + BigInt(points), 0n);
}

/** Whether an entry gives the invoice's member points of it, or takes them back. */
function isEarning({ invoiceId, memberId }: InvoiceRecord, entry: Entry): boolean {
  const { kind, cause } = entry;
  const meaning = meaningOf(cause);
  const earns = kind === 'earn' || (kind === 'reversal' && (meaning === 'earning' || meaning === 'undone'));
  return earns && entry.memberId === memberId && isFor(invoiceId, entry);
}

function isFor(invoiceId: string, { reference }: Entry): boolean {
  return reference?.type === 'invoice' && reference.id === invoiceId;
}

function areUnique(ids: readonly (string | number)[]): boolean {
  return new Set(ids).size === ids.length;
}
