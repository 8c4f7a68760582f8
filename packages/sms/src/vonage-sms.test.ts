import { expect, test, vi } from 'vitest';
import { answering } from './loopback-testing.ts';
import { codeMessage, messageUuid, patient, secrets } from './sample-message-testing.ts';
import { vonageSmsNotifier, type VonageSmsOptions } from './vonage-sms.ts';

const options: VonageSmsOptions = { apiKey: 'key', apiSecret: 'secret', from: 'Warung Sari', countries: ['+62'] };

async function sendWith(status: number, body: unknown, more: Readonly<Record<string, unknown>> = {}) {
  const { url, requests } = await answering(status, body);
  const notifier = vonageSmsNotifier({ ...options, baseUrl: url, ...more });
  return { outcome: await notifier.send(codeMessage, patient), requests };
}

test('a message that Vonage takes is sent, each letter as it was', async () => {
  const { outcome, requests } = await sendWith(202, { message_uuid: messageUuid });
  expect(outcome).toEqual({ status: 'sent', providerId: messageUuid });
  expect(requests.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    { message_type: 'text', channel: 'sms', to: secrets.number, from: 'Warung Sari', text: codeMessage.text },
  ]);
});

test.each([undefined, 7, 'aaaa-1', `+${secrets.number}`, `${messageUuid} ${secrets.code}`])(
  'what is no id of a message is not told: %j',
  async (uuid) => {
    expect((await sendWith(202, { message_uuid: uuid })).outcome).toEqual({ status: 'sent', providerId: null });
  },
);

test('a fetch of your own is what posts', async () => {
  const post = vi.fn<typeof fetch>(async () => new Response('{}', { status: 202 }));
  const { outcome, requests } = await sendWith(500, '', { fetch: post });
  expect(outcome).toMatchObject({ status: 'sent' });
  expect(post).toHaveBeenCalledOnce();
  expect(requests).toEqual([]);
});

const problem = (type: string | number) => ({
  type: `https://developer.vonage.com/api-errors/messages#${type}`,
  title: 'Refused',
  detail: `Not ${codeMessage.to}`,
});

test.each([
  [422, 1040, 'destination'],
  [422, 1050, 'opted-out'],
  [422, 1120, 'account'],
  [422, 1090, 'content'],
  [402, 1070, 'account'],
  [403, 1160, 'account'],
])('HTTP %i with error %i is rejected: %s', async (status, code, reason) => {
  expect((await sendWith(status, problem(code))).outcome).toEqual({
    status: 'rejected',
    reason,
    message: expect.stringContaining(`(error ${code}, HTTP ${status})`) as string,
  });
});

test.each([
  [401, 'unauthorized', 'account'],
  [402, 'low-balance', 'account'],
  [403, 'forbidden', 'account'],
  [422, 'invalid-params', 'content'],
  [422, 1020, 'content'],
])('HTTP %i with the problem %s is judged by the status: %s', async (status, type, reason) => {
  expect((await sendWith(status, problem(type))).outcome).toMatchObject({
    status: 'rejected',
    reason,
    message: expect.stringContaining(`(HTTP ${status})`) as string,
  });
});

test.each([
  [[{ name: 'to', reason: 'no' }], 'destination'],
  [[{ name: 'from', reason: 'no' }], 'account'],
  [[{ name: 'to' }, { name: 'from' }], 'account'],
  [[{ name: 'to' }, { name: 'text' }], 'content'],
  [[null], 'content'],
  ['to', 'content'],
  [[], 'content'],
])('of the invalid parameters %j the reason is %s', async (parameters, reason) => {
  const { outcome } = await sendWith(422, { ...problem(1020), invalid_parameters: parameters });
  expect(outcome).toMatchObject({ status: 'rejected', reason });
});

test.each([
  [429, 1000],
  [422, 1100],
  [500, 1030],
])('HTTP %i with error %i is not now', async (status, code) => {
  expect((await sendWith(status, problem(code))).outcome).toMatchObject({ status: 'unavailable' });
});

