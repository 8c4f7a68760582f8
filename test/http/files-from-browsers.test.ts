import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { root } from '../../scripts/workspace.ts';
import { startBrowser, visit } from '../support/processes/browser.ts';
import { valueOf } from '../support/value-of.ts';
import { serve } from './serve.ts';
import { shop } from './shop.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** What the page does with the file that somebody chose. */
const script = `
  import { createClient } from '@pointbook/http/client';
  import { sendFile } from '@pointbook/http/client-streams';
  window.sent = async (url) => {
    const client = createClient(url, { headers: { authorization: 'Bearer owner' }, wait: async () => {} });
    const [file] = document.querySelector('input').files;
    const done = await sendFile(client.jobs.importFile, file, { mode: 'add', reason: 'gift' });
    return done.match(({ state, accepted, rejected }) => ({ state, accepted, rejected }), ({ kind }) => ({ kind }));
  };`;

/** A page of another site, at which a file can be chosen. */
async function otherSite(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: join(root, 'test', 'http') },
    bundle: true,
    write: false,
    format: 'esm',
    conditions: ['@pointbook/source'],
  });
  const page = `<!doctype html><link rel="icon" href="data:,"><input type="file"><script type="module">${outputFiles[0]?.text}</script>`;
  const { url } = await serve(async () => new Response(page, { headers: { 'content-type': 'text/html' } }));
  return url;
}

test('A file that somebody chose in a browser is imported over CORS where the site is named, and else is not', async () => {
  const site = await otherSite();
  const open = shop({ cors: { origins: [site] } });
  const shut = shop({ cors: { origins: ['https://shop.example'] } });
  for (const { pointbook } of [open, shut]) valueOf(await pointbook.enrolMember({ memberId: 'ayu' }));
  const { page, leave } = await visit(browser, site, { width: 800 });
  const buffer = Buffer.from('memberId,points\nayu,5\nnobody,1\n');
  await page.locator('input').setInputFiles({ name: 'gifts.csv', mimeType: 'text/csv', buffer });
  const sentTo = async (own: typeof open) => page.evaluate(`sent('${(await serve(own.handler)).url}')`);
  const balance = async ({ pointbook }: typeof open) =>
    valueOf(await pointbook.getBalance({ memberId: 'ayu' })).available;
  expect(await sentTo(open)).toEqual({ state: 'finished', accepted: 1, rejected: 1 });
  expect(await balance(open)).toBe(5);
  expect(await sentTo(shut)).toEqual({ kind: 'unreachable' });
  expect(await balance(shut)).toBe(0);
  await leave();
});
