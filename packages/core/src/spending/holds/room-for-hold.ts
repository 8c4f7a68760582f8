import { err, ok, type Result } from 'neverthrow';
import { type TooManyChanges, checkRoom } from '../../sales/invoice/too-many-changes.ts';
import type { Named } from '../../values/errors.ts';
import type { Spending } from '../redemption/open-spending.ts';

/** The most holds that one member can have open: all of them are read and written with each entry of the member. */
const maxHolds = 1000;

/** The member has as many holds open as one can have. */
export interface TooManyHolds extends Named<'too-many-holds'> {
  /** How many holds one member can have open. */
  readonly limit: number;
}

/** Whether one more hold of a member, and of an invoice, may be opened. */
export function withRoomForHold(spending: Spending): Result<Spending, TooManyHolds | TooManyChanges> {
  const { buyer, invoice } = spending.payer;
  const { holds, memberId } = buyer.posting.account;
  if (holds.length >= maxHolds) return err(tooManyHolds());
  if (invoice === null || invoice.record.memberId !== null) return ok(spending);
  const { heldBy = [] } = invoice.record;
  const tooMany = heldBy.includes(memberId) ? null : checkRoom(invoice.record, 'holders', heldBy.length + 1);
  return tooMany ? err(tooMany) : ok(spending);
}

function tooManyHolds(): TooManyHolds {
  const message = `The member has ${maxHolds} holds open, the most that one can have; capture or release some of them first.`;
  return { kind: 'too-many-holds', message, limit: maxHolds };
}
