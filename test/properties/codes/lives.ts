import type { Channel } from '@pointbook/core';
import fc from 'fast-check';
import { confirm, end, request, resend, type Said } from './code-steps.ts';
import { answerAs, change, sweep, toBoundary, unlock, wait } from './shop-steps.ts';
import { series, type Step } from './steps.ts';

const minute = 60_000;
const waits = [1, 999, minute, 61_007, 2 * minute, 4 * minute, 11 * minute, -1, -7 * minute, -90 * minute];

const memberId = fc.constantFrom('M1', 'M1', 'M2', 'M3');
const redemptionId = fc.nat(60).map((number) => `R${number}`);
const points = fc.constantFrom(1, 2, 3, 5, 40, 60);
const channel = fc.constantFrom<(Channel | undefined)[]>(undefined, undefined, 'whatsapp', 'sms', 'email');
const nth = fc.nat(40);

/** Steps in any order, long enough for ten wrong codes and five messages. */
export const lives: fc.Arbitrary<Iterable<Step>> = fc.commands(
  [
    ...often(5, fc.tuple(memberId, redemptionId, points, channel), request),
    ...often(3, fc.tuple(nth, channel), resend),
    ...often(1, fc.tuple(nth), (of) => series([1, 2, 3, 4, 5].flatMap(() => [resend(of, undefined), wait(61_007)]))),
    ...often(2, fc.tuple(nth, fc.constant<Said>('wrong')), confirm),
    ...often(3, fc.tuple(nth, fc.constant<Said>('wrong'), fc.constantFrom(4, 5, 6)), confirm),
    ...often(1, fc.tuple(nth, fc.constantFrom<Said[]>('right', 'right', 'old', 'of another')), confirm),
    ...often(1, fc.tuple(nth, fc.constantFrom('cancelRedemption', 'releaseHold', 'captureHold')), end),
    ...often(1, fc.tuple(memberId, fc.constant('phone'), fc.constantFrom('+628110001', '+628119999', null)), change),
    ...often(
      1,
      fc.tuple(memberId, fc.constant('email'), fc.constantFrom('home@example.com', 'new@example.com', null)),
      change,
    ),
    ...often(1, fc.tuple(memberId), unlock),
    ...often(4, fc.tuple(nth, fc.integer({ min: -1, max: 1 })), toBoundary),
    ...often(3, fc.tuple(fc.constantFrom(...waits)), wait),
    ...often(1, fc.tuple(fc.constantFrom('sent', 'sent', 'rejected', 'unavailable')), answerAs),
    fc.constant(sweep),
  ],
  { maxCommands: 80, size: 'max' },
);

function often<Told extends unknown[]>(times: number, told: fc.Arbitrary<Told>, make: (...told: Told) => Step) {
  return Array.from({ length: times }, () => told.map((each) => make(...each)));
}
