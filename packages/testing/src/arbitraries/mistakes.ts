import fc from 'fast-check';
import type { Call, Operation } from './operation.ts';
import { sale } from './sales.ts';

interface Matter {
  readonly prefix: string;
  readonly memberId: fc.Arbitrary<string>;
  readonly invoiceId: fc.Arbitrary<string>;
  /** Time that goes by, or none. */
  readonly pause: fc.Arbitrary<Operation[]>;
}

/** Things that were done by mistake, and how they are taken back. */
export function mistakes(matter: Matter): fc.Arbitrary<Operation[]> {
  return fc.oneof(voided(matter), bounced(matter), spent(matter), broughtBack(matter));
}

/** A sale, which points may pay for in part, is voided, reinstated, and perhaps voided once more. */
function voided({ memberId, invoiceId, pause }: Matter): fc.Arbitrary<Operation[]> {
  return fc
    .record({
      memberId,
      invoiceId,
      pause,
      other: pause,
      total,
      redemptionId,
      isPaid: fc.boolean(),
      isVoid: fc.boolean(),
    })
    .map(({ pause: between, other, total: sold, redemptionId: id, isPaid, isVoid, ...ids }): Operation[] => [
      ...(isPaid ? [given(ids.memberId, id)] : []),
      { verb: 'saveInvoice', command: { ...ids, currency: 'EUR', total: sold } },
      ...(isPaid ? [{ verb: 'redeemPoints', command: { ...ids, redemptionId: id, points: 6 } } as const] : []),
      ...between,
      { verb: 'voidInvoice', command: { invoiceId: ids.invoiceId, refundId: 'V1' } },
      ...other,
      { verb: 'reinstateInvoice', command: { invoiceId: ids.invoiceId, reinstatementId: 'B1' } },
      ...(isVoid ? [{ verb: 'voidInvoice', command: { invoiceId: ids.invoiceId, refundId: 'V2' } } as const] : []),
    ]);
}

/** A payment covers a sale, bounces, and another one comes. */
function bounced({ memberId, invoiceId, pause }: Matter): fc.Arbitrary<Operation[]> {
  return fc.record({ memberId, invoiceId, pause, other: pause, total }).map((chosen): Operation[] => {
    const { invoiceId: id } = chosen;
    const paid = (paymentId: string): Call[] => [
      { verb: 'recordPayment', command: { invoiceId: id, paymentId, currency: 'EUR', amount: 130 } },
      { verb: 'approvePayment', command: { invoiceId: id, paymentId, actor: 'ann' } },
    ];
    return [
      {
        verb: 'saveInvoice',
        command: { invoiceId: id, memberId: chosen.memberId, currency: 'EUR', total: chosen.total },
      },
      ...paid('P1'),
      ...chosen.pause,
      { verb: 'reversePayment', command: { invoiceId: id, paymentId: 'P1', reversalId: 'X1' } },
      ...chosen.other,
      ...paid('P2'),
    ];
  });
}

/** Points are spent, on a sale or without one, and come back in parts. */
function spent({ memberId, invoiceId, pause }: Matter): fc.Arbitrary<Operation[]> {
  return fc
    .record({
      memberId,
      redemptionId,
      pause,
      invoiceId: fc.option(invoiceId, { nil: undefined }),
      points: fc.integer({ min: 4, max: 9 }),
      part: fc.integer({ min: 1, max: 5 }),
    })
    .map(({ pause: between, invoiceId: id, points, part, ...ids }): Operation[] => [
      given(ids.memberId, ids.redemptionId),
      ...(id === undefined
        ? []
        : [
            {
              verb: 'saveInvoice',
              command: { invoiceId: id, memberId: ids.memberId, currency: 'EUR', total: 90 },
            } as const,
          ]),
      { verb: 'redeemPoints', command: { ...ids, points, ...(id === undefined ? {} : { invoiceId: id }) } },
      ...between,
      { verb: 'undoRedemption', command: { ...ids, undoId: `${ids.redemptionId} 1`, points: part } },
      { verb: 'undoRedemption', command: { ...ids, undoId: `${ids.redemptionId} 2` } },
    ]);
}

/**
 * Goods come back whose sale nobody knows; then it is found. The member is a new one, so that the entry is the second.
 */
function broughtBack({ prefix, pause }: Matter): fc.Arbitrary<Operation[]> {
  const goods = sale({ invoiceId: fc.constant('goods'), memberId: fc.constant('nobody') }).map(
    ({ currency, total: sum, lines, rounding }) => ({
      sale: { currency, total: sum, ...(lines ? { lines } : {}), ...(rounding === undefined ? {} : { rounding }) },
    }),
  );
  const asked = fc.oneof(goods, fc.record({ points: fc.integer({ min: 1, max: 12 }) }));
  return fc.record({ number: fc.nat(3), asked, pause, key: fc.nat(999) }).map((chosen): Operation[] => {
    const memberId = `${prefix}N${chosen.number}`;
    const staff = { memberId, actor: 'ann', reason: 'the sale is found', idempotencyKey: `Y${chosen.key}` };
    return [
      { verb: 'saveMember', command: { memberId, name: 'Nia', tier: 'gold' } },
      given(memberId, 'first'),
      { verb: 'returnWithoutSale', command: { memberId, returnId: `N${chosen.key}`, ...chosen.asked } },
      ...chosen.pause,
      { verb: 'reverseEntry', command: { ...staff, sequence: 2 } },
    ];
  });
}

const total = fc.integer({ min: 20, max: 120 });
const redemptionId = fc.nat(40).map((number) => `T${number}`);

function given(memberId: string, key: string): Call {
  const gift = { points: 9, direction: 'add', actor: 'ann', reason: 'goodwill' } as const;
  return { verb: 'adjustPoints', command: { memberId, ...gift, idempotencyKey: `gift ${key}` } };
}
