import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { overflowOf, startBrowser, visit } from '../support/processes/browser.ts';
import { sampled } from '../support/properties/sampled.ts';
import { serve } from './serve.ts';
import { shop } from './shop.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
});

const looks = [
  ['a laptop', { width: 1024 }],
  ['a phone, in the dark', { width: 360, height: 740, colorScheme: 'dark' }],
  ['a wide screen, in the dark', { width: 1920, height: 1080, colorScheme: 'dark' }],
] as const;

// To show all routes takes a browser seconds.
test.each(sampled(looks.slice(0, 1), looks))(
  '/docs shows the routes on %s, asks no other site, and has no errors',
  async (_what, look) => {
    const { url } = await serve(shop().handler);
    const { page, asked, complaints, leave } = await visit(browser, `${url}/docs`, look);
    await page.getByRole('heading', { name: 'Pointbook', level: 1 }).waitFor();
    await page.getByText('/members/{memberId}', { exact: true }).first().waitFor();
    expect(await page.title()).toBe('Pointbook over HTTP');
    expect(asked.filter((address) => !address.startsWith(`${url}/`) && !/^(data|blob):/.test(address))).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    await leave();
  },
);
