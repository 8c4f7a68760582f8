import { err, ok, type Result } from 'neverthrow';
import type { Book } from '../kernel/book.ts';
import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import type { Account, Balance } from '../ledger/account.ts';
import { balanceNow } from '../ledger/balance-now.ts';
import type { CommandKey, Entry } from '../ledger/entry.ts';
import type { MemberCommand } from '../ledger/entry-keys.ts';
import { accounts, commandRef } from '../ledger/ledger-kinds.ts';
import { effect, takeFrom } from '../ledger/movement.ts';
import type { HoldClaim } from '../ledger/hold.ts';
import { lastEntry, post, wouldOverflowDebt } from '../ledger/posting.ts';
import { recallByEntry } from '../ledger/recall-by-entry.ts';
import { evaluateRules } from '../program/evaluating/evaluate-rules.ts';
import { systemActor } from '../program/program.ts';
import { programOf } from '../program/program-of.ts';
import { points } from '../schemas/command-fields.ts';
import { id, optional } from '../schemas/fields.ts';
import { strict, refine } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import type { InvalidCommand, PointsOverflow } from '../values/errors.ts';
import { idempotencyKeyReused, pointsOverflow, unknownMember } from '../values/failures.ts';
import type { ActorId, MemberId, ReturnId } from '../values/ids.ts';
import { pointsIn } from '../values/points.ts';
import { putBuyer } from './invoice/buyer.ts';
import { checkCurrency, type CurrencyMismatch } from './invoice/check-currency.ts';
import { checkSale } from './worth/check-sale.ts';
import { clawbackRefused } from './invoice/failures.ts';
import { freezeContext } from './worth/entitlement.ts';
import { withForgiven } from './settling/forgiven/forgiven-points.ts';
import { heldOf } from './settling/claw-back/held-points.ts';
import { shortBecomes } from './settling/claw-back/short-points.ts';
import { keptSale } from './worth/kept-sale.ts';
import { findBuyerOf, type RulesAndBuyer } from './invoice/open-invoice.ts';
import { type CheckedSale, saleFields, type SaleInput, toSale } from './invoice/sale-fields.ts';

/**
 * Goods come back and nobody knows the sale. Known by `returnId` within its member. Exactly one of `sale` and `points`.
 */
export interface ReturnWithoutSaleCommand {
  /** The member who brings the goods back. */
  readonly memberId: string;
  /** The host's own id of the return, unique within the member. */
  readonly returnId: string;
  /** The goods that come back, as a sale of them would be told today: what they would earn is taken back. */
  readonly sale?: SaleInput | undefined;
  /** The points to take back, where they are known: a whole number, 1 or more. */
  readonly points?: number | undefined;
  /** Who takes the goods back; `system`, when left out. */
  readonly actor?: string | undefined;
}

/** What a return without a sale took, the same at each repetition, and the balance as it stands. */
export interface ReturnReceipt {
  /** The member. */
  readonly memberId: MemberId;
  /** The return. */
  readonly returnId: ReturnId;
  /** The number of the entry, for `reverseEntry` when the sale is found. */
  readonly sequence: number;
  /** Points taken back, in all: `taken`, `debt` and `forgiven` say where from. */
  readonly clawedBack: number;
  /** Points that were taken from the member's lots. */
  readonly taken: number;
  /** Points that the member now owes. */
  readonly debt: number;
  /** Points that the program lets the member keep. */
  readonly forgiven: number;
  /** The member's balance when the command is answered. */
  readonly balance: Balance;
  /** When the entry was written. */
  readonly postedAt: Date;
}

/**
 * Takes points back for goods that come back where nobody knows the sale.
 *
 * @remarks The goods are priced by the rules of now: what a sale of them would earn now is taken, on a day of which no
 * cap is used, and not as a first purchase. Available points are taken first, then pending ones, never held ones, and
 * the program's policy of refunds decides on the rest. When the sale is found, undo it by `reverseEntry` and refund the
 * sale.
 *
 * Fails with `unknown-member`, `currency-mismatch`, `clawback-refused`, `points-overflow`, `invalid-command`,
 * `idempotency-key-reused`, `overloaded` and the errors of the store. `overloaded`, `store-locked` and
 * `store-unavailable` are retryable. A failure has written nothing, unless it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await returnWithoutSale(ports)({ memberId: 'C-17', returnId: 'RET-1', sale: { currency: 'IDR', total: 40_000 } });
 * ```
 */
