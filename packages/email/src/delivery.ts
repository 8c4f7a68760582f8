import type { Readable } from 'node:stream';
import type { NodemailerError, SendMailOptions, SMTPPoolOptions } from 'nodemailer';
import { createTransport } from 'nodemailer';
import type { Mail } from './compose-mail.ts';

/** A pool of connections that knows of each mail whether some of it has left. */
export interface Delivery {
  /** Sends a mail, and throws nothing. */
  deliver(mail: Mail, signal: AbortSignal): Promise<Delivered>;
  close(): void;
}

/** How a delivery ended: the error is null where the mail server took the mail. */
export interface Delivered {
  readonly error: NodemailerError | null;
  /** Whether the mail server may have some of the mail. */
  readonly hasLeft: boolean;
}

/** Opens a pool; it connects when there is something to send. */
export function openDelivery(options: SMTPPoolOptions & { readonly pool: true }): Delivery {
  const pool = createTransport(options);
  const attempts = new Map<string | undefined, Readable[]>();
  // A mail is read from its stream when the server has agreed to take it, and not before.
  pool.use('stream', ({ data, message }, next) => {
    message.processFunc((stream) => {
      attempts.get(data.messageId)?.push(stream);
      return stream;
    });
    next();
  });

  async function send(mail: SendMailOptions): Promise<NodemailerError | null> {
    try {
      await pool.sendMail(mail);
      return null;
    } catch (thrown) {
      return thrown as NodemailerError;
    }
  }

  return {
    deliver: async (mail, signal) => {
      const streams: Readable[] = [];
      attempts.set(mail.messageId, streams);
      let error = await send({ ...mail, signal });
      // A kept connection that the server was about to end. nodemailer tries another by itself, but holds the old
      // answer against the mail: a new mail has none.
      if (error?.responseCode === 421 && error.command === 'MAIL FROM') error = await send({ ...mail, signal });
      attempts.delete(mail.messageId);
      return { error, hasLeft: streams.some(({ readableDidRead }) => readableDidRead) };
    },
    close: () => pool.close({ force: true }),
  };
}
