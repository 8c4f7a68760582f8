// Takes pictures of every page at three widths in both themes: `node test/screenshots.ts [name …]`. They are in .screenshots.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBrowser, visit } from '../../../test/support/browser.ts';
import { buildOffice } from '../build.ts';
import type { startOffice as StartOffice } from '../src/serve.ts';
import { seenPages } from './support/pages.ts';
import { pathIn } from './support/path-in.ts';
import { signIn } from './support/sign-in.ts';

const widths = [360, 1024, 1920];
const names = process.argv.slice(2);
const { startOffice } = (await import(await buildOffice('serve'))) as { startOffice: typeof StartOffice };
const folder = mkdtempSync(join(tmpdir(), 'back-office-'));
const into = join(import.meta.dirname, '..', '.screenshots');
mkdirSync(into, { recursive: true });
const office = await startOffice({ folder, port: 0 });
const browser = await startBrowser();
for (const { name, path: written, who } of seenPages.filter(
  (page) => names.length === 0 || names.includes(page.name),
)) {
  const path = await pathIn(folder, written);
  for (const width of widths) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const from = who === null ? path : `/sign-in?to=${encodeURIComponent(path)}`;
      const { page, leave } = await visit(browser, `${office.url}${from}`, { width, colorScheme });
      if (who !== null) await signIn(page, who);
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: join(into, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      await leave();
    }
  }
}
await browser.close();
await office.stop();
rmSync(folder, { recursive: true });
console.log(`The pictures are in ${into}.`);
