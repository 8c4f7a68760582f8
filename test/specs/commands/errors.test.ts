import { describe, expect, test } from 'vitest';
import {
  adjust,
  anonymousSale,
  approve,
  capture,
  claim,
  clockAt,
  command,
  enrol,
  hold,
  type Outcome,
  pay,
  reassign,
  redeem,
  redeemReward,
  refund,
  release,
  reverse,
  sale,
  setBalance,
  stageOf,
  type Step,
  sweep,
  update,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

const person = {
  name: 'Siti Rahayu',
  phone: '+628555123456',
  email: 'siti.rahayu@example.org',
  cardCode: 'CARD-5551',
  birthday: '1990-12-31',
};

/** How each error comes about: what was there, and the command that fails. */
const failures: Readonly<Record<string, readonly [...Step[], Step]>> = {
  'unknown-member': [sale('INV-1', 1000, { memberId: 'nobody' })],
  'unknown-member by phone': [anonymousSale('INV-1', 1000), claim('INV-1', { phone: '+628555999999' })],
  'unknown-invoice': [refund('INV-1', 'R-1', 1000)],
  'unknown-payment': [sale('INV-1', 1000), approve('INV-1', 'P-1')],
  'unknown-line': [sale('INV-1', 1000), refund('INV-1', 'R-1', { lines: [{ lineId: 'x' }] })],
  'unknown-entry': [reverse(1)],
  'unknown-redemption': [release('H-1')],
  'unknown-reward': [redeemReward('RD-1', 'tea')],
  'idempotency-key-reused': [adjust(5, { idempotencyKey: 'k' }), adjust(6, { idempotencyKey: 'k' })],
  'idempotency-key-reused by a member': [enrol('C-17', person), enrol('C-17', { name: 'Somebody Else' })],
  'member-changed': [update({ name: 'Ayu' }, 1), update({ name: 'Ayu Lestari' }, 1)],
  'phone-taken': [enrol('C-17', person), enrol('C-18', { phone: person.phone })],
  'card-taken': [enrol('C-17', person), enrol('C-18', { cardCode: person.cardCode })],
  'insufficient-points': [redeem('RD-1', 5)],
  'balance-mismatch': [setBalance(5, { expectedBalance: 7 })],
  'points-overflow': [adjust(Number.MAX_SAFE_INTEGER), adjust(1)],
  'currency-mismatch': [sale('INV-1', 1000, { currency: 'USD' })],
  'invoice-has-member': [sale('INV-1', 1000), sale('INV-1', 1000, { memberId: 'budi' })],
  'invoice-below-refunded': [sale('INV-1', 1000), refund('INV-1', 'R-1', 500), sale('INV-1', 400)],
  'refund-exceeds-invoice': [sale('INV-1', 1000), refund('INV-1', 'R-1', 1001)],
  'clawback-refused': [sale('INV-1', 10_000), redeem('RD-1', 9), refund('INV-1', 'R-1', 10_000)],
  'use-refund': [sale('INV-1', 1000), reverse(1)],
  'use-refund of a redemption': [adjust(500), redeem('RD-1', 5), reverse(2)],
  'not-reversible': [adjust(5), reverse(1), reverse(2)],
  'reversal-exceeds-entry': [adjust(5), reverse(1, 6)],
  'redemption-not-allowed': [adjust(500), redeem('RD-1', 301)],
  'hold-closed': [adjust(500), hold('H-1', 5), release('H-1'), capture('H-1')],
  'hold-closed by a capture': [adjust(500), hold('H-1', 5), capture('H-1'), release('H-1')],
  'hold-closed by its deadline': [
    adjust(500),
    hold('H-1', 5),
    clockAt('2026-03-02T11:00:00+07:00'),
    sweep,
    capture('H-1'),
  ],
  'invalid-command': [pay('INV-1', 'P-1', -5)],
};

const program = warung({
  refund: { clawback: 'refuse' },
  redeem: { rate: { points: 1, money: 100 }, maximum: 300 },
});

async function failureOf(steps: readonly Step[]): Promise<Extract<Outcome, { error: unknown }>['error']> {
  const stage = await stageOf(program, ...steps.slice(0, -1));
  const outcome = await steps.at(-1)?.(stage);
  if (!outcome || !('error' in outcome)) throw new Error('it did not fail');
  return outcome.error;
}

describe('An error', () => {
  for (const [name, steps] of Object.entries(failures)) {
    test(`has a name and a sentence for the log: ${name}`, async () => {
      const error = await failureOf(steps);
      expect(error.kind).toBe(name.split(' ')[0]);
      expect(error.message).toMatch(/^\S.{15,240}[.]$/u);
      expect(error.message).not.toMatch(/undefined|null|NaN|\[object|\n/u);
      for (const personal of Object.values(person)) expect(JSON.stringify(error)).not.toContain(personal);
      expect(JSON.stringify(error)).not.toContain('555');
    });
  }

  test('says what to do', async () => {
    const hints: Readonly<Record<string, RegExp>> = {
      'unknown-member': /enrol/u,
      'unknown-invoice': /save it/u,
      'unknown-payment': /record it/u,
      'unknown-entry': /statement/u,
      'unknown-redemption': /hold/u,
      'unknown-reward': /quoteRedemption/u,
      'phone-taken': /findMembers/u,
      'card-taken': /findMembers/u,
      'invoice-has-member': /reassignInvoice/u,
      'invoice-below-refunded': /refund the rest/u,
      'idempotency-key-reused': /use a new one/u,
      'member-changed': /read it again/u,
      'balance-mismatch': /look again/u,
      'use-refund': /refund, void or edit/u,
      'use-refund of a redemption': /a mistake, .*undoRedemption/u,
      'not-reversible': /[Aa]djust/u,
      'unknown-line': /name a line/u,
      'insufficient-points': /ask for no more/u,
      'points-overflow': /fewer points/u,
      'currency-mismatch': /amounts in IDR/u,
      'refund-exceeds-invoice': /refund no more/u,
      'clawback-refused': /Take back less/u,
      'reversal-exceeds-entry': /reverse no more/u,
      'redemption-not-allowed': /at most 300 points/u,
      'hold-closed': /a new redemption id/u,
      'hold-closed by a capture': /refund or void .*undoRedemption/u,
    };
    for (const [kind, hint] of Object.entries(hints)) {
      const { message } = await failureOf(failures[kind] ?? []);
      expect(message).toMatch(hint);
    }
  });

  test('says of a wrong field where it is and what to do', async () => {
    const message = async (step: Step) => (await failureOf([step])).message;
    expect(await message(sale('INV-1', 12.5))).toMatch(/^total must be a whole number .*minor units/u);
    expect(await message(sale('INV-1', 1000, { lines: [{ net: 1000, quantity: 2 as never }] }))).toMatch(
      /^lines\[0\]\.quantity must be a decimal text .*"1\.25"/u,
    );
    expect(await message(command('saveInvoice', { invoiceID: 'INV-1' } as never))).toMatch(/invoiceI[Dd]/u);
    expect(await message(redeem('RD-1', 0))).toBe(
      'points must be a whole number of 1 or more, not 0. Points are whole and positive.',
    );
    expect(await message(sale('INV-1', 1000, { lines: [{ net: '5' as never }] }))).toMatch(
      /^lines\[0\]\.net must be a whole number, not "5"\./u,
    );
    expect(await message(sale('', 1000))).toMatch(/^invoiceId must not be empty\. /u);
    expect(await message(sale('INV–1', 1000))).toMatch(/must not contain a dash that is no hyphen: "INV–1"\. /u);
  });

  const writtenWrong = {
    phone: '0855-512-3456',
    email: 'siti.rahayu@',
    birthday: '31.12.1990',
    cardCode: 'CARD\n5551',
  };
  for (const [field, value] of Object.entries(writtenWrong)) {
    test(`does not repeat a ${field} that is written wrong`, async () => {
      const error = await failureOf([enrol('C-17', { [field]: value })]);
      expect(error).toMatchObject({ kind: 'invalid-command', field });
      for (const part of ['512', 'siti', '1990', '5551']) expect(JSON.stringify(error)).not.toContain(part);
    });
  }
});

describe('Errors are checked in order:', () => {
  const used = [adjust(5, { idempotencyKey: 'k' }), adjust(50, { idempotencyKey: 'more' })];

  test('the input before everything', async () =>
    expect(await failureOf([...used, adjust(-0, { idempotencyKey: 'k', memberId: 'nobody' })])).toMatchObject({
      kind: 'invalid-command',
    }));
  test('a reused id before the balance', async () =>
    expect(await failureOf([...used, adjust(-500, { idempotencyKey: 'k' })])).toMatchObject({
      kind: 'idempotency-key-reused',
    }));
  test('existence before policy', async () =>
    expect(await failureOf([redeem('RD-1', 500, { invoiceId: 'INV-9' })])).toMatchObject({ kind: 'unknown-invoice' }));
  test('policy before the balance', async () =>
    expect(await failureOf([redeem('RD-1', 301)])).toMatchObject({ kind: 'redemption-not-allowed' }));
  test('a reused id of a reassignment before what it would move', async () =>
    expect(
      await failureOf([
        sale('INV-1', 1000),
        sale('INV-2', 1000),
        reassign('INV-1', 'budi', { idempotencyKey: 'k' }),
        reassign('INV-2', 'budi', { idempotencyKey: 'k' }),
      ]),
    ).toMatchObject({ kind: 'idempotency-key-reused' }));
});
