import fc from 'fast-check';
import type { Explanation, RuleExplanation } from '../program/explanation.ts';
import type { TotalExplanation } from '../program/total-explanation.ts';
import type { RuleContext, Sale, SaleLine } from '../program/sale.ts';
import type * as invoices from '../sales/invoice-record.ts';
import type { RefundDone } from '../sales/refund-receipt.ts';
import { few, fields, figure, figuresByName, id, instant, orNull, plain, text } from './fields-testing.ts';
import { commandMark, lot, lotEnd } from './ledger-fields-testing.ts';

const flag = fc.boolean();
const one = fc.constantFrom;

const context = fields<RuleContext>(
  { firstPurchase: flag, tier: orNull(text()), birthday: orNull(text()), earnedToday: figuresByName },
  ['firstPurchase', 'tier', 'birthday'],
);

const sale = fields<Sale>(
  {
    currency: one('EUR', 'JPY', 'KWD') as fc.Arbitrary<Sale['currency']>,
    total: figure,
    rounding: figure,
    tax: figure,
    lines: few(
      fields<SaleLine>({
        lineId: text(),
        sku: orNull(text()),
        category: orNull(text()),
        quantity: text(),
        net: figure,
        tax: figure,
        discount: figure,
      }),
    ),
    soldAt: instant,
  },
  ['rounding'],
);

const explanation = fields<Explanation>(
  {
    points: figure,
    total: fields<TotalExplanation>({
      goods: figure,
      orderDiscount: figure,
      charges: figure,
      rounding: figure,
      goodsBack: figure,
      fees: figure,
      goodwill: figure,
      kept: figure,
      paidWithPoints: figure,
    }),
    rules: few(
      fields<RuleExplanation>({
        ruleId: text(),
        label: text(),
        unmet: orNull(text()),
        base: fc.oneof(fc.constant(null), figure, text()),
        excluded: few(fc.record({ lineId: text(), why: one('not-listed', 'sku', 'category', 'discounted') }, plain)),
        paidWithPoints: figure,
        exact: text(),
        rounding: one('floor', 'half-up', 'ceil'),
        multipliers: few(fc.record({ multiplierId: text(), label: text(), times: figure, per: figure }, plain)),
        cutByCap: figure,
        points: figure,
      }),
    ),
    cutByProgramCap: figure,
  },
  ['total'],
);

const did = fields<invoices.StoredDone>(
  {
    sequence: orNull(figure),
    earned: figure,
    pointsReturned: figure,
    explanation,
    isUnverified: fc.constant(true as const),
    endsAt: instant,
  },
  ['pointsReturned', 'isUnverified', 'endsAt'],
);

const refund = fields<invoices.Refund>(
  {
    refundId: id(),
    value: figure,
    all: fc.constant(true),
    lines: few(fields<invoices.RefundedLine>({ lineId: text(), quantity: text() })),
    refundedAt: instant,
    fingerprint: text(),
    did: fields<RefundDone>({
      sequence: orNull(figure),
      value: figure,
      money: figure,
      due: orNull(figure),
      clawedBack: figure,
      taken: figure,
      lapsed: figure,
      debt: figure,
      forgiven: figure,
      earned: figure,
      pointsReturned: figure,
      pointsReturnedExpired: figure,
    }),
  },
  ['all'],
);

const posted = fields<invoices.Posted>(
  {
    earned: figure,
    clawedBack: figure,
    lots: few(
      fields<invoices.PostedLot>({
        expiresAt: lotEnd,
        availableAt: orNull(instant),
        points: figure,
        postedAt: instant,
      }),
    ),
    forgiven: figure,
    steps: few(
      fields<invoices.PaidStep>({ should: figure, paid: fc.record({ owed: figure, by: few(id()) }, plain) as never }, [
        'paid',
      ]),
    ),
    awaited: few(lot),
    capUse: figuresByName,
  },
  ['forgiven', 'steps', 'awaited'],
);

/** Any sale. */
export const invoice = fields<invoices.InvoiceRecord>(
  {
    invoiceId: id(),
    memberId: orNull(id()),
    programVersion: id(),
    context: orNull(context),
    sale,
    saves: few(fields<invoices.SavedRevision>({ revision: figure, fingerprint: text(), did })),
    payments: few(
      fields<invoices.Payment>(
        {
          paymentId: id(),
          amount: figure,
          paidAt: instant,
          fingerprint: text(),
          did,
          approval: orNull(
            fields<invoices.Approval>({
              approvedAt: instant,
              mark: orNull(fc.record({ actor: id(), did }, plain)) as fc.Arbitrary<invoices.Approval['mark']>,
            }),
          ),
          reversal: fields<invoices.PaymentReversal>({
            reversalId: id(),
            reversedAt: instant,
            fingerprint: text(),
            did,
          }),
        },
        ['reversal'],
      ),
    ),
    refunds: few(refund),
    redemptions: few(
      fields<invoices.InvoiceRedemption>(
        {
          redemptionId: id(),
          memberId: id(),
          points: figure,
          value: figure,
          share: text(),
          taken: few(lot),
          redeemedAt: instant,
          returned: figure,
        },
        ['share'],
      ),
    ),
    coveredAt: orNull(instant),
    posted,
    moves: few(
      fields<invoices.InvoiceMove>({
        memberId: id(),
        command: commandMark,
        did,
        left: orNull(fields<invoices.FrozenFor>({ memberId: id(), context: orNull(context), posted })),
      }),
    ),
    heldBy: few(id()),
    reinstatements: few(
      fields<invoices.Reinstatement>({ reinstatementId: id(), voids: few(refund), fingerprint: text(), did }),
    ),
    isUndated: fc.constant(true as const),
  },
  ['heldBy', 'isUndated', 'reinstatements'],
);
