import { Hono } from 'hono';
import type { Area } from '../../area.ts';
import { Card, Figure } from '../../ui/blocks.tsx';
import type { Env } from '../../ui/env.ts';
import { show } from '../../ui/page.tsx';
import { dictionary } from '../../ui/words.ts';

const words = dictionary({
  en: {
    title: 'Start',
    customers: 'Customers',
    sales: 'Sales',
    latest: 'Latest sales',
    welcome: (name: string) => `Hello, ${name}`,
  },
  id: {
    title: 'Awal',
    customers: 'Pelanggan',
    sales: 'Penjualan',
    latest: 'Penjualan terbaru',
    welcome: (name: string) => `Halo, ${name}`,
  },
});

/** Where one begins. */
export const homeArea: Area = {
  path: '/',
  role: 'cashier',
  icon: 'home',
  label: (c) => words(c).title,
  pages({ directory, register }) {
    const pages = new Hono<Env>();
    pages.get('/', (c) => {
      const t = words(c);
      const { number, money, moment } = c.var.formats;
      return show(
        c,
        { title: t.welcome(c.var.staff?.name ?? '') },
        <>
          <dl class="figures card">
            <Figure label={t.customers} value={number(directory.count(''))} />
            <Figure label={t.sales} value={number(register.count())} />
          </dl>
          <Card title={t.latest}>
            <ul class="list">
              {register.newest(8).map(({ invoiceId, memberId, soldAt, total }) => (
                <li>
                  <span>
                    <strong>{invoiceId}</strong>
                    <span class="note"> {(memberId !== null && directory.get(memberId)?.name) || ''}</span>
                  </span>
                  <span class="end">
                    {money(total)}
                    <span class="note"> {moment(soldAt)}</span>
                  </span>
                </li>
              ))}
            </ul>
          </Card>
        </>,
      );
    });
    return pages;
  },
};
