import { Hono } from 'hono';
import type { Area } from '../../area.ts';
import type { Env } from '../../ui/env.ts';
import { daysFile, daysPage } from './days-page.tsx';
import { liabilityFile, liabilityPage } from './liability-page.tsx';
import { overviewPage } from './overview-page.tsx';
import { statusFile, statusPage } from './status-page.tsx';
import { words } from './words.ts';

/** What the points came to: by day, by customer, and by the month in which they end. */
export const reportsArea: Area = {
  path: '/reports',
  role: 'manager',
  icon: 'reports',
  label: (c) => words(c).title,
  pages(office) {
    const pages = new Hono<Env>();
    pages.get('/', (c) => overviewPage(c, office));
    pages.get('/days', (c) => daysPage(c, office));
    pages.get('/days.csv', (c) => daysFile(c, office));
    pages.get('/status', (c) => statusPage(c, office));
    pages.get('/status.csv', (c) => statusFile(c, office));
    pages.get('/liability', (c) => liabilityPage(c, office));
    pages.get('/liability.csv', (c) => liabilityFile(c, office));
    return pages;
  },
};
