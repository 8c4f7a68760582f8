import type { Who } from './sign-in.ts';

/** A page as somebody sees it: what is looked at by the eye, and by axe. */
export interface SeenPage {
  readonly name: string;
  readonly path: string;
  /** Null for someone who has not signed in. */
  readonly who: Who | null;
}

/** Every page of the back office. */
export const seenPages: readonly SeenPage[] = [
  { name: 'sign-in', path: '/sign-in', who: null },
  { name: 'start', path: '/', who: 'owner' },
  { name: 'customers', path: '/customers', who: 'owner' },
  { name: 'customers-none', path: '/customers?q=nobody', who: 'owner' },
  { name: 'customer', path: '/customers/17850', who: 'manager' },
  { name: 'sales', path: '/sales', who: 'cashier' },
  { name: 'new-sale', path: '/sales/new', who: 'cashier' },
  { name: 'sale', path: '/sales/536520', who: 'manager' },
  { name: 'goods-back', path: '/sales/536520/back?back-1=1&look=yes', who: 'manager' },
  { name: 'not-found', path: '/nowhere', who: 'owner' },
];
