import { randomUUID } from 'node:crypto';
import type { Channel } from '@pointbook/core';
import type { Notifier } from '@pointbook/core/codes';
import type Database from 'better-sqlite3';

/** A message as the customer would have read it. */
export interface SentMessage {
  readonly messageId: string;
  readonly channel: Channel;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly sentAt: Date;
}

/** Takes the place of WhatsApp, SMS and email while one tries the shop: nothing leaves this machine. */
export class Inbox {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
    database.exec(`CREATE TABLE IF NOT EXISTS office_messages (
      message_id TEXT PRIMARY KEY, channel TEXT NOT NULL, recipient TEXT NOT NULL, subject TEXT NOT NULL,
      text TEXT NOT NULL, sent_at INTEGER NOT NULL)`);
  }

  // #region notifiers
  readonly notifiers: readonly Notifier[] = (['whatsapp', 'sms', 'email'] as const).map((channel) => ({
    channel,
    send: async (message) => ({
      status: 'sent',
      providerId: this.#keep({ ...message, channel, messageId: randomUUID() }),
    }),
  }));
  // #endregion notifiers

  /** Sends a message of the shop's own. One that is sent again with the same id is sent once. */
  send(messageId: string, message: Omit<SentMessage, 'messageId' | 'sentAt'>): void {
    this.#keep({ ...message, messageId });
  }

  /** The newest first, at most 100. */
  messages(): readonly SentMessage[] {
    const sql = 'SELECT * FROM office_messages ORDER BY rowid DESC LIMIT 100';
    return this.#database.prepare<[], MessageRow>(sql).all().map(messageOf);
  }

  #keep({ messageId, channel, to, subject, text }: Omit<SentMessage, 'sentAt'>): string {
    this.#database
      .prepare('INSERT OR IGNORE INTO office_messages VALUES (?, ?, ?, ?, ?, ?)')
      .run(messageId, channel, to, subject, text, Date.now());
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
