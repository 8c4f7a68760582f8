import { Hono } from 'hono';
import type { Area } from '../../area.ts';
import type { Env } from '../../ui/env.ts';
import { homePage } from './home-page.tsx';
import { words } from './words.ts';

/** Where one begins. */
export const homeArea: Area = {
  path: '/',
  role: 'cashier',
  icon: 'home',
  label: (c) => words(c).title,
  pages(office) {
    const pages = new Hono<Env>();
    pages.get('/', (c) => homePage(c, office));
    return pages;
  },
};
