import { expect, test, vi } from 'vitest';
import { answering } from './loopback-testing.ts';
import {
  accountSid,
  apiKey,
  codeMessage,
  earnedMessage,
  messageSid,
  messagingServiceSid,
  patient,
  secrets,
} from './sample-message-testing.ts';
import { twilioMessages, type TwilioOptions } from './twilio-messages.ts';
import { twilioSmsNotifier } from './twilio-sms.ts';

const options: TwilioOptions = { accountSid, authToken: 'token', from: '+6281100000000', countries: ['+62'] };

async function sendWith(status: number, body: unknown, more: Partial<TwilioOptions> = {}, message = codeMessage) {
  const { url, requests } = await answering(status, body);
  const notifier = twilioSmsNotifier({ ...options, baseUrl: url, ...more } as TwilioOptions);
  const outcome = await notifier.send(message, patient);
  return { outcome, form: requests.map((request) => Object.fromEntries(new URLSearchParams(request.body))) };
}

test('a message that Twilio takes is sent, each letter as it was', async () => {
  const { outcome, form } = await sendWith(201, { sid: messageSid });
  expect(outcome).toEqual({ status: 'sent', providerId: messageSid });
  expect(form).toEqual([
    { To: codeMessage.to, From: options.from, Body: codeMessage.text, ValidityPeriod: String(5 * 60) },
  ]);
});

test.each([
  [0.5, '30'],
  [600, '36000'],
  [1440, '36000'],
  [0.001, '1'],
])('a code of %d minutes waits in the queue for %s seconds at most', async (minutes, seconds) => {
  if (codeMessage.template !== 'redemption-code') throw new Error('No code.');
  const { form } = await sendWith(201, {}, {}, { ...codeMessage, data: { ...codeMessage.data, minutes } });
  expect(form).toMatchObject([{ ValidityPeriod: seconds }]);
});

test('another message waits as long as the account says', async () => {
  const { form } = await sendWith(201, {}, {}, earnedMessage);
  expect(form).toEqual([{ To: earnedMessage.to, From: options.from, Body: earnedMessage.text }]);
});

test.each([
  ['destination', [21211, 21214, 21614, 30006, 30450]],
  ['opted-out', [21610, 30004]],
  ['country', [21408]],
  ['account', [20003, 21606, 21608, 21659, 21705, 30034]],
  ['content', [21617, 21602, 30007]],
])('Twilio rejects for %s: %j', async (reason, codes) => {
  for (const code of codes) {
    const { outcome } = await sendWith(400, { code, message: `The 'To' number ${codeMessage.to} …`, status: 400 });
    expect([code, outcome]).toEqual([
      code,
      { status: 'rejected', reason, message: expect.stringMatching(`error ${code}, HTTP 400`) as string },
    ]);
  }
});

test.each([20429, 20500, 20503, 30001, 21611])('Twilio does not take it now: %i', async (code) => {
  const { outcome } = await sendWith(400, { code });
  expect(outcome).toMatchObject({ status: 'unavailable', retryAfterMs: null });
});

test.each([
  undefined,
  7,
  'SM1',
  `+${secrets.number} ${secrets.code}`,
  `SM${secrets.code}`,
  `${messageSid} ${secrets.code}`,
  `AC${messageSid.slice(2)}`,
])('what is no id of a message is not told: %j', async (sid) => {
  expect((await sendWith(201, { sid })).outcome).toEqual({ status: 'sent', providerId: null });
});

test('an id of a message with media is one', async () => {
  const sid = `MM${messageSid.slice(2)}`;
  expect((await sendWith(201, { sid })).outcome).toEqual({ status: 'sent', providerId: sid });
});

test('a number that is no error of Twilio is not told', async () => {
  const { outcome } = await sendWith(400, { code: Number(secrets.code) });
  expect(outcome).toMatchObject({ message: 'Twilio refuses the message as it is (HTTP 400).' });
});

test('a fetch of your own is what posts', async () => {
  const post = vi.fn<typeof fetch>(async () => new Response(JSON.stringify({ sid: messageSid }), { status: 201 }));
  const { outcome, form } = await sendWith(500, '', { fetch: post });
  expect(outcome).toMatchObject({ status: 'sent' });
  expect(post).toHaveBeenCalledOnce();
  expect(form).toEqual([]);
});

