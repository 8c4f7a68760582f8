import { expect, test } from 'vitest';
import { answering } from './loopback-testing.ts';
import { codeMessage, patient, secrets } from './sample-message-testing.ts';
import { vonageSmsNotifier, type VonageSmsOptions } from './vonage-sms.ts';

const options: VonageSmsOptions = { apiKey: 'key', apiSecret: 'secret', from: 'Warung Sari', countries: ['+62'] };

async function sendWith(status: number, body: unknown, more: Readonly<Record<string, unknown>> = {}) {
  const { url, requests } = await answering(status, body);
  const notifier = vonageSmsNotifier({ ...options, baseUrl: url, ...more });
  return { outcome: await notifier.send(codeMessage, patient), requests };
}

test('a message that Vonage takes is sent, each letter as it was', async () => {
  const { outcome, requests } = await sendWith(202, { message_uuid: 'aaaa-1' });
  expect(outcome).toEqual({ status: 'sent', providerId: 'aaaa-1' });
  expect(requests.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    { message_type: 'text', channel: 'sms', to: secrets.number, from: 'Warung Sari', text: codeMessage.text },
  ]);
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
])('HTTP %i with the problem %s goes by the status: %s', async (status, type, reason) => {
  expect((await sendWith(status, problem(type))).outcome).toMatchObject({ status: 'rejected', reason });
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

test('where messages may not go, no JWT is made and nothing requested', async () => {
  const { outcome, requests } = await sendWith(202, {}, { countries: ['+65'] });
  expect(outcome).toMatchObject({ status: 'rejected', reason: 'country' });
  expect(requests).toEqual([]);
});

test.each([
  [{ apiKey: undefined }, 'either apiKey with apiSecret, or jwt'],
  [{ jwt: () => 'token' }, 'either apiKey with apiSecret, or jwt'],
  [{ apiSecret: undefined }, 'apiSecret'],
  [{ apiKey: undefined, jwt: 'token' }, 'jwt must be a function'],
  [{ from: 'Warung Sari Jaya' }, 'from'],
  [{ countries: [] }, 'countries'],
  [{ baseUrl: 'http://api.nexmo.com' }, 'baseUrl'],
])('the options %j are refused, with words about %s', (wrong, words) => {
  expect(() => vonageSmsNotifier({ ...options, ...wrong } as VonageSmsOptions)).toThrow(words);
});
