import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Browser } from 'playwright-core';
import { startBrowser, visit } from '../../../../test/support/processes/browser.ts';
import { buildOffice } from '../../build.ts';
import type { startOffice as StartOffice } from '../../src/serve.ts';
import { pathIn } from '../support/path-in.ts';
import { signIn } from '../support/sign-in.ts';
import { browserFigures } from './browser-figures.ts';
import { fillShop } from './fill-shop.ts';
import { measuredPages } from './measured-pages.ts';

const times = 40;
/** A connection that rests for longer is closed by the server. */
const maxMs = 2000;

/** Where the office is that is measured, and who asks. */
interface Measured {
  readonly folder: string;
  readonly url: string;
  readonly browser: Browser;
}

/** Measures the back office of a large shop, and prints what its server and a browser need for its pages. */
export async function measureOffice(customers: number): Promise<void> {
  const { startOffice } = (await import(await buildOffice('serve'))) as { startOffice: typeof StartOffice };
  const folder = mkdtempSync(join(tmpdir(), 'back-office-bench-'));
  console.log(`Filling a shop of ${customers} customers and ${customers / 5} sales …`);
  await fillShop(folder, { customers, sales: customers / 5 });
  const office = await startOffice({ folder, port: 0 });
  const browser = await startBrowser();
  try {
    await measureServer({ folder, url: office.url, browser });
    await measureBrowser({ folder, url: office.url, browser });
  } finally {
    await browser.close();
    await office.stop();
    rmSync(folder, { recursive: true });
  }
}

/**
 * How long an answer takes, as a client in the same process sees it, and what the processor works for it: beside the
 * bare queries for what it shows, and as many times as much.
 */
async function measureServer({ folder, url, browser }: Measured): Promise<void> {
  const { page, leave } = await visit(browser, `${url}/sign-in`, { width: 1280 });
  await signIn(page, 'owner');
  const cookies = await page.context().cookies();
  await leave();
  const headers = { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
  const database = new Database(join(folder, 'shop.db'), { readonly: true });
  const own = [{ path: await pathIn(folder, '/my?link={C-47}'), bare: measuredPages[3]?.bare ?? (() => undefined) }];
  console.log(
    `\n${line(['page', 'first', 'median', 'p95', 'cpu', 'bare', 'ratio', 'kB'])}   (ms; load ${loadavg()[0]?.toFixed(1)})`,
  );
  for (const { path, bare } of [...measuredPages, ...own]) {
    let bytes = 0;
    const ask = async () => {
      const answer = await fetch(url + path, { headers });
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      bytes = (await answer.arrayBuffer()).byteLength;
    };
    const first = await timed(ask);
    const { median, p95, cpu } = await timesOf(ask);
    const raw = await timesOf(async () => bare(database));
    const ratio = raw.median < 0.01 ? '' : (cpu / raw.cpu).toFixed(1);
    const shown = path.replace(/link=.*/, 'link=…');
    console.log(line([shown, ms(first), ms(median), ms(p95), ms(cpu), ms(raw.cpu), ratio, (bytes / 1000).toFixed(0)]));
  }
  database.close();
}

/** What five pages cost a browser with an empty memory. */
async function measureBrowser({ url, browser }: Measured): Promise<void> {
  console.log(`\n${line(['page', 'kB', 'requests', 'tasks', 'blocked', 'shift', 'painted'])}   (in the browser)`);
  for (const path of ['/sign-in', '/', '/customers', '/customers/C-47', '/reports']) {
    const { page, leave } = await visit(browser, `${url}/sign-in`, { width: 1280 });
    if (path !== '/sign-in') await signIn(page, 'owner');
    const session = await page.context().newCDPSession(page);
    await session.send('Network.clearBrowserCache');
    await page.goto(url + path, { waitUntil: 'networkidle' });
    const { kilobytes, requests, longTasks, blockedMs, layoutShift, paintedMs } = await browserFigures(page);
    console.log(
      line([path, kilobytes.toFixed(1), requests, longTasks, ms(blockedMs), layoutShift.toFixed(3), ms(paintedMs)]),
    );
    await leave();
  }
}

interface Times {
  readonly median: number;
  readonly p95: number;
  /** What the processor worked for one, which a busy machine does not change much. */
  readonly cpu: number;
}

async function timesOf(work: () => Promise<void>): Promise<Times> {
  const all: number[] = [];
  const begun = process.cpuUsage();
  const end = performance.now() + maxMs;
  while (all.length < times && (all.length === 0 || performance.now() < end)) all.push(await timed(work));
  const { user, system } = process.cpuUsage(begun);
  const sorted = all.toSorted((a, b) => a - b);
  return { median: at(sorted, 0.5), p95: at(sorted, 0.95), cpu: (user + system) / 1000 / all.length };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.floor((sorted.length - 1) * part)] ?? 0;
}

function ms(figure: number): string {
  return figure.toFixed(figure < 10 ? 2 : 0);
}

function line([first, ...others]: readonly (string | number)[]): string {
  return `${String(first).padEnd(30)}${others.map((cell) => String(cell).padStart(9)).join('')}`;
}
