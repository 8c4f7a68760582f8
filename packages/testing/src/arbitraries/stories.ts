import fc from 'fast-check';
import { mistakes } from './mistakes.ts';
import type { AboutCode, Call, Operation } from './operation.ts';
import { sale } from './sales.ts';

const day = 86_400_000;

/** Steps that belong together, which chance alone would seldom put one after another. */
export function stories(prefix: string, time: boolean, codes: boolean): fc.Arbitrary<Operation[]> {
  const named = (...ids: string[]) => fc.constantFrom(...ids.map((id) => `${prefix}${id}`));
  const memberId = named('M1', 'M1', 'M1', 'M2');
  const invoiceId = named('I1', 'I2', 'I3', 'I4', 'I5');
  const pause = time
    ? fc.constantFrom<Operation[]>(
        [],
        [],
        [{ verb: 'wait', ms: 10 * 60_000 }],
        [{ verb: 'wait', ms: day }],
        [{ verb: 'wait', ms: 5 * day }],
      )
    : fc.constant<Operation[]>([]);
  const redemptionId = fc.nat(40).map((number) => `S${number}`);
  const few = fc.integer({ min: 1, max: 9 });
  const sold = (ids: { invoiceId: string; memberId: string }) =>
    sale({
      invoiceId: fc.constant(ids.invoiceId),
      memberId: fc.constant(ids.memberId),
      total: fc.integer({ min: 20, max: 120 }),
    }).map((command): Call => ({ verb: 'saveInvoice', command: { ...command, memberId: ids.memberId } }));

  /** Half of those who spend were given points before: else most of them have none. */
  const given = fc.record({ isGiven: fc.boolean(), key: fc.nat(999) });
  const givenTo = (to: string, { isGiven, key }: { isGiven: boolean; key: number }): Operation[] => {
    const gift = { points: 9, direction: 'add', actor: 'ann', reason: 'goodwill', idempotencyKey: `F${key}` } as const;
    return isGiven ? [{ verb: 'adjustPoints', command: { memberId: to, ...gift } }] : [];
  };

  const emptied = (memberIs: string, key: number): Call => ({
    verb: 'setBalance',
    command: { memberId: memberIs, balance: 0, actor: 'ann', reason: 'to begin with', idempotencyKey: `Z${key}` },
  });

  const heldAndEnded = fc
    .record({
      memberId,
      redemptionId,
      points: few,
      pause,
      gift: given,
      how: fc.constantFrom('captureHold', 'releaseHold', 'part'),
      part: few,
    })
    .map(({ pause: between, how, part, points, gift, ...ids }): Operation[] => [
      ...givenTo(ids.memberId, gift),
      { verb: 'holdPoints', command: { ...ids, points } },
      ...between,
      how === 'releaseHold'
        ? { verb: how, command: ids }
        : { verb: 'captureHold', command: how === 'part' ? { ...ids, points: Math.min(part, points) } : ids },
    ]);

  const soldSpentAndRefunded = fc.record({ invoiceId, memberId }).chain((ids) =>
    fc
      .record({
        save: sold(ids),
        redemptionId,
        points: few,
        pause,
        refunds: fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 3 }),
        spends: fc.constantFrom<('redeemPoints' | 'holdPoints')[]>(
          [],
          ['redeemPoints'],
          ['holdPoints'],
          ['holdPoints', 'redeemPoints'],
        ),
        // Who had nothing before is in debt after the refund, also beside what is held.
        isEmptied: fc.boolean(),
        key: fc.nat(999),
      })
      .map(({ save, pause: between, refunds, spends, redemptionId: id, points, isEmptied, key }): Operation[] => [
        ...(isEmptied ? [emptied(ids.memberId, key)] : []),
        save,
        ...spends.map((verb, index): Call => ({
          verb,
          command: { memberId: ids.memberId, redemptionId: `${id}${index === 0 ? '' : ' too'}`, points },
        })),
        ...between,
        ...refunds.map((value, index): Call => ({
          verb: 'refundInvoice',
          command: { invoiceId: ids.invoiceId, refundId: `R${index + 1}`, value },
        })),
      ]),
  );

  const paidWithPointsAndVoided = fc
    .record({ invoiceId, memberId })
    .chain((ids) =>
      fc
        .record({ save: sold(ids), redemptionId, points: few, pause, gift: given })
        .map(({ save, pause: between, gift, ...spending }): Operation[] => [
          ...givenTo(ids.memberId, gift),
          save,
          { verb: 'redeemPoints', command: { ...ids, ...spending } },
          ...between,
          { verb: 'refundInvoice', command: { invoiceId: ids.invoiceId, refundId: 'R1', value: 15 } },
          { verb: 'voidInvoice', command: { invoiceId: ids.invoiceId, refundId: 'R9' } },
        ]),
    );

  const paidAndApproved = fc.record({ invoiceId, memberId }).chain((ids) =>
    fc.record({ save: sold(ids), pause }).map(({ save, pause: between }): Operation[] => [
      save,
      {
        verb: 'recordPayment',
        command: { invoiceId: ids.invoiceId, paymentId: 'P1', currency: 'EUR', amount: 130 },
      },
      ...between,
      { verb: 'approvePayment', command: { invoiceId: ids.invoiceId, paymentId: 'P1', actor: 'ann' } },
    ]),
  );

  const claimedAndReassigned = fc
    .record({
      sale: sale({
        invoiceId: named('I6', 'I7', 'I8'),
        memberId: fc.constant(`${prefix}M1`),
        total: fc.integer({ min: 20, max: 120 }),
      }),
      memberId,
      toMemberId: named('M2', 'M3'),
      pause,
      key: fc.nat(999),
    })
    .map(({ sale: { memberId: _nobody, ...save }, pause: between, memberId: claims, toMemberId, key }): Operation[] => {
      const { invoiceId: id } = save;
      const wrong = { actor: 'ann', reason: 'wrong card', idempotencyKey: `W${key}` };
      return [
        { verb: 'saveInvoice', command: save },
        { verb: 'claimInvoice', command: { invoiceId: id, memberId: claims, idempotencyKey: `C${key}` } },
        ...between,
        { verb: 'reassignInvoice', command: { invoiceId: id, toMemberId, ...wrong } },
      ];
    });

  const givenAndUndone = fc
    .record({
      points: few,
      undone: fc.array(few, { minLength: 1, maxLength: 2 }),
      sequence: fc.integer({ min: 1, max: 3 }),
      direction: fc.constantFrom('add' as const, 'deduct' as const),
      key: fc.nat(999),
    })
    .map(({ points, undone, sequence, direction, key }): Operation[] => {
      const staff = { memberId: `${prefix}M3`, actor: 'ann', reason: 'a mistake' };
      return [
        { verb: 'adjustPoints', command: { ...staff, points: 9, direction: 'add', idempotencyKey: `G${key}` } },
        { verb: 'adjustPoints', command: { ...staff, points, direction, idempotencyKey: `H${key}` } },
        ...undone.map((part, index): Call => ({
          verb: 'reverseEntry',
          command: { ...staff, sequence, points: part, idempotencyKey: `U${key}-${index}` },
        })),
      ];
    });

  const askedAndAnswered = fc
    .record({
      memberId,
      redemptionId,
      points: few,
      pause: time ? fc.constantFrom(0, 0, 60_000, 6 * 60_000) : fc.constant(0),
      answers: fc.array(fc.constantFrom<AboutCode[]>('right', 'right', 'wrong', 'resend', 'cancel'), {
        minLength: 1,
        maxLength: 3,
      }),
      key: fc.nat(999),
    })
    .map(({ pause: ms, answers, key, ...asked }): Operation[] => [
      {
        verb: 'adjustPoints',
        command: {
          memberId: asked.memberId,
          points: 9,
          direction: 'add',
          actor: 'ann',
          reason: 'goodwill',
          idempotencyKey: `A${key}`,
        },
      },
      { verb: 'requestRedemption', command: asked },
      ...(ms > 0 ? [{ verb: 'wait' as const, ms }] : []),
      ...answers.map((what): Operation => ({ verb: 'code', requestsAgo: 1, what })),
    ]);

  return fc.oneof(
    ...(codes ? [askedAndAnswered, askedAndAnswered] : []),
    givenAndUndone,
    heldAndEnded,
    heldAndEnded,
    soldSpentAndRefunded,
    paidWithPointsAndVoided,
    paidAndApproved,
    claimedAndReassigned,
    mistakes({ prefix, memberId, invoiceId, pause }),
    mistakes({ prefix, memberId, invoiceId, pause }),
  );
}
