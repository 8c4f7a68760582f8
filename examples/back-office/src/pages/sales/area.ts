import { Hono } from 'hono';
import type { Area } from '../../area.ts';
import { needs } from '../../staff/guard.tsx';
import type { Env } from '../../ui/env.ts';
import { approvalsPage, decide } from './approvals-page.tsx';
import { changePayment, pay } from './change-payment.ts';
import { listPage } from './list-page.tsx';
import { newPage } from './new-page.tsx';
import { reinstate } from './reinstate.ts';
import { backPage, takeBack } from './take-back.tsx';
import { salePage } from './sale-page.tsx';
import { saveSale } from './save-sale.ts';
import { words } from './words.ts';

/** Sales: saved, paid, taken back and reinstated. */
export const salesArea: Area = {
  path: '/sales',
  role: 'cashier',
  icon: 'sales',
  label: (c) => words(c).title,
  pages(office) {
    const pages = new Hono<Env>();
    pages.get('/', (c) => listPage(c, office));
    pages.get('/new', (c) => newPage(c, office));
    pages.post('/new', (c) => saveSale(c, office));
    pages.get('/approvals', needs('manager'), (c) => approvalsPage(c, office));
    pages.post('/approvals', needs('manager'), (c) => decide(c, office));
    pages.get('/:invoiceId', (c) => salePage(c, office));
    pages.post('/:invoiceId/payments', (c) => pay(c, office));
    pages.post('/:invoiceId/payments/:paymentId', needs('manager'), (c) => changePayment(c, office));
    pages.get('/:invoiceId/back', (c) => backPage(c, office));
    pages.post('/:invoiceId/back', needs('manager'), (c) => takeBack(c, office));
    pages.post('/:invoiceId/reinstatement', needs('manager'), (c) => reinstate(c, office));
    return pages;
  },
};
