import { expect, test, vi } from 'vitest';
import { httpSender } from './http-sender.ts';
import { patient } from './sample-message-testing.ts';

function sender(more: object) {
  const functions = { idOf: () => null, explain: () => ({ code: null, reason: null }) };
  return httpSender({
    name: 'Warung SMS',
    baseUrl: 'https://sms.example',
    path: '/',
    ...functions,
    ...more,
  });
}

test.each([
  undefined,
  null,
  '',
  'messages',
  '//evil.example/messages',
  '@evil.example/messages',
  '.evil.example/messages',
  ':8080/messages',
  '/\\evil.example',
  '/messages?to=all',
  '/messages#all',
  '/a b',
])('the path %j is refused: credentials could go to another host', (path) => {
  expect(() => sender({ path })).toThrow(TypeError);
  expect(() => sender({ path })).toThrow('path must begin');
});

test.each(['/', '/messages', '/v1/@me/messages.json', '/a:b//c'])(
  'of the path %s the host is the same',
  async (path) => {
    const post = vi.fn<typeof fetch>(async () => new Response('{}', { status: 202 }));
    await sender({ baseUrl: 'https://sms.example/below/', path, fetch: post })({ headers: {}, body: '' }, patient);
    expect(post.mock.calls.map(([url]) => url)).toEqual([`https://sms.example/below${path}`]);
  },
);

test.each<[object, string]>([
  [{ fetch: 'http://proxy.example' }, 'fetch must be'],
  [{ fetch: null }, 'fetch must be'],
  [{ idOf: undefined }, 'idOf and explain'],
  [{ explain: 'no' }, 'idOf and explain'],
  [{ baseUrl: undefined }, 'baseUrl must be'],
])('what is no provider is refused: %j', (wrong, words) => {
  expect(() => sender(wrong)).toThrow(TypeError);
  expect(() => sender(wrong)).toThrow(words);
});

test.each([undefined, null, 'x'])('no provider at all is refused: %j', (provider) => {
  expect(() => httpSender(provider as never)).toThrow('The options of httpSender() are an object.');
});
