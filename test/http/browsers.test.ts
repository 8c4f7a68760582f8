import type { HandlerOptions } from '@pointbook/http';
import { describe, expect, test } from 'vitest';
import { shop } from './shop.ts';

const origin = 'https://shop.example';

describe('A page of another site', () => {
  test('may ask nothing, when a host says nothing', async () => {
    const { send } = shop();
    const { headers } = await send('GET /members/C-17', { headers: { origin } });
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('may ask where it is named', async () => {
    const { send } = shop({ cors: { origins: [origin] } });
    const { headers } = await send('GET /members/C-17', { headers: { origin } });
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-expose-headers')).toBe('etag, link, request-id, retry-after');
    expect(headers.get('vary')).toBe('origin');
    const other = await send('GET /members/C-17', { headers: { origin: 'https://shop.example.evil' } });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    expect(other.headers.get('vary')).toBe('origin');
  });

  test('asks first what it may send', async () => {
    const { send } = shop({ cors: { origins: '*', maxAgeSeconds: 60 } });
    const asking = { origin, 'access-control-request-method': 'PUT' };
    const { status, headers } = await send('OPTIONS /members/C-17', { as: null, headers: asking });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-methods')).toBe('GET, PATCH, PUT');
    expect(headers.get('access-control-allow-headers')).toContain('idempotency-key');
    expect(headers.get('access-control-max-age')).toBe('60');
  });

  test('is also told of a refusal', async () => {
    const { send } = shop({ cors: { origins: [origin], credentials: true } });
    const { status, headers } = await send('GET /members/C-17', { as: null, headers: { origin } });
    expect(status).toBe(401);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
  });
});

describe('An answer does no harm in a browser', () => {
  test('by headers that forbid storing it, framing it and running it', async () => {
    const { send } = shop();
    for (const route of ['GET /members/C-17', 'GET /nothing', 'OPTIONS /members/C-17'])
      expect(Object.fromEntries((await send(route)).headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
  });

  test('unless a host sets headers of its own', async () => {
    const { send } = shop({ securityHeaders: false });
    expect((await send('GET /nothing')).headers.get('cache-control')).toBeNull();
  });
});

describe('Options that cannot be are refused at once', () => {
  test.each<[string, object, RegExp]>([
    ['no `authorize`', { authorize: undefined }, /needs the option "authorize"/],
    ['a mistyped one', { basepath: '/points' }, /no option "basepath": did you mean "basePath"/],
    ['a mistyped limit', { limits: { bodyByte: 1 } }, /did you mean "bodyBytes"/],
    ['a base path without its slash', { basePath: 'points' }, /`basePath` must begin with a slash/],
    ['a base path with a slash at its end', { basePath: '/points/' }, /`basePath` must begin with a slash/],
    ['credentials for anyone', { cors: { origins: '*', credentials: true } }, /name the origins/],
    ['an origin that is no list', { cors: { origins: 'https://shop.example.org' } }, /`origins` must be .* a list/],
    ['an origin with a slash at its end', { cors: { origins: ['https://shop.example/'] } }, /`origins` must be/],
    ['an origin in capitals', { cors: { origins: ['https://Shop.example'] } }, /`origins` must be/],
    ['a mistyped option of `cors`', { cors: { origin: '*' } }, /did you mean "origins"/],
    ['a limit that is none', { limits: { bodyBytes: -1 } }, /`bodyBytes` must be a whole number/],
  ])('%s', (_what, options, message) => {
    expect(() => shop(options as Partial<HandlerOptions>)).toThrow(message);
  });
});
