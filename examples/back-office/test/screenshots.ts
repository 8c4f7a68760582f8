// Takes pictures of every page at three widths in both themes: `node test/screenshots.ts [name …]`. They are in
// .screenshots. With --guides, it takes those of the guides into docs/pictures instead.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Look, startBrowser, type Visit, visit } from '../../../test/support/processes/browser.ts';
import { buildOffice } from '../build.ts';
import type { startOffice as StartOffice } from '../src/serve.ts';
import { seenPages } from './support/pages.ts';
import { pathIn } from './support/path-in.ts';
import type { SeenPage } from './support/seen-page.ts';
import { signIn } from './support/sign-in.ts';

const widths = [360, 1024, 1920];
const names = process.argv.slice(2);
/** The pages of the guides: a picture is small, and shows the page as it is worked with. */
const ofGuides: readonly SeenPage[] = [
  { name: 'new-sale', path: '/sales/new?who=17850&article=Lantern&quantity=2&price=12.50', who: 'cashier' },
  ...seenPages.filter(({ name }) =>
    ['customer', 'goods-back', 'bulk-preview', 'import-columns', 'till-points', 'program-form', 'days', 'my'].includes(
      name,
    ),
  ),
];
const { startOffice } = (await import(await buildOffice('serve'))) as { startOffice: typeof StartOffice };
const folder = mkdtempSync(join(tmpdir(), 'back-office-'));
let aheadMs = 0;
const passes = (minutes: number) => void (aheadMs += minutes * 60_000);
const office = await startOffice({ folder, port: 0, clock: { now: () => Date.now() + aheadMs } });
const browser = await startBrowser();
const into = names.includes('--guides') ? await takeForGuides() : await takeAll();
await browser.close();
await office.stop();
rmSync(folder, { recursive: true });
console.log(`The pictures are in ${into}.`);

async function takeAll(): Promise<string> {
  const to = folderBeside('..', '.screenshots');
  for (const seen of seenPages.filter(({ name }) => names.length === 0 || names.includes(name))) {
    for (const width of widths) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page, leave } = await open(seen, { width, colorScheme });
        await page.screenshot({ path: join(to, `${seen.name}-${width}-${colorScheme}.png`), fullPage: true });
        await leave();
      }
    }
  }
  return to;
}

async function takeForGuides(): Promise<string> {
  const to = folderBeside('..', '..', '..', 'docs', 'pictures');
  for (const seen of ofGuides) {
    const { page, leave } = await open(seen, { width: 1024, height: 720 });
    const devtools = await page.context().newCDPSession(page);
    const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
    writeFileSync(join(to, `${seen.name}.webp`), Buffer.from(data, 'base64'));
    await leave();
  }
  return to;
}

/** Opens a page as the one who sees it. */
async function open({ path: written, who, reach }: SeenPage, look: Look): Promise<Visit> {
  const path = await pathIn(folder, written);
  const from = who === null ? path : `/sign-in?to=${encodeURIComponent(path)}`;
  const visited = await visit(browser, `${office.url}${from}`, look);
  if (who !== null) await signIn(visited.page, who);
  await visited.page.waitForLoadState('networkidle');
  await reach?.(visited.page, passes);
  return visited;
}

function folderBeside(...path: readonly string[]): string {
  const made = join(import.meta.dirname, ...path);
  mkdirSync(made, { recursive: true });
  return made;
}
