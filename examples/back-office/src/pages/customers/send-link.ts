import type { Office } from '../../office.ts';
import { customerAddress } from '../../ui/addresses.ts';
import type { Page } from '../../ui/env.ts';
import { done } from '../../ui/page.tsx';
import { readForm } from '../../ui/read-form.ts';
import { ownAddress } from './own-address.ts';
import { channelsOf } from './own-page.tsx';
import { words } from './words.ts';

/** Sends a customer the link to the own page. A form that is sent twice sends one message. */
export async function sendLink(c: Page, office: Office) {
  const t = words(c);
  const form = await readForm(c);
  const customer = office.directory.get(c.req.param('memberId') ?? '');
  if (customer === null) return c.notFound();
  const { memberId } = customer;
  const [channel, to] = channelsOf(customer).find(([name]) => name === form.text('channel')) ?? [];
  if (channel === undefined || to === undefined) return done(c, customerAddress(memberId), t.nowhere);
  const { href, endsAt } = await ownAddress(c, office, memberId);
  const shop = office.ledger.program.name;
  const text = t.messageText(shop, href, c.var.formats.day(endsAt));
  office.inbox.send(`link-${form.key}`, { channel, to, subject: t.messageSubject(shop), text });
  return done(c, customerAddress(memberId), t.sent(to));
}
