import type { Customer } from '../../shop/directory.ts';
import { linkDays } from '../../shop/member-links.ts';
import { customerAddress } from '../../ui/addresses.ts';
import { Card } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Form } from '../../ui/form.tsx';
import { Icon } from '../../ui/icons.tsx';
import type { OwnAddress } from './own-address.ts';
import { words } from './words.ts';

interface OwnPageProps {
  readonly c: Page;
  readonly customer: Customer;
  readonly address: OwnAddress;
}

/** What staff give a customer to take along: the link to the own page, and the card. */
export function OwnPage({ c, customer, address }: OwnPageProps) {
  const t = words(c);
  const channels = channelsOf(customer);
  return (
    <Card title={t.ownPage}>
      <p class="hint">{t.ownPageText(c.var.formats.number(linkDays))}</p>
      <div class="copied">
        <label for="link">{t.link}</label>
        <input id="link" value={address.href} readonly />
        <button type="button" data-copy="link" data-done={t.copied} hidden>
          {t.copy}
        </button>
      </div>
      {channels.length > 0 && (
        <Form c={c} action={`${customerAddress(customer.memberId)}/link`}>
          <fieldset class="actions">
            <legend>{t.sendBy}</legend>
            {channels.map(([channel]) => (
              <button name="channel" value={channel}>
                {t[channel]}
              </button>
            ))}
          </fieldset>
        </Form>
      )}
      <p>
        <a class="button" href={`/cards?${new URLSearchParams({ member: customer.memberId, paper: 'card' })}`}>
          <Icon name="print" />
          {t.printCard}
        </a>
      </p>
    </Card>
  );
}

/** The channels over which a customer can be reached, and where. */
export function channelsOf({ phone, email }: Customer) {
  const byPhone =
    phone === null
      ? []
      : ([
          ['whatsapp', phone],
          ['sms', phone],
        ] as const);
  return [...byPhone, ...(email === null ? [] : ([['email', email]] as const))];
}
