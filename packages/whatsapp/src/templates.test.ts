import { expect, test } from 'vitest';
import { messages } from './sample-messages-testing.ts';
import { forLocale, parametersOf } from './templates.ts';

test.each([
  [messages.code, ['493027']],
  [messages.earned, ['Warung Sári 🍜', '125', '225', '-']],
  [messages.adjusted, ['Warung Sári', '-25', '200', 'salah hitung']],
  [messages.expiring, ['Warung Sári', '40', '2026-12-31']],
])('of a message $template the places are, in their order, %j', (message, parameters) => {
  expect(parametersOf(message)).toEqual(parameters);
});

test.each([
  ['id-ID', 'id'],
  ['id', 'id'],
  ['en-GB', 'en_GB'],
  ['en', 'en_US'],
  ['en-AU', 'en_US'],
  ['zh-Hant-TW', 'zh_TW'],
  ['zh-Hans-CN', 'en_US'],
  ['constructor', 'en_US'],
  ['', 'en_US'],
])('the locale %s is answered in %s', (locale, language) => {
  const choice = { default: 'en_US', id: 'id', 'en-GB': 'en_GB', 'zh-Hant': 'zh_TW' };
  expect(forLocale(choice, locale)).toBe(language);
  expect(forLocale('id', locale)).toBe('id');
});
