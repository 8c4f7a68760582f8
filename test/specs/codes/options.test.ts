import { createPointbook } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { expect, test } from 'vitest';
import { secret } from '../../support/code-desk.ts';
import { warung } from '../../support/warung.ts';

test.each([
  ['no otp', { otp: null }, /otp `secret`.*openssl rand/u],
  ['an empty otp', { otp: {} }, /otp `secret`/u],
  ['a short secret', { otp: { secret: 'short' } }, /at least 32 characters/u],
  ['no generator', { random: {} }, /`random` must have a function `bytes`/u],
  ['no generator at all', { random: null }, /`random`/u],
  ['a number for a language', { locale: 5 }, /`locale` must be a BCP 47 tag, such as "en"/u],
  ['a language that is written another way', { locale: 'id_ID' }, /`locale`/u],
  ['an empty language', { locale: '' }, /`locale`/u],
])('a ledger is not made with %s, and says what to give', (_, wrong, message) => {
  const options = { program: warung(), store: memoryStore(), otp: { secret }, ...wrong };
  expect(() => createPointbook(options as never)).toThrow(message);
});
