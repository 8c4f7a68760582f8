import { type Context, Hono } from 'hono';
import { linkParameter } from '@pointbook/http';
import type { Office } from '../../office.ts';
import type { Customer } from '../../shop/directory.ts';
import type { Env, Page } from '../../ui/env.ts';
import { myCardPage } from './card-page.tsx';
import { noLinkPage } from './no-link-page.tsx';
import { pointsPage } from './points-page.tsx';

/** What a customer sees by a signed link, and nobody without one. */
export function myPages(office: Office): Hono<Env> {
  const pages = new Hono<Env>();
  pages.get('/', (c) => forWhomItIs(c, office, pointsPage));
  pages.get('/card', (c) => forWhomItIs(c, office, myCardPage));
  return pages;
}

type Answer = ReturnType<typeof noLinkPage>;

// #region for-whom
/** A link that was never one, one that has ended, and that of a customer who is gone get the same answer. */
async function forWhomItIs(
  c: Context<Env>,
  office: Office,
  page: (c: Page, office: Office, customer: Customer) => Answer,
): Promise<Response> {
  const memberId = await office.links.verify(c.req.query(linkParameter) ?? '');
  const customer = memberId === null ? null : office.directory.get(memberId);
  return customer === null ? noLinkPage(c) : page(c, office, customer);
}
// #endregion for-whom
