import type { Page } from 'playwright-core';
import { bringTornFile, changeMany, importTornFile } from './reach.ts';
import type { SeenPage } from './seen-page.ts';
import { tillPages } from './till-pages.ts';

/** Every page of the back office. */
export const seenPages: readonly SeenPage[] = [
  { name: 'sign-in', path: '/sign-in', who: null },
  { name: 'start', path: '/', who: 'owner' },
  { name: 'customers', path: '/customers', who: 'owner' },
  { name: 'customers-none', path: '/customers?q=nobody', who: 'owner' },
  { name: 'customer', path: '/customers/17850', who: 'manager' },
  { name: 'sales', path: '/sales', who: 'cashier' },
  { name: 'new-sale', path: '/sales/new', who: 'cashier' },
  { name: 'sale', path: '/sales/536520', who: 'manager' },
  { name: 'goods-back', path: '/sales/536520/back?back-1=1&look=yes', who: 'manager' },
  ...tillPages,
  { name: 'cards', path: '/cards', who: 'cashier' },
  { name: 'cards-one', path: '/cards?member=17850&paper=card', who: 'cashier' },
  { name: 'cards-none', path: '/cards?q=nobody', who: 'cashier' },
  { name: 'start-cashier', path: '/', who: 'cashier' },
  { name: 'reports', path: '/reports', who: 'manager' },
  { name: 'days', path: '/reports/days', who: 'manager' },
  { name: 'days-mistyped', path: '/reports/days?from=2026-03-02&to=2026-03-01&chosen=yes', who: 'manager' },
  { name: 'status', path: '/reports/status', who: 'manager' },
  { name: 'liability', path: '/reports/liability', who: 'manager' },
  { name: 'liability-none', path: '/reports/liability?at=2000-01-01', who: 'manager' },
  { name: 'my', path: '/my?link={17850}', who: null },
  { name: 'my-card', path: '/my/card?link={17850}', who: null },
  { name: 'my-none', path: '/my?link=forged', who: null },
  { name: 'program', path: '/program', who: 'owner' },
  { name: 'program-version', path: '/program/versions/1', who: 'owner' },
  { name: 'program-form', path: '/program', who: 'owner', reach: beginChange },
  {
    name: 'program-mistakes',
    path: '/program',
    who: 'owner',
    reach: async (page) => {
      await beginChange(page);
      await page.getByRole('button', { name: 'Add a way to earn' }).click();
      await page.getByLabel('Most of a sale, in %').fill('many');
      await page.getByRole('button', { name: 'See what changes' }).first().click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'program-changes',
    path: '/program',
    who: 'owner',
    reach: async (page) => {
      await beginChange(page);
      await page.getByLabel('are worth').fill('2');
      await page.getByLabel('How long').fill('6');
      await page.getByRole('button', { name: 'Remove “A mug”' }).click();
      await page.getByRole('button', { name: 'Remove “50 points for an order of £500 or more”' }).click();
      await page.getByRole('button', { name: 'See what changes' }).first().click();
      await page.getByRole('button', { name: 'Publish' }).waitFor();
    },
  },
  {
    name: 'program-unchanged',
    path: '/program',
    who: 'owner',
    reach: async (page) => {
      await beginChange(page);
      await page.getByRole('button', { name: 'See what changes' }).first().click();
      await page.getByText('Nothing is changed yet').waitFor();
    },
  },
  { name: 'program-gone', path: '/program/drafts/none', who: 'owner' },
  { name: 'jobs-none', path: '/jobs', who: 'manager' },
  { name: 'bulk-form', path: '/jobs/bulk?member=17850&member=13047', who: 'manager' },
  { name: 'bulk-nobody', path: '/jobs/bulk', who: 'manager' },
  { name: 'bulk-preview', path: '/jobs/bulk?all=yes', who: 'manager', reach: async (page) => changeMany(page) },
  { name: 'job', path: '/jobs/bulk?all=yes', who: 'manager', reach: async (page) => changeMany(page, 'carried out') },
  { name: 'job-undo', path: '/jobs/bulk?all=yes', who: 'manager', reach: async (page) => changeMany(page, 'undone') },
  { name: 'imports', path: '/imports', who: 'manager' },
  { name: 'import-columns', path: '/imports', who: 'manager', reach: bringTornFile },
  { name: 'import-dry-run', path: '/imports', who: 'manager', reach: async (page) => importTornFile(page, 'tried') },
  {
    name: 'import-header',
    path: '/imports',
    who: 'manager',
    reach: async (page) => importTornFile(page, 'unmatched'),
  },
  { name: 'import-job', path: '/imports', who: 'manager', reach: async (page) => importTornFile(page, 'imported') },
  { name: 'jobs', path: '/jobs', who: 'manager' },
  { name: 'not-found', path: '/nowhere', who: 'owner' },
];

async function beginChange(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Change the program' }).click();
  await page.getByRole('heading', { name: 'Change the program' }).waitFor();
}
