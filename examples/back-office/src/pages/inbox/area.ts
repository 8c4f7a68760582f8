import { Hono } from 'hono';
import type { Area } from '../../area.ts';
import { channels, deliveries } from '../../shop/inbox.ts';
import type { Env } from '../../ui/env.ts';
import { done } from '../../ui/page.tsx';
import { readForm } from '../../ui/read-form.ts';
import { inboxPage } from './inbox-page.tsx';
import { words } from './words.ts';

/** For development only: the messages that customers would have got. A shop has no such pages. */
export const inboxArea: Area = {
  path: '/inbox',
  role: 'cashier',
  icon: 'inbox',
  label: (c) => words(c).title,
  pages({ inbox }) {
    const pages = new Hono<Env>();
    pages.get('/', (c) => inboxPage(c, inbox));
    pages.post('/deliveries', async (c) => {
      const form = await readForm(c);
      for (const channel of channels) {
        const delivery = deliveries.find((each) => each === form.text(channel));
        if (delivery !== undefined) inbox.deliver(channel, delivery);
      }
      return done(c, '/inbox', words(c).saved);
    });
    return pages;
  },
};
