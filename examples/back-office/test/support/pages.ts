import type { Who } from './sign-in.ts';

/** A page as somebody sees it: what is looked at by the eye, and by axe. */
export interface SeenPage {
  readonly name: string;
  /** Where it has the number of a customer in braces, the token of that customer's link stands. */
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
  { name: 'cards', path: '/cards', who: 'cashier' },
  { name: 'cards-one', path: '/cards?member=17850&paper=card', who: 'cashier' },
  { name: 'cards-none', path: '/cards?q=nobody', who: 'cashier' },
  { name: 'start-cashier', path: '/', who: 'cashier' },
  { name: 'reports', path: '/reports', who: 'manager' },
  { name: 'days', path: '/reports/days', who: 'manager' },
  { name: 'days-mistyped', path: '/reports/days?from=2026-03-02&to=2026-03-01&chosen=yes', who: 'manager' },
  { name: 'status', path: '/reports/status', who: 'manager' },
  { name: 'liability', path: '/reports/liability', who: 'manager' },
  { name: 'liability-none', path: '/reports/liability?at=2000-01-01', who: 'manager' },
  { name: 'my', path: '/my?link={17850}', who: null },
  { name: 'my-card', path: '/my/card?link={17850}', who: null },
  { name: 'my-none', path: '/my?link=forged', who: null },
  { name: 'not-found', path: '/nowhere', who: 'owner' },
];
