import { randomUUID } from 'node:crypto';
import type { Channel, Clock } from '@pointbook/core';
import type { Notifier, OutgoingMessage, SendOutcome } from '@pointbook/core/codes';
import type Database from 'better-sqlite3';
import { systemClock } from './system-clock.ts';

/** A message as the customer would have read it. */
export interface SentMessage {
  readonly messageId: string;
  readonly channel: Channel;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly sentAt: Date;
}

/** What becomes of the messages of a channel: a developer sees here what a shop does while its provider fails. */
export const deliveries = ['arrives', 'refused', 'out-of-order'] as const;

export type Delivery = (typeof deliveries)[number];

export const channels = ['whatsapp', 'sms', 'email'] as const satisfies readonly Channel[];

/** Takes the place of WhatsApp, SMS and email while one tries the shop: nothing leaves this machine. */
export class Inbox {
  readonly #database: Database.Database;
  readonly #clock: Clock;
  /** Only for as long as the process runs. */
  readonly #deliveries = new Map<Channel, Delivery>();

  constructor(database: Database.Database, clock: Clock = systemClock) {
    this.#database = database;
    this.#clock = clock;
    database.exec(`CREATE TABLE IF NOT EXISTS office_messages (
      message_id TEXT PRIMARY KEY, channel TEXT NOT NULL, recipient TEXT NOT NULL, subject TEXT NOT NULL,
      text TEXT NOT NULL, sent_at INTEGER NOT NULL)`);
  }

  // #region notifiers
  readonly notifiers: readonly Notifier[] = channels.map((channel) => ({
    channel,
    send: async (message) => this.#send(channel, message),
  }));

  #send(channel: Channel, message: OutgoingMessage): SendOutcome {
    const delivery = this.delivery(channel);
    if (delivery === 'refused') return { status: 'rejected', reason: 'destination', message: 'No such recipient.' };
    if (delivery === 'out-of-order') return { status: 'unavailable', message: 'Out of order.', retryAfterMs: 120_000 };
    return { status: 'sent', providerId: this.#keep({ ...message, channel, messageId: randomUUID() }) };
  }
  // #endregion notifiers

  /** Sends a message of the shop's own. One that is sent again with the same id is sent once. */
  send(messageId: string, message: Omit<SentMessage, 'messageId' | 'sentAt'>): void {
    this.#keep({ ...message, messageId });
  }

  /** What becomes of the messages of a channel. */
  delivery(channel: Channel): Delivery {
    return this.#deliveries.get(channel) ?? 'arrives';
  }

  deliver(channel: Channel, delivery: Delivery): void {
    this.#deliveries.set(channel, delivery);
  }

  /** The newest first, at most 100. */
  messages(): readonly SentMessage[] {
    const sql = 'SELECT * FROM office_messages ORDER BY rowid DESC LIMIT 100';
    return this.#database.prepare<[], MessageRow>(sql).all().map(messageOf);
  }

  #keep({ messageId, channel, to, subject, text }: Omit<SentMessage, 'sentAt'>): string {
    this.#database
      .prepare('INSERT OR IGNORE INTO office_messages VALUES (?, ?, ?, ?, ?, ?)')
      .run(messageId, channel, to, subject, text, this.#clock.now());
    return messageId;
  }
}

interface MessageRow {
  readonly message_id: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly sent_at: number;
}

function messageOf({ message_id, channel, recipient, subject, text, sent_at }: MessageRow): SentMessage {
  return { messageId: message_id, channel, to: recipient, subject, text, sentAt: new Date(sent_at) };
}
