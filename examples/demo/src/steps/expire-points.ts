import { ResultAsync } from 'neverthrow';
import type { Ledgers } from '../ledgers.ts';

/** Posts what time alone has done. Balances would tell the same without it; the ledger only writes it down. */
export function expirePoints({ both }: Ledgers) {
  return ResultAsync.combine(both.map((ledger) => ledger.expireDue()));
}
