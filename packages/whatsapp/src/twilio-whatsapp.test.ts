import type { OutgoingMessage } from '@pointbook/core/codes';
import twilio from 'twilio';
import { expect, test } from 'vitest';
import { answering, type Recorded } from './loopback-testing.ts';
import { accountSid, contentSid, contentSidId, messages, messageSid, patient } from './sample-messages-testing.ts';
import { twilioWhatsappNotifier } from './twilio-whatsapp.ts';

const authToken = 'auth-token';
const messagingServiceSid = `MG${'3d'.repeat(16)}`;

function notifier(baseUrl: string, sender: { from: string } | { messagingServiceSid: string }) {
  const templates = { 'redemption-code': { default: contentSid, id: contentSidId }, 'points-earned': contentSid };
  return twilioWhatsappNotifier({ accountSid, authToken, ...sender, templates, countries: ['+62'], baseUrl });
}

/** What matters of a request. */
function essence({ method, path, headers, body }: Recorded) {
  const { accept, authorization } = headers;
  const fields = Object.fromEntries(new URLSearchParams(body));
  return { method, path, accept, authorization, type: headers['content-type'], fields };
}

/** Twilio's own package, on a server of ours: it knows api.twilio.com only. */
function sdk(url: string) {
  const client = new twilio.RequestClient();
  const httpClient = Object.assign(Object.create(client) as typeof client, {
    request: async (request: Parameters<typeof client.request>[0]) =>
      client.request({ ...request, uri: request.uri.replace('https://api.twilio.com', url) }),
  });
  return twilio(accountSid, authToken, { httpClient });
}

test.each<[OutgoingMessage, string, Record<string, string>]>([
  [messages.code, contentSidId, { 1: '493027' }],
  [messages.earned, contentSid, { 1: 'Warung Sári 🍜', 2: '125', 3: '225', 4: '-' }],
])('a message $template is the one of the package twilio', async (message, sid, variables) => {
  const { url, requests } = await answering(201, { sid: messageSid });
  const sent = await notifier(url, { from: '+6281100000000' }).send(message, patient);
  expect(sent).toEqual({ status: 'sent', providerId: messageSid });
  const contentVariables = JSON.stringify(variables);
  await sdk(url).messages.create({
    to: `whatsapp:${message.to}`,
    from: 'whatsapp:+6281100000000',
    contentSid: sid,
    contentVariables,
  });
  const [ours, theirs] = requests.map(essence);
  expect(ours).toEqual(theirs);
  expect(ours?.fields).toEqual({
    To: 'whatsapp:+628123456789',
    From: 'whatsapp:+6281100000000',
    ContentSid: sid,
    ContentVariables: contentVariables,
  });
});

test('a Messaging Service chooses the sender', async () => {
  const { url, requests } = await answering(201, { sid: messageSid });
  await notifier(url, { messagingServiceSid }).send(messages.code, patient);
  expect(requests.map((request) => essence(request).fields)).toEqual([
    {
      To: 'whatsapp:+628123456789',
      MessagingServiceSid: messagingServiceSid,
      ContentSid: contentSidId,
      ContentVariables: '{"1":"493027"}',
    },
  ]);
});

test('a message without a template is rejected, with the name of what is missing', async () => {
  const { url, requests } = await answering(201, {});
  expect(await notifier(url, { messagingServiceSid }).send(messages.adjusted, patient)).toMatchObject({
    status: 'rejected',
    reason: 'content',
    message: expect.stringContaining('points-adjusted'),
  });
  expect(requests).toEqual([]);
});

test.each([
  [63003, { status: 'rejected', reason: 'destination' }],
  [63014, { status: 'rejected', reason: 'opted-out' }],
  [63007, { status: 'rejected', reason: 'account' }],
  [63027, { status: 'rejected', reason: 'account' }],
  [63016, { status: 'rejected', reason: 'content' }],
  [21656, { status: 'rejected', reason: 'content' }],
  [63018, { status: 'unavailable' }],
])("Twilio's error %i is %j", async (code, outcome) => {
  const { url } = await answering(400, { code, message: `Not to ${messages.code.to}` });
  expect(await notifier(url, { messagingServiceSid }).send(messages.code, patient)).toMatchObject(outcome);
});
