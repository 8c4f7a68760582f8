import { expect, test, vi } from 'vitest';
import type { OutgoingMessage } from '@pointbook/core/codes';
import { answering, loopback } from './loopback-testing.ts';
import { messages, patient, secrets, wamid } from './sample-messages-testing.ts';
import { whatsappCloudNotifier, type WhatsappCloudOptions } from './whatsapp-cloud.ts';

const options: WhatsappCloudOptions = {
  phoneNumberId: '105954558954427',
  accessToken: 'EAAJB-token',
  apiVersion: 'v23.0',
  templates: {
    'redemption-code': { name: 'spend_points', language: { default: 'en_US', id: 'id' } },
    'points-earned': { name: 'points_earned', language: 'id' },
  },
  countries: ['+62'],
};

async function sendWith(status: number, body: unknown, more: object = {}, message: OutgoingMessage = messages.code) {
  const { url, requests } = await answering(status, body);
  const notifier = whatsappCloudNotifier({ ...options, baseUrl: url, ...more });
  return { outcome: await notifier.send(message, patient), requests };
}

// As Meta documents it: the code as the body's parameter and as the button's.
// developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates/auth-otp-template-messages
test('a code is an authentication template, exactly', async () => {
  const { outcome, requests } = await sendWith(200, {
    messaging_product: 'whatsapp',
    contacts: [{ input: '+628123456789', wa_id: '628123456789' }],
    messages: [{ id: wamid }],
  });
  expect(outcome).toEqual({ status: 'sent', providerId: wamid });
  expect(requests).toMatchObject([
    {
      method: 'POST',
      path: '/v23.0/105954558954427/messages',
      headers: { authorization: 'Bearer EAAJB-token', 'content-type': 'application/json' },
    },
  ]);
  expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: '+628123456789',
    type: 'template',
    template: {
      name: 'spend_points',
      language: { code: 'id' },
      components: [
        { type: 'body', parameters: [{ type: 'text', text: '493027' }] },
        { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: '493027' }] },
      ],
    },
  });
});

test.each([
  undefined,
  7,
  'wamid.1',
  'wamid of 493027',
  `wamid.${secrets.number} ${secrets.code}`,
  `${wamid} ${secrets.code}`,
  `+${secrets.number}${wamid}`,
])('what is no id of a message is not told: %j', async (id) => {
  expect((await sendWith(200, { messages: [{ id }] })).outcome).toEqual({ status: 'sent', providerId: null });
});

test('a fetch of your own is what posts', async () => {
  const post = vi.fn<typeof fetch>(async () => new Response('{}', { status: 200 }));
  const { outcome, requests } = await sendWith(500, '', { fetch: post });
  expect(outcome).toMatchObject({ status: 'sent' });
  expect(post).toHaveBeenCalledOnce();
  expect(requests).toEqual([]);
});

test('another message is a utility template without a button, each letter as it was', async () => {
  const { requests } = await sendWith(200, {}, {}, messages.earned);
  expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({
    template: {
      name: 'points_earned',
      language: { code: 'id' },
      components: [
        { type: 'body', parameters: ['Warung Sári 🍜', '125', '225', '-'].map((text) => ({ type: 'text', text })) },
      ],
    },
  });
});

test('a message without a template is rejected, with the name of what is missing', async () => {
  const { outcome, requests } = await sendWith(200, {}, {}, messages.expiring);
  expect(outcome).toMatchObject({
    status: 'rejected',
    reason: 'content',
    message: expect.stringContaining('points-expiring'),
  });
  expect(requests).toEqual([]);
});

test('a code is not longer than Meta allows', async () => {
  const { data } = messages.code;
  const coded = (code: string): OutgoingMessage => ({ ...messages.code, data: { ...data, code } });
  expect((await sendWith(200, {}, {}, coded('1'.repeat(15)))).outcome).toMatchObject({ status: 'sent' });
  const { outcome, requests } = await sendWith(200, {}, {}, coded('1'.repeat(16)));
  expect(outcome).toMatchObject({ status: 'rejected', reason: 'content' });
  expect(requests).toEqual([]);
});

