import { describe, expect, test } from 'vitest';
import { shop } from './shop.ts';

describe('/docs', () => {
  test("is Scalar's page, whose scripts and document come from the handler", async () => {
    const { send } = shop();
    const page = await send('GET /docs', { as: null });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const asked = [...page.text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, path]) => path);
    expect(asked).toEqual(['data:,', '/openapi.json', '/docs/scalar.js', '/docs/page.js']);
    for (const path of asked.slice(1)) expect((await send(`GET ${path}`, { as: null })).status).toBe(200);
    expect((await send('GET /docs/page.js', { as: null })).text).toContain('"url":"/openapi.json"');
    expect((await send('GET /docs/scalar.js', { as: null })).text.length).toBeGreaterThan(1_000_000);
  });

  test('lets a browser ask this site and no other', async () => {
    const policy = (await shop().send('GET /docs', { as: null })).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    for (const directive of policy.split('; '))
      expect(directive).toMatch(/^[a-z-]+( '(none|self|unsafe-inline)'| data:)+$/);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
  });

  test('is below the base path, too', async () => {
    const { handler } = shop({ basePath: '/points' });
    const page = await (await handler(new Request('https://till.example/points/docs'))).text();
    expect(page).toContain('src="/points/docs/scalar.js"');
  });

  test('is not there where the host wants no documentation', async () => {
    for (const path of ['/docs', '/docs/scalar.js', '/docs/page.js'])
      expect((await shop({ docs: false }).send(`GET ${path}`, { as: null })).status).toBe(404);
  });
});
