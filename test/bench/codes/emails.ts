import type { AddressInfo } from 'node:net';
import { emailNotifier } from '@pointbook/email';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { type BenchCase, comparedCase } from '../bench-case.ts';
import { mediansInTurn } from '../compare.ts';

const from = 'points@warung.example';
const text = '042917 is your code to spend 500 points at Warung Ayu.';

/**
 * So many messages at once, over SMTP without TLS on this machine, against nodemailer's own pool with as many
 * connections.
 */
export async function measureEmails(messages: number): Promise<BenchCase> {
  const server = await openServer();
  const { port } = server.server.address() as AddressInfo;
  const ours = emailNotifier({ host: '127.0.0.1', port, from, tls: 'off-on-loopback' });
  const raw = createTransport({ pool: true, host: '127.0.0.1', port, ignoreTLS: true, maxConnections: 5 });
  const all = (send: (to: string) => Promise<unknown>) => async () => {
    const started = performance.now();
    await Promise.all(Array.from({ length: messages }, (_, index) => send(`customer-${index}@example.org`)));
    return (messages / (performance.now() - started)) * 1000;
  };
  const { signal } = new AbortController();
  const rates = await mediansInTurn(
    {
      ours: all(async (to) => {
        const outcome = await ours.send({ ...codeMessage, to, subject: 'Your code', text }, { signal });
        if (outcome.status !== 'sent') throw new Error(`A message was ${outcome.status}: ${outcome.message}`);
      }),
      raw: all(async (to) => raw.sendMail({ from, to, subject: 'Your code', text })),
    },
    5,
  );
  await ours.close();
  raw.close();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const named = { store: 'email', name: `${messages} messages`, callers: messages, goal: null };
  const remark =
    'The messages of nodemailer alone have no page beside their text, and the mail server is in the same process.';
  return comparedCase({ ...named, remark }, 'ops/s', rates.ours, rates.raw);
}

const codeMessage = {
  template: 'redemption-code',
  locale: 'en',
  data: {
    code: '042917',
    points: 500,
    value: 5000,
    currency: 'IDR',
    merchant: 'Warung Ayu',
    sale: null,
    reward: null,
    minutes: 5,
  },
} as const;

async function openServer(): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      stream.on('end', () => done());
      stream.resume();
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}
