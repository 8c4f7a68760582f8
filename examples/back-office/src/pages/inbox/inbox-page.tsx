import { type Channel } from '@pointbook/core';
import { channels, deliveries, type Inbox } from '../../shop/inbox.ts';
import { Card, Empty } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Form } from '../../ui/form.tsx';
import { show } from '../../ui/page.tsx';
import { channelNames } from '../till/words.ts';
import { words } from './words.ts';

/** What was "sent", the newest first. It looks for more by itself. */
export function inboxPage(c: Page, inbox: Inbox) {
  const t = words(c);
  return show(
    c,
    { title: t.title },
    <>
      <p class="notice">{t.forDevelopment}</p>
      <div class="columns wide-first">
        <Messages c={c} inbox={inbox} />
        <Card title={t.deliveries}>
          <p class="hint">{t.deliveriesText}</p>
          <Form c={c} action="/inbox/deliveries">
            {channels.map((channel) => (
              <Choice c={c} inbox={inbox} channel={channel} />
            ))}
            <button>{t.save}</button>
          </Form>
        </Card>
      </div>
    </>,
  );
}

function Messages({ c, inbox }: { c: Page; inbox: Inbox }) {
  const t = words(c);
  const { time, day } = c.var.formats;
  const messages = inbox.messages();
  return (
    <section
      class="card"
      id="messages"
      aria-label={t.messages}
      aria-live="polite"
      hx-get="/inbox"
      hx-trigger="every 2s"
      hx-select="#messages"
      hx-swap="outerMorph"
    >
      {messages.length === 0 ? (
        <Empty title={t.none}>
          <p>{t.noneText}</p>
        </Empty>
      ) : (
        <ol class="messages">
          {messages.map(({ messageId, channel, to, subject, text, sentAt }) => (
            <li id={`message-${messageId}`}>
              <p class="note">
                <span class="tag">{channelNames[channel]}</span> {to} · {day(sentAt)}, {time(sentAt)}
              </p>
              {channel === 'email' && <h2>{subject}</h2>}
              <p>{text}</p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** What becomes of the next messages of a channel. */
function Choice({ c, inbox, channel }: { c: Page; inbox: Inbox; channel: Channel }) {
  const t = words(c);
  return (
    <div class="field">
      <label for={channel}>{channelNames[channel]}</label>
      <select id={channel} name={channel}>
        {deliveries.map((delivery) => (
          <option value={delivery} selected={inbox.delivery(channel) === delivery}>
            {t[delivery]}
          </option>
        ))}
      </select>
    </div>
  );
}
