import type { Locator, Page } from 'playwright-core';

/** Goes on by the Tab key until something has the focus, as one does who has no mouse. */
export async function tabTo(page: Page, what: Locator): Promise<void> {
  await what.waitFor();
  for (let presses = 0; presses < 200; presses += 1) {
    if (await what.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The Tab key does not lead to it.');
}

/** Goes to something by the Tab key, and presses Enter there. */
export async function enter(page: Page, what: Locator): Promise<void> {
  await tabTo(page, what);
  await page.keyboard.press('Enter');
}
