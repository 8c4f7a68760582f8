import { describe, expect, test } from 'vitest';
import type { SMTPServerOptions } from 'smtp-server';
import { codeMessage, notifierTo, send, startMailServer } from './mail-server-testing.ts';

type Stage = 'connection' | 'sender' | 'recipient' | 'content';

/** What a server says at one stage, as its error has it. */
function refusing(stage: Stage, reply: string): SMTPServerOptions {
  const refusal = Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });
  return {
    ...(stage === 'connection' && { onConnect: (_, callback) => callback(refusal) }),
    ...(stage === 'sender' && { onMailFrom: (_, __, callback) => callback(refusal) }),
    ...(stage === 'recipient' && { onRcptTo: (_, __, callback) => callback(refusal) }),
    ...(stage === 'content' && {
      onData: (stream, _, callback) => {
        stream.resume().once('end', () => callback(refusal));
      },
    }),
  };
}

const texts = { destination: 'the address', account: 'the login or the sender', content: 'the message' };

describe('a refusal for good', () => {
  test.each<[Stage, string, keyof typeof texts]>([
    ['connection', '554 5.7.1 Your address is on a blocklist', 'account'],
    ['connection', '521 No mail here', 'account'],
    ['sender', '550 5.7.1 Not your address', 'account'],
    ['sender', '553 5.1.8 Sender address rejected', 'account'],
    ['sender', '550 5.1.0 Address rejected', 'account'],
    ['sender', '552 5.3.4 Message too big', 'content'],
    ['sender', '552 Too big', 'content'],
    ['recipient', '550 5.1.1 No such user', 'destination'],
    ['recipient', '550 No such user', 'destination'],
    ['recipient', '550 5.2.1 Mailbox disabled', 'destination'],
    ['recipient', '552 5.2.2 Mailbox full', 'destination'],
    ['recipient', '551 User not local', 'destination'],
    ['recipient', '553 Mailbox name not allowed', 'destination'],
    ['recipient', '556 5.1.10 Domain takes no mail', 'destination'],
    ['recipient', '554 5.7.1 Relay access denied', 'account'],
    ['recipient', '554 Relay access denied', 'account'],
    ['recipient', '550 5.1.8 Sender rejected', 'account'],
    ['recipient', '530 Authentication required', 'account'],
    ['content', '554 5.7.1 This is spam', 'content'],
    ['content', '552 Too much', 'content'],
    ['content', '554 Transaction failed', 'content'],
    ['content', '554 5.6.0 Malformed', 'content'],
    ['content', '550 5.7.26 Unauthenticated sender', 'account'],
    ['content', '550 5.1.1 No such user after all', 'destination'],
  ])('of the %s with %s is about the %s', async (stage, reply, reason) => {
    const server = await startMailServer(refusing(stage, reply));
    const [code] = /^\d+( \d\.\d+\.\d+)?/.exec(reply) ?? [];
    expect(await send(notifierTo(server))).toEqual({
      status: 'rejected',
      reason,
      message: `The mail server refused ${texts[reason]} (SMTP ${code}).`,
    });
  });

  test('is the same from a server that answers one command at a time', async () => {
    const server = await startMailServer({ ...refusing('recipient', '550 5.1.1 No such user'), hidePIPELINING: true });
    expect(await send(notifierTo(server))).toMatchObject({ status: 'rejected', reason: 'destination' });
  });

  test('leaves the connection for the next message', async () => {
    const bad = Object.assign(new Error('5.1.1 No such user'), { responseCode: 550 });
    const server = await startMailServer({
      onRcptTo: ({ address }, _, callback) => callback(address.startsWith('nobody') ? bad : null),
    });
    const notifier = notifierTo(server, { connections: 1 });
    expect(await send(notifier, codeMessage({ to: 'nobody@customer.example' }))).toMatchObject({ status: 'rejected' });
    expect(await send(notifier)).toMatchObject({ status: 'sent' });
    expect(server.connectionCount()).toBe(1);
  });
});

describe('a refusal for now', () => {
  test.each<[Stage, string, number | null]>([
    ['connection', '421 4.3.2 Too many connections', null],
    ['sender', '451 4.3.0 Try later', null],
    ['sender', '421 4.7.0 Closing', null],
    ['recipient', '450 4.2.0 Greylisted', null],
    ['recipient', '451 4.7.1 Greylisted, please try again in 300 seconds', 300_000],
    ['recipient', '450 4.7.1 Greylisted for 5 minutes', 300_000],
    ['recipient', '452 4.2.2 Over quota since 300 days, in 5 months perhaps', null],
    ['recipient', '503 Bad sequence of commands', null],
    ['content', '451 4.6.0 Scanner is down, retry after 90s', 90_000],
  ])('of the %s with %s', async (stage, reply, retryAfterMs) => {
    const server = await startMailServer(refusing(stage, reply));
    const [code] = /^\d+( \d\.\d+\.\d+)?/.exec(reply) ?? [];
    expect(await send(notifierTo(server))).toEqual({
      status: 'unavailable',
      message: `The mail server does not take the message now (SMTP ${code}).`,
      retryAfterMs,
    });
  });

  test('ends: a greylisted message is taken the second time', async () => {
    const seen = new Set<string>();
    const later = Object.assign(new Error('4.7.1 Greylisted'), { responseCode: 450 });
    const server = await startMailServer({
      onRcptTo: ({ address }, _, callback) => {
        const isKnown = seen.has(address);
        seen.add(address);
        callback(isKnown ? null : later);
      },
    });
    const notifier = notifierTo(server);
    expect(await send(notifier)).toMatchObject({ status: 'unavailable' });
    expect(await send(notifier)).toMatchObject({ status: 'sent' });
    expect(server.arrivals).toHaveLength(1);
  });
});
