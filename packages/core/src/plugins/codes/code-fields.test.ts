import { describe, expect, test } from 'vitest';
import type { InvalidCommand } from '../../values/errors.ts';
import type { Result } from 'neverthrow';
import { codes } from './codes.ts';
import { errorOf, valueOf } from '../../value-of-testing.ts';

const verbs = codes().verbs;

const asked = { memberId: 'ayu', redemptionId: 'RD-1', points: 500 };
const unlocked = { memberId: 'ayu', actor: 'staff-3', reason: 'showed an id card', idempotencyKey: 'u' };

type Verb = Exclude<keyof typeof verbs, 'forMembers'>;

function parse(verb: Verb, command: unknown): Result<unknown, InvalidCommand> {
  return verbs[verb].input.parse(command as never);
}

function wrongField(verb: Verb, command: unknown): string {
  return errorOf(parse(verb, command)).field;
}

describe('a code', () => {
  const codeOf = (code: unknown) => parse('confirmRedemption', { challengeId: 'c', code });

  test.each([
    ['042917', '042917'],
    ['042 917', '042917'],
    [' 042-917\n', '042917'],
    ['0 4 2 9 1 7', '042917'],
    ['0123456789', '0123456789'],
    ['  -  -  042917', '042917'],
    ['042\u00a0917', '042917'],
  ])('%j is %s', (said, code) => {
    expect(valueOf(codeOf(said))).toEqual({ challengeId: 'c', code });
  });

  test.each([
    '04291x',
    '42917',
    '01234567890',
    '042.917',
    '+042917',
    '٠٤٢٩١٧',
    '０４２９１７',
    '',
    '      ',
    `042917${' '.repeat(40)}`,
    `042917${' '.repeat(34)}813`,
    '042917813'.repeat(5),
    42_917,
    Number.NaN,
    null,
    undefined,
    {},
    ['042917'],
  ])('%j is not a code, and the error does not show it', (said) => {
    const failure = errorOf(codeOf(said));
    expect(failure).toMatchObject({ kind: 'invalid-command', field: 'code' });
    expect(failure.message).toMatch(/^code (is missing: it )?must be a code of 6 to 10 digits.* Pass it as a text/u);
    expect(JSON.stringify(failure)).not.toMatch(/4291|2917|٤٢|４２/u);
  });

  test('is the only field beside its challenge', () => {
    const said = { challengeId: 'c', code: '042917' };
    expect(wrongField('confirmRedemption', { ...said, points: 5 })).toBe('points');
    expect(wrongField('confirmRedemption', { ...said, memberId: 'ayu' })).toBe('memberId');
    expect(wrongField('confirmRedemption', { code: '042917' })).toBe('challengeId');
  });
});

describe('a request', () => {
  const fieldOf = (more: object) => wrongField('requestRedemption', { ...asked, ...more });

  test('names its member in one way', () => {
    expect(valueOf(parse('requestRedemption', asked))).toEqual(asked);
    const byPhone = { ...asked, memberId: undefined, phone: '+62 812-3456-789' };
    expect(valueOf(parse('requestRedemption', byPhone))).toMatchObject({ phone: '+628123456789' });
    expect(fieldOf({ phone: '+628123456789' })).toBe('memberId');
    expect(fieldOf({ memberId: undefined })).toBe('memberId');
    expect(fieldOf({ memberId: undefined, phone: '0812' })).toBe('phone');
  });

  test('names points or a reward, and an invoice or the total of one', () => {
    expect(fieldOf({ points: undefined })).toBe('points');
    expect(fieldOf({ rewardId: 'mug' })).toBe('points');
    expect(fieldOf({ points: 0 })).toBe('points');
    expect(fieldOf({ invoiceId: 'INV-1', saleTotal: 5 })).toBe('saleTotal');
  });

  test('may say over which channel, and in what language', () => {
    for (const channel of ['whatsapp', 'sms', 'email'])
      expect(parse('requestRedemption', { ...asked, channel, locale: 'id' }).isOk()).toBe(true);
    expect(fieldOf({ channel: 'fax' })).toBe('channel');
    expect(fieldOf({ locale: '' })).toBe('locale');
    expect(fieldOf({ holdMinutes: 60 })).toBe('holdMinutes');
  });
});

test('another code is for a challenge, and nothing else', () => {
  expect(parse('resendCode', { challengeId: 'c', channel: 'sms', locale: 'id' }).isOk()).toBe(true);
  expect(wrongField('resendCode', {})).toBe('challengeId');
  expect(wrongField('resendCode', { challengeId: 'c', channel: 'SMS' })).toBe('channel');
  expect(wrongField('resendCode', { challengeId: 'c', phone: '+628123456789' })).toBe('phone');
});

test('an unlocking says who, and why', () => {
  expect(valueOf(parse('unlockMember', unlocked))).toEqual(unlocked);
  for (const field of Object.keys(unlocked))
    expect(wrongField('unlockMember', { ...unlocked, [field]: undefined })).toBe(field);
  expect(wrongField('unlockMember', { ...unlocked, reason: '  ' })).toBe('reason');
  expect(wrongField('unlockMember', { ...unlocked, comment: 'hello' })).toBe('comment');
});

test('a message is about an entry, or about points that end', () => {
  const fieldOf = (more: object) => wrongField('notifyMember', { memberId: 'ayu', ...more });
  expect(parse('notifyMember', { memberId: 'ayu', sequence: 1 }).isOk()).toBe(true);
  expect(parse('notifyMember', { memberId: 'ayu', expiringWithinDays: 3650 }).isOk()).toBe(true);
  expect(fieldOf({})).toBe('sequence');
  expect(fieldOf({ sequence: 1, expiringWithinDays: 7 })).toBe('sequence');
  expect(fieldOf({ sequence: 0 })).toBe('sequence');
  expect(fieldOf({ expiringWithinDays: 0 })).toBe('expiringWithinDays');
  expect(fieldOf({ expiringWithinDays: 3651 })).toBe('expiringWithinDays');
  expect(fieldOf({ sequence: 1, channel: 'fax' })).toBe('channel');
});
