import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { OutgoingMessage, SendOutcome } from '@pointbook/core/codes';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { onTestFinished } from 'vitest';
import { emailNotifier, type EmailNotifier } from './email-notifier.ts';
import type { EmailNotifierOptions } from './email-notifier-options.ts';

/** A mail that came in, as it was sent and as a mail program reads it. */
export interface Arrival {
  readonly raw: string;
  readonly mail: Email;
  readonly session: SMTPServerSession;
}

/** A mail server on this machine that a test may watch, and cut off. */
export interface MailServer {
  readonly port: number;
  readonly arrivals: readonly Arrival[];
  /** How many connections there were so far. */
  connectionCount(): number;
  openSockets(): readonly Socket[];
  /** Cuts the connection of a session. */
  cut(session: SMTPServerSession): void;
  stop(): Promise<void>;
}

/** A mail server that takes everything, unless the options say otherwise. It stops when the test is over. */
export async function startMailServer(options: SMTPServerOptions = {}, port = 0): Promise<MailServer> {
  const arrivals: Arrival[] = [];
  const sockets = new Set<Socket>();
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, callback) => {
      const take = async () => {
        arrivals.push(await arrival(stream, session));
        callback();
      };
      void take();
    },
    ...options,
  });
  server.on('error', () => {}); // connections that a test has cut
  server.server.on('connection', (socket: Socket) => {
    count += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  const stop = async () => {
    const ended = new Promise<void>((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await ended;
  };
  onTestFinished(stop);
  return {
    port: (server.server.address() as AddressInfo).port,
    arrivals,
    connectionCount: () => count,
    openSockets: () => [...sockets],
    cut: ({ remotePort }) => [...sockets].find((socket) => socket.remotePort === remotePort)?.destroy(),
    stop,
  };
}

/** Resolves when a connection is closed, in whatever way. */
export async function closed(socket: Socket): Promise<void> {
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
}

/** Reads a mail to its end. */
async function arrival(stream: NodeJS.ReadableStream, session: SMTPServerSession): Promise<Arrival> {
  const raw = await text(stream);
  return { raw, mail: await PostalMime.parse(raw), session: structuredClone({ ...session, user: null }) };
}

/** The one mail that came in. */
export function onlyArrival({ arrivals }: MailServer): Arrival {
  const [first, ...others] = arrivals;
  if (first === undefined || others.length > 0) throw new Error(`${arrivals.length} mails came in.`);
  return first;
}

/** A notifier for a server on loopback without TLS, unless the options say otherwise. It is closed after the test. */
export function notifierTo(
  { port }: { readonly port: number },
  options: Partial<EmailNotifierOptions> = {},
): EmailNotifier {
  const notifier = emailNotifier({
    host: '127.0.0.1',
    port,
    from: { name: 'Warung Sari', address: 'points@warung.example' },
    tls: 'off-on-loopback',
    ...options,
  });
  onTestFinished(notifier.close);
  return notifier;
}

/** A code for a customer. */
export function codeMessage(
  changes: Partial<Pick<OutgoingMessage, 'to' | 'subject' | 'text' | 'locale'>> = {},
): OutgoingMessage {
  return {
    template: 'redemption-code',
    locale: 'en',
    to: 'ani@customer.example',
    subject: 'Your code',
    text: 'Your code is 482913.\n\nShow it to nobody but the cashier.',
    data: {
      code: '482913',
      points: 500,
      value: 50_000,
      currency: 'IDR',
      merchant: 'Warung Sari',
      sale: 'INV-1',
      reward: null,
      minutes: 5,
    },
    ...changes,
  };
}

/** Sends a message that nobody gives up on. */
export async function send(notifier: EmailNotifier, message: OutgoingMessage = codeMessage()): Promise<SendOutcome> {
  return notifier.send(message, { signal: new AbortController().signal });
}