test('a JWT is made for each message', async () => {
  let count = 0;
  const jwt = async () => `token-${(count += 1)}`;
  const { url, requests } = await answering(202, {});
  const notifier = vonageSmsNotifier({ jwt, from: '+6281100000000', countries: ['+62'], baseUrl: url });
  await notifier.send(codeMessage, patient);
  await notifier.send(codeMessage, patient);
  expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({ from: '6281100000000' });
});

test.each([
  async () => Promise.reject(new Error(secrets.token)),
  () => `${secrets.token}\nX-More: 1`,
  () => undefined as never,
])('without a JWT nothing is sent, and later it may be', async (jwt) => {
  const { outcome, requests } = await sendWith(202, {}, { apiKey: undefined, apiSecret: undefined, jwt });
  expect(outcome).toMatchObject({ status: 'unavailable', message: expect.not.stringContaining(secrets.token) });
  expect(requests).toEqual([]);
});

const withJwt = (jwt: () => Promise<string>) => ({ jwt, from: 'Warung Sari', countries: ['+62'] }) as const;
const nothingSent = { status: 'unavailable', message: 'The caller gave up; nothing was sent.', retryAfterMs: null };

test('who gives up does not wait for a JWT, and nothing is sent when it comes', async () => {
  const caller = new AbortController();
  const made: (() => void)[] = [];
  const jwt = new Promise<string>((resolve) => {
    made.push(() => resolve('token'));
  });
  const { url, requests } = await answering(202, {});
  const notifier = vonageSmsNotifier({ ...withJwt(async () => jwt), baseUrl: url });
  const sending = notifier.send(codeMessage, caller);
  caller.abort();
  expect(await sending).toEqual(nothingSent);
  for (const make of made) make();
  await jwt;
  expect(requests).toEqual([]);
});

test('who has given up gets no JWT made', async () => {
  const jwt = vi.fn<() => Promise<string>>(async () => 'token');
  const { url, requests } = await answering(202, {});
  const notifier = vonageSmsNotifier({ ...withJwt(jwt), baseUrl: url });
  expect(await notifier.send(codeMessage, { signal: AbortSignal.abort() })).toEqual(nothingSent);
  expect(jwt).not.toHaveBeenCalled();
  expect(requests).toEqual([]);
});

test('of a signal for many messages nothing is left behind', async () => {
  const { signal } = new AbortController();
  const removed = vi.spyOn(signal, 'removeEventListener');
  const notifier = vonageSmsNotifier({ ...withJwt(async () => 'token'), fetch: async () => new Response('{}') });
  expect(await notifier.send(codeMessage, { signal })).toMatchObject({ status: 'sent' });
  expect(removed).toHaveBeenCalledWith('abort', expect.any(Function));
});

test('where messages may not go, no JWT is made and nothing requested', async () => {
  const { outcome, requests } = await sendWith(202, {}, { countries: ['+65'] });
  expect(outcome).toMatchObject({ status: 'rejected', reason: 'country' });
  expect(requests).toEqual([]);
});

test.each<[object, string]>([
  [{ apiKey: undefined }, 'either apiKey with apiSecret, or jwt'],
  [{ jwt: () => 'token' }, 'either apiKey with apiSecret, or jwt'],
  [{ apiKey: undefined, jwt: () => 'token' }, 'either apiKey with apiSecret, or jwt'],
  [{ fetch: 'http://proxy.example' }, 'fetch must be'],
  [
    { baseURL: 'https://api.nexmo.com' },
    'vonageSmsNotifier() has no option "baseURL": did you mean "baseUrl"? It has apiKey',
  ],
  [{ countries: ['+65', undefined] }, 'countries'],
  [{ apiSecret: undefined }, 'apiSecret'],
  [{ apiKey: undefined, apiSecret: undefined, jwt: 'token' }, 'jwt must be a function'],
  [{ from: 'Warung Sari Jaya' }, 'from'],
  [{ countries: [] }, 'countries'],
  [{ baseUrl: 'http://api.nexmo.com' }, 'baseUrl'],
])('the options %j are refused, with words about %s', (wrong, words) => {
  expect(() => vonageSmsNotifier({ ...options, ...wrong })).toThrow(words);
});

test.each([undefined, null, 'x'])('no options are refused: %j', (none) => {
  expect(() => vonageSmsNotifier(none as never)).toThrow('The options of vonageSmsNotifier() are an object.');
});
