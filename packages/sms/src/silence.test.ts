import { inspect } from 'node:util';
import type { Notifier, SendOutcome } from '@pointbook/core/codes';
import { afterEach, expect, test, vi } from 'vitest';
import { loopback } from './loopback-testing.ts';
import { accountSid, codeMessage, patient, secrets } from './sample-message-testing.ts';
import { twilioSmsNotifier } from './twilio-sms.ts';
import { vonageSmsNotifier } from './vonage-sms.ts';

// A provider that repeats all that it was sent, wherever it can.
async function parrot(status: number): Promise<string> {
  const { url } = await loopback((response, { body, headers }) => {
    const sent = body.startsWith('{') ? body : Object.fromEntries(new URLSearchParams(body));
    const all = `${JSON.stringify(sent)} ${headers.authorization}`;
    response.writeHead(status, { 'content-type': 'application/json', 'x-all': encodeURIComponent(all) });
    response.end(
      JSON.stringify({ code: 21211, message: all, title: all, detail: all, type: `${all}#1020`, more_info: all }),
    );
  });
  return url;
}

const notifiers: [string, (baseUrl: string) => Notifier][] = [
  [
    'Twilio',
    (baseUrl) =>
      twilioSmsNotifier({ accountSid, authToken: secrets.token, from: 'Warung', countries: ['+62'], baseUrl }),
  ],
  [
    'Vonage',
    (baseUrl) =>
      vonageSmsNotifier({ apiKey: 'key', apiSecret: secrets.token, from: 'Warung', countries: ['+62'], baseUrl }),
  ],
];

const logs = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
const base64 = (text: string) => Buffer.from(text).toString('base64');

afterEach(() => {
  vi.restoreAllMocks();
});

function assertSilence(outcome: SendOutcome, notifier: Notifier) {
  expect(outcome.status).not.toBe('sent');
  const told = JSON.stringify(outcome) + inspect([outcome, notifier], { depth: 9, showHidden: true });
  const hidden = [...Object.values(secrets), base64(`${accountSid}:${secrets.token}`), base64(`key:${secrets.token}`)];
  for (const secret of hidden) expect(told).not.toContain(secret);
}

test.each(
  notifiers.flatMap(([name, make]) =>
    [302, 400, 401, 402, 403, 404, 422, 429, 500, 503].map((status) => [name, status, make] as const),
  ),
)('%s with HTTP %i says nothing of the code, the number and the token', async (_, status, make) => {
  const spies = logs.map((method) => vi.spyOn(globalThis.console, method));
  const notifier = make(await parrot(status));
  assertSilence(await notifier.send(codeMessage, patient), notifier);
  for (const spy of spies) expect(spy).not.toHaveBeenCalled();
});

test.each(notifiers)('%s says nothing of them when it is not reached, or may not send', async (_, make) => {
  const { url } = await loopback((response) => response.destroy());
  const notifier = make(url);
  assertSilence(await notifier.send(codeMessage, patient), notifier);
  assertSilence(await notifier.send(codeMessage, { signal: AbortSignal.abort(new Error(secrets.code)) }), notifier);
  assertSilence(await notifier.send({ ...codeMessage, to: `+65${secrets.number}` }, patient), notifier);
  assertSilence(await notifier.send({ ...codeMessage, to: secrets.number }, patient), notifier);
});

test('a wrong option is refused without telling a secret', () => {
  const authToken = `${secrets.token}\n`;
  const make = () => twilioSmsNotifier({ accountSid, authToken, from: 'Warung', countries: ['+62'] });
  expect(make).toThrow(expect.not.objectContaining({ message: expect.stringContaining(secrets.token) as string }));
});
