import type { Page } from 'playwright-core';
import { examplePeople } from '../../src/staff/staff-book.ts';

/** One of the people of the example. */
export type Who = (typeof examplePeople)[number]['staffId'];

/** Fills in the page for signing in. */
export async function signIn(page: Page, who: Who): Promise<void> {
  const { password } = examplePeople.find(({ staffId }) => staffId === who) ?? examplePeople[0];
  await page.getByLabel('Name', { exact: true }).fill(who);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}
