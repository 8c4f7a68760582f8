import { balanceOf } from '../ledger/account.ts';
import { closePosting, type Posting } from '../ledger/posting.ts';
import type { InvoiceReceipt } from '../records/invoice.ts';
import type { Activity } from '../ledger/member-record.ts';
import type { Changes } from '../records/records.ts';
import type { Settlement } from '../sales/settle-invoice.ts';

/** The receipt of a settled invoice, and the settlement with points that came too late expired. */
export function invoiceReceipt(
  settlement: Settlement,
  revision = settlement.record.saves.at(-1)?.revision ?? 1,
): { settlement: Settlement; receipt: InvoiceReceipt } {
  const { buyer, record } = settlement;
  const posting = buyer && closePosting(buyer.posting);
  return {
    settlement: { ...settlement, buyer: buyer && posting && { ...buyer, posting } },
    receipt: {
      invoiceId: record.invoiceId,
      revision,
      memberId: record.memberId,
      outcome: 'recorded',
      earned: settlement.change,
      earnedInAll: record.posted.earned - record.posted.clawedBack,
      withheld: settlement.withheld,
      balance: posting && balanceOf(posting.account, posting.now),
      explanation: settlement.explanation,
    },
  };
}

/** What to write of members and their entries. */
export function memberChanges(
  ...members: readonly ({ posting: Posting; activity: Activity } | null)[]
): Pick<Changes, 'members' | 'entries'> {
  const written = members.filter((member) => member !== null);
  const [only] = written;
  if (only && written.length === 1) {
    const { posting, activity } = only;
    return { members: [{ account: posting.account, activity }], entries: posting.entries };
  }
  return {
    members: written.map(({ posting, activity }) => ({ account: posting.account, activity })),
    entries: written.flatMap(({ posting }) => posting.entries),
  };
}
