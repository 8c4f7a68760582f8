import { describe, expect, test } from 'vitest';
import type { Channel } from '../../values/channel.ts';
import { type CodePolicy, defaultCodes } from './code-policy.ts';
import type { ProfileRecord } from '../../members/profile-record.ts';
import { addressOf, codeDelivery, masked } from './code-delivery.ts';
import { errorOf, valueOf } from '../../value-of-testing.ts';

const policy: CodePolicy = defaultCodes;
const all: readonly Channel[] = ['whatsapp', 'sms', 'email'];
const profile = {
  memberId: 'ayu',
  phone: '+628123456789',
  phoneVerified: false,
  email: 'ayu@example.com',
  emailVerified: true,
} as ProfileRecord;
const byPhone = (channel: Channel) => ({ channel, address: '+628123456789' });
const byEmail = { channel: 'email', address: 'ayu@example.com' };
const verified = { ...policy, requireVerified: true };

describe('the delivery of a code', () => {
  test('is the first channel of the program that reaches the member', () => {
    expect(valueOf(codeDelivery(profile, policy, all, null))).toEqual(byPhone('whatsapp'));
    const emailFirst = { ...policy, channels: ['email', 'sms'] as const };
    expect(valueOf(codeDelivery(profile, emailFirst, all, null))).toEqual(byEmail);
    expect(valueOf(codeDelivery({ ...profile, email: null }, emailFirst, all, null))).toEqual(byPhone('sms'));
  });

  test('is one for which this process has a notifier, in any order', () => {
    expect(valueOf(codeDelivery(profile, policy, ['email', 'sms'], null))).toEqual(byPhone('sms'));
    expect(valueOf(codeDelivery(profile, policy, ['email'], null))).toEqual(byEmail);
  });

  test('is the one that is wanted, or none', () => {
    expect(valueOf(codeDelivery(profile, policy, all, 'email'))).toEqual(byEmail);
    expect(errorOf(codeDelivery(profile, policy, ['sms'], 'email'))).toMatchObject({
      kind: 'no-notifier',
      channels: ['email'],
    });
    expect(errorOf(codeDelivery({ ...profile, email: null }, policy, all, 'email'))).toMatchObject({
      kind: 'no-destination',
      memberId: 'ayu',
      channels: ['email'],
    });
  });

  test('is never one that the program does not allow', () => {
    const onlySms = { ...policy, channels: ['sms'] as const };
    expect(errorOf(codeDelivery(profile, onlySms, all, 'whatsapp'))).toMatchObject({
      kind: 'channel-not-allowed',
      channel: 'whatsapp',
      allowed: ['sms'],
    });
    expect(errorOf(codeDelivery(profile, onlySms, ['whatsapp', 'email'], null))).toMatchObject({
      kind: 'no-notifier',
      channels: ['sms'],
    });
    expect(errorOf(codeDelivery(profile, onlySms, [], 'sms'))).toMatchObject({ kind: 'no-notifier' });
  });

  test('goes to verified addresses alone, where the program asks for that', () => {
    expect(valueOf(codeDelivery(profile, verified, all, null))).toEqual(byEmail);
    expect(errorOf(codeDelivery(profile, verified, all, 'sms')).message).toContain('no verified address for sms');
    const none = { ...profile, emailVerified: false };
    expect(errorOf(codeDelivery(none, verified, all, null))).toMatchObject({
      kind: 'no-destination',
      channels: all,
    });
  });

  test('is nowhere without an address', () => {
    const nowhere = { ...profile, phone: null, email: null };
    const failure = errorOf(codeDelivery(nowhere, policy, ['sms', 'email'], null));
    expect(failure).toMatchObject({ kind: 'no-destination', channels: ['sms', 'email'] });
    expect(failure.message).toContain('no address for sms, email');
  });
});

test('an address is that of the channel', () => {
  expect(all.map((channel) => addressOf(profile, channel))).toEqual([
    '+628123456789',
    '+628123456789',
    'ayu@example.com',
  ]);
  expect(all.map((channel) => addressOf(profile, channel, true))).toEqual([null, null, 'ayu@example.com']);
});

describe('a masked address', () => {
  test.each([
    ['+628123456789', '•••• 789'],
    ['+6281234', '•••• 234'],
    ['ayu@example.com', 'a••••@example.com'],
    ['ayu.lestari+shop@mail.example.com', 'a••••@mail.example.com'],
    ['a@example.com', '••••@example.com'],
    ['ab@example.com', '••••@example.com'],
    ['"a@b"@example.com', '"••••@example.com'],
    ['øystein@example.com', 'ø••••@example.com'],
    ['𝒶yu@example.com', '𝒶••••@example.com'],
  ])('hides all but what its owner knows it by: %s', (address, shown) => {
    expect(masked(address)).toBe(shown);
  });

  test('has the same length for every address', () => {
    expect(masked('aaa@b.co')).toBe(masked(`a${'b'.repeat(60)}@b.co`));
    expect(masked('+6281789')).toBe(masked('+628123456789'));
  });
});
