import fc from 'fast-check';
import type { RuleContext, Sale, SaleLine } from '../program/sale.ts';
import type { Basis } from '../sales/invoice/basis.ts';
import type { PastBasis, ReplacedSale } from '../sales/invoice/past-of-invoice.ts';
import type * as invoices from '../sales/invoice/invoice-record.ts';
import type * as paid from '../sales/invoice/payment-record.ts';
import type * as taken from '../sales/invoice/taken-part.ts';
import type { Refund } from '../sales/invoice/refund-record.ts';
import type { StoredRefundDone } from '../sales/invoice/refund-receipt.ts';
import { few, fields, figure, figuresByName, flag, id, instant, one, orNull, plain, text } from './fields-testing.ts';
import { commandMark, lapsedLot, lot, lotEnd } from './ledger-fields-testing.ts';

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

const did = fields<invoices.StoredDone>(
  {
    sequence: orNull(figure),
    earned: figure,
    pointsReturned: figure,
    isUnverified: fc.constant(true as const),
    endsAt: instant,
    changeCount: figure,
    isFirst: flag,
  },
  ['pointsReturned', 'isUnverified', 'endsAt', 'changeCount', 'isFirst'],
);

/** Any refund. */
export const refund = fields<Refund>(
  {
    invoiceId: id(),
    refundId: id(),
    nth: figure,
    reinstated: figure,
    value: figure,
    all: fc.constant(true),
    lines: few(fields<invoices.RefundedLine>({ lineId: text(), quantity: text() })),
    refundedAt: instant,
    fingerprint: text(),
    did: fields<StoredRefundDone>(
      {
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
        endsAt: instant,
      },
      ['endsAt'],
    ),
  },
  ['all', 'reinstated'],
);

const lotOfSale = { expiresAt: lotEnd, availableAt: orNull(instant), postedAt: instant };

const posted = fields<invoices.Posted>(
  {
    earned: figure,
    clawedBack: figure,
    lots: few(
      fields<taken.PostedLot>({ ...lotOfSale, points: figure, expiredOnArrival: figure }, ['expiredOnArrival']),
    ),
    forgiven: figure,
    steps: few(
      fields<invoices.PaidStep>(
        {
          points: figure,
          coveredBy: fc.record(
            { payable: figure, payments: figure, redemptions: figure },
            { ...plain, requiredKeys: ['payable', 'payments'] },
          ),
        },
        ['coveredBy'],
      ),
    ),
    takenBack: few(
      fields<taken.TakenBack>(
        {
          points: figure,
          of: fields<taken.LotOfSale>(lotOfSale),
          from: fc.oneof(
            one('over' as const, 'debt' as const, 'forgiven' as const),
            fields<taken.TakenFromLot>({ lot, at: instant }),
            fields<taken.TakenFromLapsed>({ lapsed: lapsedLot }),
          ),
          claimedAfter: figure,
        },
        ['of', 'from', 'claimedAfter'],
      ),
    ),
    capUse: figuresByName,
    claimEntries: figure,
  },
  ['forgiven', 'steps', 'takenBack', 'claimEntries'],
);

const counted = { count: figure, standing: figure, value: figure, forGoods: figure, voids: figure };
const refundSums = fields<invoices.RefundSums>({
  ...counted,
  named: figure,
  lines: few(fields<invoices.RefundedLine>({ lineId: text(), quantity: text() })),
});

const paymentSums = fields<invoices.PaymentSums>(
  {
    count: figure,
    begun: figure,
    received: figure,
    counted: figure,
    last: fc.record({ at: instant, amount: figure }, plain),
  },
  ['last'],
);

/** Any payment. */
export const payment = fields<paid.Payment>(
  {
    invoiceId: id(),
    paymentId: id(),
    nth: figure,
    amount: figure,
    paidAt: instant,
    fingerprint: text(),
    did,
    approval: orNull(
      fields<paid.Approval>(
        {
          approvedAt: instant,
          nth: figure,
          mark: orNull(fc.record({ actor: id(), did }, plain)) as fc.Arbitrary<paid.Approval['mark']>,
        },
        ['nth'],
      ),
    ),
    reversal: fields<paid.PaymentReversal>({ reversalId: id(), reversedAt: instant, fingerprint: text(), did }),
  },
  ['reversal'],
);

const saved = { revision: figure, fingerprint: text(), did, repeatsEarlierSave: fc.constant(true as const) };

const bases = {
  revision: figure,
  refunds: figure,
  reinstatements: figure,
  points: orNull(text()),
  context: orNull(context),
};
const mayBeLeftOut = ['revision', 'refunds', 'reinstatements', 'points', 'context'] as const;

/** Any change of a sale before its last one. */
export const pastBasis = fields<PastBasis>({ invoiceId: id(), nth: figure, ...bases }, [...mayBeLeftOut]);

/** Any sale. */
export const invoice = fields<invoices.InvoiceRecord>(
  {
    invoiceId: id(),
    memberId: orNull(id()),
    programVersion: id(),
    context: orNull(context),
    sale,
    save: orNull(fields<invoices.SavedRevision>(saved, ['repeatsEarlierSave'])),
    replacedSaves: figure,
    paymentSums,
    refundSums,
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
          isUndone: fc.constant(true),
        },
        ['share', 'isUndone'],
      ),
    ),
    coveredAt: orNull(instant),
    posted,
    moves: few(
      fields<invoices.InvoiceMove>({
        memberId: id(),
        command: commandMark,
        did,
        previousOwner: orNull(fields<invoices.FrozenFor>({ memberId: id(), context: orNull(context), posted })),
      }),
    ),
    heldBy: few(id()),
    reinstatements: few(fields<invoices.Reinstatement>({ reinstatementId: id(), fingerprint: text(), did })),
    isUndated: fc.constant(true as const),
    isExplained: fc.constant(true as const),
    unverified: figure,
    changeCount: figure,
    factsBeforeLastChange: fields<Basis>(bases, [...mayBeLeftOut]),
  },
  [
    'heldBy',
    'isUndated',
    'reinstatements',
    'changeCount',
    'factsBeforeLastChange',
    'replacedSaves',
    'refundSums',
    'paymentSums',
    'isExplained',
    'unverified',
  ],
);

/** Any save that an edit replaced. */
export const replacedSale = fields<ReplacedSale>({ invoiceId: id(), ...saved, sale }, ['repeatsEarlierSave']);
