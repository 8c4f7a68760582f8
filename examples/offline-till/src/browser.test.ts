import { expect, onTestFinished, test } from 'vitest';
import { startBrowser } from '../../../test/support/processes/browser.ts';
import { valueOf } from '../../../test/support/value-of.ts';
import { startServer } from './server.ts';

test('The till opens and sells without a connection, and the ledger knows of it when there is one', async () => {
  const { pointbook, url, stop } = await startServer(0);
  onTestFinished(stop);
  const browser = await startBrowser();
  onTestFinished(() => browser.close());
  const context = await browser.newContext();
  context.setDefaultTimeout(240_000);
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');

  await context.setOffline(true);
  await page.reload();
  await page.getByLabel('Customer').fill('ayu');
  await page.getByLabel('Total').fill('25500');
  await page.getByRole('button', { name: 'Sell' }).click();
  await page.getByText(/Sold: \+(25|50) points/).waitFor();
  await page.getByText('Not told to the ledger yet: 1').waitFor();
  expect(valueOf(await pointbook.getBalance({ memberId: 'ayu' })).balance).toBe(0);

  await context.setOffline(false);
  await page.getByText('The ledger knows of every sale.').waitFor();
  expect([25, 50]).toContain(valueOf(await pointbook.getBalance({ memberId: 'ayu' })).balance);
});
