import twilio from 'twilio';
import { expect, test } from 'vitest';
import { answering, type Recorded } from './loopback-testing.ts';
import {
  accountSid,
  apiKey,
  codeMessage,
  earnedMessage,
  messageSid,
  messagingServiceSid,
  patient,
} from './sample-message-testing.ts';
import type { TwilioCredentials, TwilioSender } from './twilio-messages.ts';
import { twilioSmsNotifier } from './twilio-sms.ts';

/** What matters of a request. */
function essence({ method, path, headers, body }: Recorded) {
  const { accept, authorization } = headers;
  const fields = [...new URLSearchParams(body)].toSorted(([one], [other]) => one.localeCompare(other));
  return { method, path, accept, authorization, type: headers['content-type'], fields };
}

/** Twilio's own package, on a server of ours: it knows api.twilio.com only. */
function sdk(url: string, user: string, password: string) {
  const client = new twilio.RequestClient();
  const httpClient = Object.assign(Object.create(client) as typeof client, {
    request: async (request: Parameters<typeof client.request>[0]) =>
      client.request({ ...request, uri: request.uri.replace('https://api.twilio.com', url) }),
  });
  return twilio(user, password, { accountSid, httpClient });
}

const token: TwilioCredentials = { authToken: 'auth-token' };
const key: TwilioCredentials = { apiKey, apiKeySecret: 'key-secret' };

test.each<[TwilioCredentials, TwilioSender, typeof codeMessage]>([
  [token, { from: '+6281100000000' }, codeMessage],
  [key, { messagingServiceSid }, codeMessage],
  [token, { from: 'Sari & Co' }, earnedMessage],
])('with %j and %j the request is the one of the package twilio', async (credentials, sender, message) => {
  const { url, requests } = await answering(201, { sid: messageSid });
  const notifier = twilioSmsNotifier({ accountSid, ...credentials, ...sender, countries: ['+62'], baseUrl: url });
  expect(await notifier.send(message, patient)).toEqual({ status: 'sent', providerId: messageSid });
  await sdk(
    url,
    credentials.apiKey ?? accountSid,
    credentials.apiKeySecret ?? credentials.authToken ?? '',
  ).messages.create({
    to: message.to,
    ...(sender.from === undefined ? { messagingServiceSid: sender.messagingServiceSid } : { from: sender.from }),
    body: message.text,
    ...(message.template === 'redemption-code' ? { validityPeriod: message.data.minutes * 60 } : {}),
  });
  const [ours, theirs] = requests.map(essence);
  expect(ours?.fields.length).toBeGreaterThan(2);
  expect(ours).toEqual(theirs);
});
