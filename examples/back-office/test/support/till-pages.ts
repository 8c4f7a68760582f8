import type { Page } from 'playwright-core';
import type { SeenPage } from './seen-page.ts';
import { askForCode, typeSale, wrongCode } from './till.ts';

/** The pages of the till and of its inbox, and of what waits for approval. */
export const tillPages: readonly SeenPage[] = [
  { name: 'approvals-none', path: '/sales/approvals', who: 'manager' },
  { name: 'inbox-none', path: '/inbox', who: 'cashier' },
  { name: 'till', path: '/till', who: 'cashier' },
  { name: 'till-points', path: '/till?who=17850&article=Lantern&quantity=2&price=12.50&points=300', who: 'cashier' },
  { name: 'till-choose', path: '/till?who=ayu&article=Lantern&quantity=2&price=12.50', who: 'cashier' },
  { name: 'till-nobody', path: '/till?who=nobody&plu=9999', who: 'cashier' },
  { name: 'till-code', path: '/till', who: 'cashier', reach: askLater },
  {
    name: 'till-code-wrong',
    path: '/till',
    who: 'cashier',
    async reach(page, passes) {
      await askLater(page, passes);
      await page.getByLabel('Code', { exact: true }).fill(wrongCode('0'));
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'till-ask-again',
    path: '/till',
    who: 'cashier',
    async reach(page, passes) {
      await askLater(page, passes);
      await page.getByLabel('Code', { exact: true }).waitFor();
      passes(16);
      await page.reload();
    },
  },
  {
    name: 'till-receipt',
    path: '/till',
    who: 'cashier',
    async reach(page) {
      await typeSale(page);
      await page.getByLabel('Use points').fill('50');
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByRole('heading', { name: 'Receipt' }).waitFor();
    },
  },
  { name: 'till-waiting', path: '/till', who: 'cashier' },
  { name: 'inbox', path: '/inbox', who: 'cashier' },
];

/** After the last code, and before the points that it holds are free again. */
async function askLater(page: Page, passes: (minutes: number) => void): Promise<void> {
  passes(11);
  await askForCode(page, '300');
}
