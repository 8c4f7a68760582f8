import { Hono } from 'hono';
import type { Area } from '../../area.ts';
import { needs } from '../../staff/guard.tsx';
import type { Env } from '../../ui/env.ts';
import { changePoints } from './change-points.tsx';
import { customerPage } from './customer-page.tsx';
import { listPage } from './list-page.tsx';
import { sendLink } from './send-link.ts';
import { words } from './words.ts';

/** Customers, their points, and changes of them by hand. */
export const customersArea: Area = {
  path: '/customers',
  role: 'cashier',
  icon: 'customers',
  label: (c) => words(c).title,
  pages(office) {
    const pages = new Hono<Env>();
    pages.get('/', (c) => listPage(c, office));
    pages.get('/:memberId', (c) => customerPage(c, office));
    pages.post('/:memberId/link', (c) => sendLink(c, office));
    pages.post('/:memberId/points', needs('manager'), (c) => changePoints(c, office));
    return pages;
  },
};
