import type { Invoice } from '@pointbook/core';
import type { Page } from '../../ui/env.ts';
import { words } from './words.ts';

/** Whether a sale stands, and what its points wait for. */
export function SaleState({ c, invoice: { state, withheld } }: { c: Page; invoice: Invoice }) {
  const t = words(c);
  if (state === 'voided') return <span class="tag bad">{t.voided}</span>;
  const waits = {
    'awaiting-payment': t.waiting,
    'awaiting-approval': t.waitingApproval,
    'email-unverified': t.unverified,
  };
  if (withheld === null || withheld === 'no-member') return <span class="tag good">{t.standing}</span>;
  return <span class="tag warn">{waits[withheld]}</span>;
}
