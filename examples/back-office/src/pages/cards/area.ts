import { Hono } from 'hono';
import type { Area } from '../../area.ts';
import type { Env } from '../../ui/env.ts';
import { cardsPage } from './cards-page.tsx';

/** The customers' cards, to print. One comes here from the customers. */
export const cardsArea: Area = {
  path: '/cards',
  role: 'cashier',
  icon: 'print',
  label: null,
  pages(office) {
    const pages = new Hono<Env>();
    pages.get('/', (c) => cardsPage(c, office));
    return pages;
  },
};
