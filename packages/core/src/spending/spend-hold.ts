import { ok, type Result } from 'neverthrow';
import type { Book } from '../kernel/book.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Hold } from '../ledger/hold.ts';
import { inactivityAfter } from '../ledger/lot-for.ts';
import { giveTo, splitLots } from '../ledger/movement.ts';
import { lastEntry } from '../ledger/posting.ts';
import { programOf } from '../program/program-of.ts';
import type { PointsOverflow, UnknownMember } from '../values/errors.ts';
import type { ClawbackRefused } from '../sales/settle-invoice.ts';
import type { InvoiceHasMember } from '../sales/invoice-has-member.ts';
import type { UnknownInvoice } from '../sales/unknown-invoice.ts';
import type { RedemptionNotAllowed } from './check-redemption.ts';
import { postEnd } from './open-hold.ts';
import { openPayer, payWith } from './pay-invoice.ts';
import { checkCaptured } from './price-redemption.ts';
import { actorOf, type OfRedemption } from './redemption-steps.ts';
import { valueOfPart } from './value-of-points.ts';

/** Why an open hold cannot be spent. */
export type SpendHoldFailure =
  | ClawbackRefused
  | InvoiceHasMember
  | PointsOverflow
  | RedemptionNotAllowed
  | UnknownInvoice
  | UnknownMember;

/** Spends an open hold, or a part of it. The caller has checked that it may be spent. */
export function spendHold(
  book: Book,
  of: OfRedemption,
  hold: Hold & { readonly value: number },
  points: number,
  fingerprint: string,
): Result<Entry, SpendHoldFailure> {
  const program = programOf(book);
  const value = valueOfPart(hold.value, points, hold.points);
  return openPayer(book, of.memberId, hold.invoiceId).andThen((payer) => {
    const { invoice, buyer } = payer;
    const check: Result<void, RedemptionNotAllowed> = invoice
      ? checkCaptured(program.redeem, invoice.record, value, hold.rewardId)
      : ok();
    return check.andThen(() => {
      const { account, now } = buyer.posting;
      const { first, rest } = splitLots(hold.taken, points);
      const active = inactivityAfter(account, program, now, now);
      const change = { ...giveTo(account, rest, now), value, ...active };
      const captured = postEnd(buyer.posting, of, fingerprint, 'capture', hold, change);
      const { memberId, redemptionId } = of;
      const paid = { memberId, redemptionId, points, value, taken: first };
      return payWith(book, payer, captured, paid, actorOf(of)).map(() => lastEntry(captured));
    });
  });
}
