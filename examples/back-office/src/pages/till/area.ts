import { Hono } from 'hono';
import type { Area } from '../../area.ts';
import { needs } from '../../staff/guard.tsx';
import type { Env } from '../../ui/env.ts';
import { askAgain } from './ask-again.ts';
import { confirmCode } from './confirm-code.ts';
import { giveUp, goOnWithoutPoints } from './end-waiting.ts';
import { resend } from './resend.ts';
import { sell } from './sell.ts';
import { takeMoney } from './take-money.ts';
import { ticketPage } from './ticket-page.tsx';
import { tillPage } from './till-page.tsx';
import { unlock } from './unlock.ts';
import { words } from './words.ts';

/** The till: a sale, the points that pay a part of it, the customer's code, the receipt. */
export const tillArea: Area = {
  path: '/till',
  role: 'cashier',
  icon: 'till',
  label: (c) => words(c).title,
  pages(office) {
    const pages = new Hono<Env>();
    pages.get('/', (c) => tillPage(c, office));
    pages.post('/', (c) => sell(c, office));
    pages.get('/:invoiceId', (c) => ticketPage(c, office));
    pages.post('/:invoiceId/code', (c) => confirmCode(c, office));
    pages.post('/:invoiceId/resend', (c) => resend(c, office));
    pages.post('/:invoiceId/ask', (c) => askAgain(c, office));
    pages.post('/:invoiceId/without-points', (c) => goOnWithoutPoints(c, office));
    pages.post('/:invoiceId/give-up', (c) => giveUp(c, office));
    pages.post('/:invoiceId/money', (c) => takeMoney(c, office));
    pages.post('/:invoiceId/unlock', needs('manager'), (c) => unlock(c, office));
    return pages;
  },
};
