import type { SMTPPoolOptions } from 'nodemailer';
import { type EmailNotifierOptions, tlsOf } from './email-notifier-options.ts';

/** How nodemailer's pool is to behave. */
export function poolOptions(options: EmailNotifierOptions): SMTPPoolOptions & { readonly pool: true } {
  const { connections = 5, messagesPerConnection = 100, connectTimeoutMs = 10_000, answerTimeoutMs = 60_000 } = options;
  return {
    ...server(options),
    pool: true,
    ...(options.auth && { auth: { user: options.auth.user, pass: options.auth.pass }, forceAuth: true }),
    maxConnections: connections,
    maxMessages: messagesPerConnection,
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    dnsTimeout: connectTimeoutMs,
    socketTimeout: answerTimeoutMs,
    idleTimeout: idleMs,
    // Where a kept connection turns out to be gone before a byte of the message was sent.
    maxRequeues: 2,
    maxRecipients: 1,
    // What goes out is in the message: nothing is read from a file or fetched for it, and nothing is logged.
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  };
}

/** After so long without a message a connection is closed. */
const idleMs = 30_000;

function server(options: EmailNotifierOptions): SMTPPoolOptions {
  const { host, ca } = options;
  const tls = tlsOf(options);
  if (tls === 'off-on-loopback')
    // Not by name: a name server could send the mail elsewhere.
    return {
      host: host === 'localhost' ? '127.0.0.1' : host,
      port: options.port ?? 25,
      secure: false,
      ignoreTLS: true,
    };
  const isImplicit = tls === 'implicit';
  return {
    host,
    port: options.port ?? (isImplicit ? 465 : 587),
    secure: isImplicit,
    requireTLS: !isImplicit,
    tls: {
      minVersion: 'TLSv1.2',
      // Said, for otherwise the environment could switch it off (NODE_TLS_REJECT_UNAUTHORIZED).
      rejectUnauthorized: true,
      ...(ca !== undefined && { ca: typeof ca === 'string' ? ca : [...ca] }),
    },
  };
}
