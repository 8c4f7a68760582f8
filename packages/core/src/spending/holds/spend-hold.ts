import type { Result } from 'neverthrow';
import type { Book } from '../../kernel/book.ts';
import type { Entry } from '../../ledger/entry.ts';
import type { Hold } from '../../ledger/hold.ts';
import { inactivityAfter } from '../../ledger/inactivity.ts';
import { splitLots } from '../../ledger/movement.ts';
import { programOf } from '../../program/program-of.ts';
import type { PointsOverflow, UnknownMember } from '../../values/errors.ts';
import type { InvoiceId } from '../../values/ids.ts';
import { rulesOfVersion } from '../../sales/invoice/open-invoice.ts';
import type { ClawbackRefused, InvoiceHasMember, InvoiceVoided, UnknownInvoice } from '../../sales/invoice/failures.ts';
import type { TooManyChanges } from '../../sales/invoice/too-many-changes.ts';
import type { RedemptionNotAllowed } from '../redemption/check-redemption.ts';
import { postEnd } from './open-hold.ts';
import { openPayer, paidFor, payWith } from '../redemption/payer.ts';
import { priceCapture } from '../redemption/price-redemption.ts';
import { actorOf, type RedemptionCommand } from '../redemption/redemption-steps.ts';

/** Why an open hold cannot be spent. */
export type SpendHoldFailure =
  | ClawbackRefused
  | InvoiceHasMember
  | InvoiceVoided
  | PointsOverflow
  | RedemptionNotAllowed
  | TooManyChanges
  | UnknownInvoice
  | UnknownMember;

/** How much of an open hold is spent, and on which sale. */
export interface SpendingOfHold {
  readonly points: number;
  /** What the whole hold was worth when it was made, in minor units. */
  readonly value: number;
  /** The entry that set the points aside. */
  readonly held: Pick<Entry, 'programVersion'>;
  /** A sale that was saved after the hold; left out, the hold's own, if it has one. */
  readonly invoiceId?: InvoiceId | undefined;
}

/** Spends an open hold, or a part of it. The caller has judged that it may be spent. */
export function spendHold(
  book: Book,
  of: RedemptionCommand,
  hold: Hold,
  { points, value: heldValue, held, invoiceId }: SpendingOfHold,
  fingerprint: string,
): Result<Entry, SpendHoldFailure> {
  const program = programOf(book);
  const { rate } = rulesOfVersion(book, held.programVersion).redeem;
  const captured = { points, rewardId: hold.rewardId, value: heldValue, rate };
  return openPayer(book, of.memberId, invoiceId ?? hold.invoiceId).andThen((payer) =>
    priceCapture(program.redeem, payer.invoice?.record ?? null, captured).andThen((value) => {
      const { account, now } = payer.buyer.posting;
      const { first, rest } = splitLots(hold.taken, points);
      const change = { value, ...paidFor(payer), ...inactivityAfter(account, program, now, now) };
      const { posting, entry } = postEnd(payer.buyer.posting, of, fingerprint, 'capture', hold, rest, change);
      const { memberId, redemptionId } = of;
      const paid = { memberId, redemptionId, points, value, taken: first };
      return payWith(book, payer, posting, paid, actorOf(of)).map(() => entry);
    }),
  );
}
