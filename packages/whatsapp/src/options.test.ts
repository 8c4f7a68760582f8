import { expect, test } from 'vitest';
import { accountSid, contentSid } from './sample-messages-testing.ts';
import { twilioWhatsappNotifier, type TwilioWhatsappOptions } from './twilio-whatsapp.ts';
import { whatsappCloudNotifier, type WhatsappCloudOptions } from './whatsapp-cloud.ts';

const cloud: WhatsappCloudOptions = {
  phoneNumberId: '105954558954427',
  accessToken: 'token',
  apiVersion: 'v23.0',
  templates: { 'redemption-code': { name: 'spend_points', language: 'id' } },
  countries: ['+62'],
};
const twilio: TwilioWhatsappOptions = {
  accountSid,
  authToken: 'token',
  from: '+6281100000000',
  templates: { 'redemption-code': contentSid },
  countries: ['+62'],
};
const code = (template: unknown) => ({ templates: { 'redemption-code': template } });

test.each([
  [{ phoneNumberId: undefined }, 'phoneNumberId'],
  [{ phoneNumberId: '+6281100000000' }, 'phoneNumberId'],
  [{ phoneNumberId: '../105954558954427' }, 'phoneNumberId'],
  [{ accessToken: '' }, 'accessToken'],
  [{ accessToken: 'two\nlines' }, 'accessToken'],
  [{ apiVersion: undefined }, 'apiVersion'],
  [{ apiVersion: '23.0' }, 'apiVersion'],
  [{ templates: undefined }, 'templates must name'],
  [{ templates: {} }, 'templates must name'],
  [{ templates: { 'redemption-codes': { name: 'spend_points', language: 'id' } } }, 'templates must name'],
  [code('spend_points'), 'small letters'],
  [code({ name: 'Spend points', language: 'id' }), 'small letters'],
  [code({ name: 'spend_points' }), "Meta's code of a language"],
  [code({ name: 'spend_points', language: 'en-US' }), "Meta's code of a language"],
  [code({ name: 'spend_points', language: { id: 'id' } }), 'and a default'],
  [code({ name: 'spend_points', language: { default: 'en_US', id: '' } }), "Meta's code of a language"],
  [code({ name: 'spend_points', language: { default: 'en_US', en_US: 'en_US' } }), 'such as en-US'],
  [code({ name: 'spend_points', language: { default: 'en_US', '': 'en_US' } }), 'such as en-US'],
  [{ countries: undefined }, 'countries'],
  [{ countries: [undefined] }, 'countries'],
  [{ fetch: 'http://proxy.example' }, 'fetch must be'],
  [{ fetch: null }, 'fetch must be'],
  [{ baseURL: 'https://graph.facebook.com' }, 'has no option "baseURL": did you mean "baseUrl"? It has phoneNumberId'],
  [{ baseUrl: null }, 'baseUrl'],
  [{ baseUrl: 'http://graph.facebook.com' }, 'baseUrl'],
])('for the Cloud API the options %j are refused, with words about %s', (wrong, words) => {
  const make = () => whatsappCloudNotifier({ ...cloud, ...wrong } as WhatsappCloudOptions);
  expect(make).toThrow(TypeError);
  expect(make).toThrow(words);
});

test.each([
  [{ accountSid: 'AC1' }, 'accountSid'],
  [{ authToken: undefined }, 'authToken'],
  [{ from: 'whatsapp:+6281100000000' }, 'from'],
  [{ from: 'Warung' }, 'from'],
  [{ templates: {} }, 'templates must name'],
  [code('HX1'), 'HX and 32'],
  [code({ id: contentSid }), 'and a default'],
  [code({ default: contentSid, id_ID: contentSid }), 'such as en-US'],
  [{ countries: [] }, 'countries'],
  [{ fetch: 'http://proxy.example' }, 'fetch must be'],
  [{ baseURL: 'https://api.twilio.com' }, 'has no option "baseURL": did you mean "baseUrl"? It has accountSid'],
  [{ apiKeySecret: 'secret' }, 'apiKey with apiKeySecret, or authToken'],
])('for Twilio the options %j are refused, with words about %s', (wrong, words) => {
  const make = () => twilioWhatsappNotifier({ ...twilio, ...wrong } as TwilioWhatsappOptions);
  expect(make).toThrow(TypeError);
  expect(make).toThrow(words);
});

test.each([undefined, null, 'x', 7])('no options are refused: %j', (none) => {
  for (const make of [whatsappCloudNotifier, twilioWhatsappNotifier]) {
    expect(() => make(none as never)).toThrow(TypeError);
    expect(() => make(none as never)).toThrow(/The options of whatsappCloudNotifier|templates must name/);
  }
});

test.each(['id', 'id-ID', 'zh-Hant-TW', 'es-419'])('a template may be in %s', (locale) => {
  const language = { default: 'en_US', [locale]: 'id' };
  const templates = { 'redemption-code': { name: 'spend_points', language } };
  expect(whatsappCloudNotifier({ ...cloud, templates }).channel).toBe('whatsapp');
});
