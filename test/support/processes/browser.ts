import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';

/** A busy machine is slow, and nothing is wrong with that. */
const patienceMs = 240_000;

/** Starts the browser that comes as a package, without any window. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    timeout: patienceMs,
  });
}

/** How somebody looks at a page. */
export interface Look {
  readonly width: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** What the browser keeps of an earlier visit. */
  readonly cookies?: Readonly<Record<string, string>>;
}

/** A page that somebody looks at, and what it did. */
export interface Visit {
  readonly page: Page;
  /** The addresses that it asked for. */
  readonly asked: readonly string[];
  /** What went wrong: errors of its scripts, what its policy forbade, and what it could not load. */
  readonly complaints: readonly string[];
  leave(): Promise<void>;
}

/** Opens a page of its own, with nothing that an earlier one left behind. */
export async function visit(browser: Browser, url: string, look: Look): Promise<Visit> {
  const { width, height = 900, colorScheme = 'light', cookies = {} } = look;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: 'en-US' });
  context.setDefaultTimeout(patienceMs);
  const { origin } = new URL(url);
  await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: origin })));
  const page = await context.newPage();
  // No test is about time.
  page.setDefaultTimeout(300_000);
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => void asked.push(request.url()));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // What is not waited for any more, for the page was left, is no fault.
    if (why !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${why}`);
  });
  page.on('pageerror', (error) => void complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  return { page, asked, complaints, leave: () => context.close() };
}

/** How far a page goes beyond its right edge, in pixels. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