export const returnWithoutSale = command({
  name: 'returnWithoutSale',
  route: 'POST /members/{memberId}/returns',
  input: shape<ReturnWithoutSaleCommand>()(
    refine(
      strict({
        memberId: id<MemberId>(),
        returnId: id<ReturnId>(),
        sale: optional(strict(saleFields)),
        points: optional(points()),
        actor: optional(id<ActorId>()),
      }),
      function* ({ sale, points: asked }) {
        if ((sale === undefined) !== (asked === undefined)) return;
        yield {
          path: ['points'],
          problem: 'or sale must be given, and not both',
          fix: 'Name the goods, or the points.',
        };
      },
    ),
  ),
  failures: {
    'invalid-command': true,
    'unknown-member': true,
    'currency-mismatch': true,
    'clawback-refused': true,
    'points-overflow': true,
  },
  joins: 'host',
  reads: (input) => [accounts.at(input.memberId), commandRef(commandOf(input))],
  decide(input, book, fingerprint) {
    const { memberId, returnId, actor = systemActor } = input;
    const program = programOf(book);
    const opened = findBuyerOf(book, { programVersion: program.version, memberId });
    if (opened?.buyer == null) return err(unknownMember(memberId));
    const { buyer } = opened;
    return pointsBack(input, book, opened).andThen((clawedBack) => {
      const { account, now } = buyer.posting;
      const find = (from: Account) => takeFrom(from, clawedBack, now, { pending: true });
      const taken = find(account);
      const short = clawedBack - pointsIn(taken);
      const becomes = shortBecomes(program.refund);
      if (short > 0 && becomes === 'refused') return err(clawbackRefused(clawedBack, clawedBack - short));
      const debt = becomes === 'debt' ? short : 0;
      if (wouldOverflowDebt(buyer.posting, debt)) return err(pointsOverflow());
      const forgiven = short - debt;
      const lots = heldOf(buyer.posting, forgiven, taken, find);
      const { holdClaims: before = [], sequence: after } = account;
      const claim: HoldClaim = { id: returnId, isReturn: true, programVersion: program.version, after, nth: 0, lots };
      const claims = lots.length === 0 ? {} : { holdClaims: [...before, claim] };
      const posting = post(buyer.posting, {
        kind: 'reversal',
        cause: 'goods-returned',
        actor,
        reference: { type: 'external', id: returnId },
        effect: effect({ taken, debt, ...(forgiven > 0 ? { forgiven } : {}), ...claims }),
        command: { key: keyOf(input), fingerprint },
      });
      const activity = withForgiven(buyer.activity, { id: returnId, isReturn: true }, after, forgiven);
      putBuyer(book, { ...buyer, posting, activity });
      return ok(lastEntry(posting));
    });
  },
  recall: recallByEntry(commandOf, ({ returnId }) => idempotencyKeyReused('returnId', returnId)),
  receipt: (
    { memberId, sequence, postedAt, effect: { taken = [], debt = 0, forgiven = 0 } }: Entry,
    book,
    input,
  ): ReturnReceipt => {
    const found = pointsIn(taken);
    return {
      memberId,
      returnId: input.returnId,
      sequence,
      clawedBack: found + debt + forgiven,
      taken: found,
      debt,
      forgiven,
      balance: balanceNow(book, memberId),
      postedAt: new Date(postedAt),
    };
  },
});

/** What can go wrong with `returnWithoutSale`. */
export type ReturnWithoutSaleFailure = FailureOf<typeof returnWithoutSale>;

/** The points that were asked for, or what a sale of the goods would earn now. */
function pointsBack(
  {
    sale: stated,
    points: asked = 0,
  }: { readonly sale?: CheckedSale | undefined; readonly points?: number | undefined },
  book: Book,
  { rules, profile }: RulesAndBuyer,
): Result<number, CurrencyMismatch | InvalidCommand | PointsOverflow> {
  if (stated === undefined) return ok(asked);
  const wrong = checkCurrency(stated.currency, rules);
  if (wrong) return err(wrong);
  const sale = toSale(stated, book.now);
  const unsound = checkSale(sale, rules);
  if (unsound) return err(unsound);
  const kept = keptSale({ sale, redemptions: [] }, rules);
  return evaluateRules(rules, kept, freezeContext(rules, profile)).map((explanation) => explanation.points);
}

function commandOf(input: { readonly memberId: MemberId; readonly returnId: ReturnId }): MemberCommand {
  return { memberId: input.memberId, key: keyOf(input) };
}

function keyOf({ returnId }: { readonly returnId: ReturnId }): CommandKey {
  return `return:${returnId}`;
}