test('where messages may not go, nothing is requested', async () => {
  const { outcome, requests } = await sendWith(200, {}, { countries: ['+65'] });
  expect(outcome).toMatchObject({ status: 'rejected', reason: 'country' });
  expect(requests).toEqual([]);
});

// developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
const refusal = (code: number) => ({
  error: {
    message: `(#${code}) Refused`,
    type: 'OAuthException',
    code,
    error_data: { messaging_product: 'whatsapp', details: `Not to ${messages.code.to}` },
    fbtrace_id: 'Az8or2yhqkZfEZ-_4Qn_Bam',
  },
});

test.each([
  ['account', [0, 3, 10, 100, 190, 200, 299, 368, 131030, 131031, 131042, 132001, 132015, 132016, 133010]],
  ['content', [131008, 131009, 131047, 132000, 132005, 132012]],
  ['destination', [131026, 131021]],
  ['opted-out', [131050]],
  ['country', [130497]],
])('WhatsApp rejects for %s, with any HTTP status: %j', async (reason, codes) => {
  for (const code of codes) {
    for (const status of [400, 500]) {
      const { outcome } = await sendWith(status, refusal(code));
      const message = expect.stringContaining(`(error ${code}, HTTP ${status})`) as string;
      expect([code, outcome]).toEqual([code, { status: 'rejected', reason, message }]);
    }
  }
});

test.each([1, 2, 4, 17, 32, 341, 613, 80007, 80008, 130429, 131000, 131016, 131048, 131049, 131056, 131057])(
  'WhatsApp does not take it now: %i',
  async (code) => {
    expect((await sendWith(400, refusal(code))).outcome).toMatchObject({ status: 'unavailable', retryAfterMs: null });
  },
);

test.each([999_999, 131_026, 100])('an error that Meta marks as transient is unavailable: %i', async (code) => {
  const { error } = refusal(code);
  expect((await sendWith(400, { error: { ...error, is_transient: true } })).outcome).toMatchObject({
    status: 'unavailable',
  });
  expect((await sendWith(400, { error: { ...error, is_transient: false } })).outcome).toMatchObject({
    status: 'rejected',
  });
  expect((await sendWith(400, { error: { is_transient: true } })).outcome).toMatchObject({ status: 'unavailable' });
});

test('a number that is no error of Meta is not told', async () => {
  const { outcome } = await sendWith(400, refusal(Number(secrets.code)));
  expect(outcome).toMatchObject({ message: 'WhatsApp refuses the message as it is (HTTP 400).' });
});

test.each([
  [401, {}, { status: 'rejected', reason: 'account' }],
  [400, { error: null }, { status: 'rejected', reason: 'content' }],
  [400, refusal(999_999), { status: 'rejected', reason: 'content' }],
  [429, 'no JSON', { status: 'unavailable' }],
  [200, 'no JSON', { status: 'sent', providerId: null }],
  [200, { messages: [] }, { status: 'sent', providerId: null }],
])('HTTP %i with %j is judged by the status', async (status, body, outcome) => {
  expect((await sendWith(status, body)).outcome).toMatchObject(outcome);
});

test('aborting ends the wait for a server that never answers', async () => {
  const controller = new AbortController();
  const { url } = await loopback(() => controller.abort());
  const notifier = whatsappCloudNotifier({ ...options, baseUrl: url });
  expect(await notifier.send(messages.code, controller)).toMatchObject({ status: 'unavailable' });
});

test('fifty messages go at once', async () => {
  const waiting: (() => void)[] = [];
  const { url } = await loopback((response, { body }) => {
    const { to } = JSON.parse(body) as { to: string };
    waiting.push(() => response.end(JSON.stringify({ messages: [{ id: `${wamid.slice(0, -4)}${to.slice(-4)}` }] })));
    if (waiting.length === 50) for (const answer of waiting) answer();
  });
  const notifier = whatsappCloudNotifier({ ...options, baseUrl: url });
  const numbers = Array.from({ length: 50 }, (_, index) => `+6281234567${String(index).padStart(2, '0')}`);
  const outcomes = await Promise.all(numbers.map(async (to) => notifier.send({ ...messages.code, to }, patient)));
  expect(outcomes).toEqual(
    numbers.map((to) => ({ status: 'sent', providerId: `${wamid.slice(0, -4)}${to.slice(-4)}` })),
  );
});
