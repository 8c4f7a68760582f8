import { inspect } from 'node:util';
import type { Notifier, SendOutcome } from '@pointbook/core/codes';
import { afterEach, expect, test, vi } from 'vitest';
import { loopback } from './loopback-testing.ts';
import { accountSid, contentSid, messages, patient, secrets } from './sample-messages-testing.ts';
import { twilioWhatsappNotifier } from './twilio-whatsapp.ts';
import { whatsappCloudNotifier } from './whatsapp-cloud.ts';

// A provider that repeats all that it was sent, wherever it can.
async function parrot(status: number): Promise<string> {
  const { url } = await loopback((response, { body, headers }) => {
    const sent = body.startsWith('{') ? body : Object.fromEntries(new URLSearchParams(body));
    const all = `${JSON.stringify(sent)} ${headers.authorization}`;
    response.writeHead(status, { 'content-type': 'application/json', 'x-all': encodeURIComponent(all) });
    const error = { code: 100, message: all, type: all, error_data: { details: all }, fbtrace_id: all };
    response.end(JSON.stringify({ code: 63003, message: all, more_info: all, error }));
  });
  return url;
}

const more = { countries: ['+62'] } as const;
const notifiers: [string, (baseUrl: string) => Notifier][] = [
  [
    'The Cloud API',
    (baseUrl) =>
      whatsappCloudNotifier({
        phoneNumberId: '105954558954427',
        accessToken: secrets.token,
        apiVersion: 'v23.0',
        templates: { 'redemption-code': { name: 'spend_points', language: 'id' } },
        ...more,
        baseUrl,
      }),
  ],
  [
    'Twilio',
    (baseUrl) => {
      const templates = { 'redemption-code': contentSid };
      return twilioWhatsappNotifier({
        accountSid,
        authToken: secrets.token,
        from: '+6281100000000',
        templates,
        ...more,
        baseUrl,
      });
    },
  ],
];

const logs = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;

afterEach(() => {
  vi.restoreAllMocks();
});

function assertSilence(outcome: SendOutcome, notifier: Notifier) {
  expect(outcome.status).not.toBe('sent');
  const told = JSON.stringify(outcome) + inspect([outcome, notifier], { depth: 9, showHidden: true });
  const basic = Buffer.from(`${accountSid}:${secrets.token}`).toString('base64');
  for (const secret of [...Object.values(secrets), basic]) expect(told).not.toContain(secret);
}

const statuses = [302, 400, 401, 403, 404, 422, 429, 500, 503];

test.each(notifiers.flatMap(([name, make]) => statuses.map((status) => [name, status, make] as const)))(
  '%s with HTTP %i says nothing of the code, the number and the token',
  async (_, status, make) => {
    const spies = logs.map((method) => vi.spyOn(console, method));
    const notifier = make(await parrot(status));
    assertSilence(await notifier.send(messages.code, patient), notifier);
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  },
);

test.each(notifiers)('%s says nothing of them when it is not reached, or may not send', async (_, make) => {
  const { url } = await loopback((response) => response.destroy());
  const notifier = make(url);
  const { code } = messages;
  assertSilence(await notifier.send(code, patient), notifier);
  assertSilence(await notifier.send(code, { signal: AbortSignal.abort(new Error(secrets.code)) }), notifier);
  assertSilence(await notifier.send({ ...code, to: `+65${secrets.number}` }, patient), notifier);
  assertSilence(await notifier.send({ ...code, to: secrets.number }, patient), notifier);
  assertSilence(await notifier.send(messages.earned, patient), notifier);
});

test('a code that is too long is not told', async () => {
  const [, make] = notifiers[0] ?? [];
  const notifier = make?.('https://graph.facebook.com') as Notifier;
  const data = { ...messages.code.data, code: secrets.code.repeat(3) };
  assertSilence(await notifier.send({ ...messages.code, data }, patient), notifier);
});
