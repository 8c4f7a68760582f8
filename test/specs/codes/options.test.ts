import { codes } from '@pointbook/core/codes';
import { expect, test } from 'vitest';
import { secret } from '../../support/shops/code-desk.ts';

test.each([
  ['no text for a secret', { secret: null }, /`secret`.*openssl rand/u],
  ['an empty secret', { secret: '' }, /`secret`/u],
  ['a short secret', { secret: 'short' }, /at least 32 characters/u],
  ['no generator', { random: {} }, /`random` must have a function `bytes`/u],
  ['no generator at all', { random: null }, /`random`/u],
  ['a number for a language', { locale: 5 }, /`locale` must be a BCP 47 tag, such as "en"/u],
  ['a language that is written another way', { locale: 'id_ID' }, /`locale`/u],
  ['an empty language', { locale: '' }, /`locale`/u],
])('the plugin refuses %s, and says what to give', (_, wrong, message) => {
  expect(() => codes({ secret, ...wrong } as never)).toThrow(message);
});
