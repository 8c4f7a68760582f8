import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { orThrow } from '@pointbook/core/errors';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { startBrowser, visit } from '../../../../test/support/processes/browser.ts';
import { ledgerOf } from '../support/ledger-of.ts';
import { serveShop } from '../support/served-shop.ts';
import { assertSeen, demoShop } from '../support/shop.ts';
import { signIn } from '../support/sign-in.ts';

const rows = 5000;

test('the server is killed in the middle of an import and of a bulk change: both go on, and everything is posted once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'back-office-killed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(await demoShop(), folder, { recursive: true });
  const ledger = await ledgerOf(folder);
  onTestFinished(() => ledger.close());
  const { jobs } = ledger.pointbook;

  let shop = await serveShop(folder);
  const page = await openPage(`${shop.url}/sign-in?to=/imports`);
  await signIn(page, 'manager');

  let imported = 0;
  const importJob = await killDuring(async () => {
    const file = join(folder, `customers-${imported}.csv`);
    const lines = Array.from({ length: rows }, (_row, index) => `N-${imported + index},New Customer,${index + 1}`);
    writeFileSync(file, ['Customer ID,Name,Points Balance', ...lines].join('\n'));
    imported += rows;
    await page.goto(`${shop.url}/imports`);
    await page.getByLabel('CSV file').setInputFiles(file);
    await page.getByRole('button', { name: 'Look at the file' }).click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    return page.getByRole('button', { name: 'Import 5,000 rows' });
  });
  expect(await ledger.membersOfJob(importJob)).toHaveLength(rows);
  // The shop's own directory has the new customers soon after.
  do await page.goto(`${shop.url}/customers?q=N-${imported - 1}`);
  while ((await page.getByRole('link', { name: 'New Customer' }).count()) === 0);

  const bulkJob = await killDuring(async () => {
    await page.goto(`${shop.url}/jobs/bulk?all=yes`);
    await page.getByLabel('Points', { exact: true }).fill('5');
    await page.getByRole('button', { name: 'See what it does' }).click();
    return page.getByRole('button', { name: /^Change [\d,]+ customers$/ });
  });
  const members = await ledger.membersOfJob(bulkJob);
  expect(members).toHaveLength(new Set(members).size);
  expect(members.length).toBeGreaterThan(imported);
  expect(orThrow(await jobs.getProgress({ jobId: bulkJob }))).toMatchObject({ accepted: members.length, rejected: 0 });

  /**
   * Kills the server while a job is half done, starts it again, and waits for the end. A job that was faster does not
   * count.
   */
  async function killDuring(prepare: () => Promise<ReturnType<Page['getByRole']>>): Promise<string> {
    for (;;) {
      const button = await prepare();
      const last = orThrow(await jobs.listJobs({ limit: 1 })).items[0]?.jobId;
      const clicked = button.click().catch(() => undefined);
      const jobId = await begunJob(last);
      await shop.kill();
      await clicked;
      const { state } = orThrow(await jobs.getProgress({ jobId }));
      shop = await serveShop(folder, Number(new URL(shop.url).port));
      await page.goto(`${shop.url}/jobs/${encodeURIComponent(jobId)}`);
      await assertSeen(page.getByRole('heading', { name: 'Done', exact: true }));
      if (state === 'running') return jobId;
    }
  }

  /** The job that is newer than the last one, once a part of it is done. */
  async function begunJob(last: string | undefined): Promise<string> {
    for (;;) {
      const [job] = orThrow(await jobs.listJobs({ limit: 1 })).items;
      if (job !== undefined && job.jobId !== last && job.seen > 0) return job.jobId;
      await setImmediate();
    }
  }
});

/** The server goes away while this page is open, and the page says so in its console: that is no fault here. */
async function openPage(url: string): Promise<Page> {
  const browser = await startBrowser();
  onTestFinished(() => browser.close());
  return (await visit(browser, url, { width: 1280 })).page;
}