test('an unknown error is judged by the status', async () => {
  expect((await sendWith(400, { code: 29_999 })).outcome).toMatchObject({ status: 'rejected', reason: 'content' });
  expect((await sendWith(401, { code: '20003' })).outcome).toMatchObject({ status: 'rejected', reason: 'account' });
});

test('where messages may not go, nothing is requested', async () => {
  const { outcome, form } = await sendWith(201, {}, { countries: ['+65'] });
  expect(outcome).toMatchObject({ status: 'rejected', reason: 'country' });
  expect(form).toEqual([]);
});

test.each([
  [{ accountSid: undefined }, 'accountSid'],
  [{ accountSid: 'AC1' }, 'accountSid'],
  [{ authToken: undefined }, 'apiKey with apiKeySecret, or authToken'],
  [{ authToken: '' }, 'authToken'],
  [{ authToken: 'two\nlines' }, 'authToken'],
  [{ apiKey, apiKeySecret: 'secret' }, 'apiKey with apiKeySecret, or authToken'],
  [{ authToken: undefined, apiKey }, 'apiKeySecret'],
  [{ authToken: undefined, apiKey: 'SK1', apiKeySecret: 'secret' }, 'apiKey'],
  [{ from: undefined }, 'either from or messagingServiceSid'],
  [{ messagingServiceSid }, 'either from or messagingServiceSid'],
  [{ from: undefined, messagingServiceSid: 'MG1' }, 'messagingServiceSid'],
  [{ from: 'Warung Sari Jaya' }, 'from'],
  [{ from: 'Wärung' }, 'from'],
  [{ from: '' }, 'from'],
  [{ from: '123456789' }, 'from'],
  [{ from: '+0812' }, 'from'],
  [{ countries: undefined }, 'countries'],
  [{ baseUrl: 'http://api.twilio.com' }, 'baseUrl'],
  [{ baseUrl: 'http://127.0.0.1.example.com' }, 'baseUrl'],
  [{ baseUrl: 'https://user:word@api.twilio.com' }, 'baseUrl'],
  [{ baseUrl: 'https://api.twilio.com/?a=1' }, 'baseUrl'],
  [{ baseUrl: 'api.twilio.com' }, 'baseUrl'],
  [{ baseUrl: '' }, 'baseUrl'],
  [{ baseUrl: null }, 'baseUrl'],
  [{ fetch: 'http://proxy.example' }, 'fetch must be'],
  [{ fetch: null }, 'fetch must be'],
  [{ baseURL: 'https://api.twilio.com' }, 'has no option "baseURL": did you mean "baseUrl"? It has accountSid'],
  [{ apiKeySecret: 'secret' }, 'apiKey with apiKeySecret, or authToken'],
  [{ countries: [undefined] }, 'countries'],
])('the options %j are refused, with words about %s', (wrong, words) => {
  const make = () => twilioSmsNotifier({ ...options, ...wrong } as TwilioOptions);
  expect(make).toThrow(TypeError);
  expect(make).toThrow(words);
});

test.each([undefined, null, 'x', 7])('no options are refused: %j', (none) => {
  expect(() => twilioSmsNotifier(none as never)).toThrow('The options of a notifier over Twilio are an object.');
  expect(() => twilioSmsNotifier(none as never)).toThrow(TypeError);
});

test('another channel than SMS and WhatsApp is refused', () => {
  expect(() => twilioMessages(options, 'SMS' as never)).toThrow("The channel must be 'sms' or 'whatsapp'.");
});

test.each(['+6281100000000', '62811', '12345678', 'Warung', 'A', 'Warung 24', 'Sari & Co', 'WARUNG-1_2+'])(
  'a message may come from %s',
  (from) => {
    expect(twilioSmsNotifier({ ...options, from }).channel).toBe('sms');
  },
);

test.each(['https://api.sydney.au1.twilio.com', 'http://localhost:8080', 'http://[::1]:8080', 'http://127.0.0.1'])(
  'Twilio may be at %s',
  (baseUrl) => {
    expect(twilioSmsNotifier({ ...options, baseUrl }).channel).toBe('sms');
  },
);
