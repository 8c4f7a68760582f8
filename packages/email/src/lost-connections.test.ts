import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { closed, codeMessage, type MailServer, notifierTo, send, startMailServer } from './mail-server-testing.ts';

const unavailable = (message: unknown) => ({ status: 'unavailable', message, retryAfterMs: null });
const lost = unavailable(
  expect.stringMatching(/^The connection to the mail server was lost \([A-Z]+\); nothing was sent\.$/),
);
const lostLater = unavailable(
  expect.stringMatching(/^The connection to the mail server was lost \([A-Z]+\); whether it has the message is/),
);
const gaveUp = unavailable('The caller gave up; nothing was sent.');
const gaveUpLater = unavailable(
  'The caller gave up before the mail server had answered; whether it has the message is not known.',
);

/** A server that does as told with a connection, and says nothing by itself. */
async function startServer(take: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    take(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port };
}

/** Resolves when a server has no connection any more. */
async function allClosed(server: MailServer): Promise<void> {
  await Promise.all(server.openSockets().map(closed));
}

describe('a connection that is lost', () => {
  test('or never made says that nothing was sent', async () => {
    const server = await startMailServer();
    await server.stop();
    expect(await send(notifierTo(server))).toEqual({
      status: 'unavailable',
      message: 'The mail server cannot be reached (ECONNREFUSED); nothing was sent.',
      retryAfterMs: null,
    });
  });

  test('before the greeting', async () => {
    const server = await startServer((socket) => socket.destroy());
    expect(await send(notifierTo(server))).toEqual(lost);
  });

  test.each(['onMailFrom', 'onRcptTo'] as const)('in %s', async (stage) => {
    const server = await startMailServer({ [stage]: (_: unknown, session: never) => server.cut(session) });
    expect(await send(notifierTo(server))).toEqual(lost);
    expect(server.arrivals).toEqual([]);
  });

  test.each([0, 1])('after the last dot, with %i messages before it, is not tried again', async (before) => {
    let count = 0;
    const server = await startMailServer({
      onData: (stream, session, callback) => {
        stream.resume().once('end', () => {
          count += 1;
          if (count > before) server.cut(session);
          else callback();
        });
      },
    });
    const notifier = notifierTo(server, { connections: 1 });
    for (let each = 0; each < before; each += 1) expect(await send(notifier)).toMatchObject({ status: 'sent' });
    expect(await send(notifier)).toEqual(lostLater);
    expect(count).toBe(before + 1);
  });

  test.each([true, false])('at DATA, with hidden PIPELINING %s, says that nothing was sent', async (hidePIPELINING) => {
    const server = await startMailServer({ hidePIPELINING, onData: (_, session) => server.cut(session) });
    expect(await send(notifierTo(server))).toEqual(lost);
  });

  test('between two messages, because the server restarted, does not fail the second', async () => {
    const server = await startMailServer();
    const notifier = notifierTo(server);
    expect(await send(notifier)).toMatchObject({ status: 'sent' });
    await server.stop();
    const again = await startMailServer({}, server.port);
    expect(await send(notifier)).toMatchObject({ status: 'sent' });
    expect(again.arrivals).toHaveLength(1);
  });
});

describe('a server that says nothing', () => {
  test('at first is given up after connectTimeoutMs', async () => {
    const server = await startServer(() => {});
    expect(await send(notifierTo(server, { connectTimeoutMs: 1 }))).toEqual({
      status: 'unavailable',
      message: 'The mail server cannot be reached (ETIMEDOUT); nothing was sent.',
      retryAfterMs: null,
    });
  });

  test('later is given up after answerTimeoutMs', async () => {
    const server = await startServer(() => {});
    expect(await send(notifierTo(server, { answerTimeoutMs: 1 }))).toEqual(lost);
  });
});

describe('a caller that gives up', () => {
  test('beforehand sends nothing', async () => {
    const server = await startMailServer();
    expect(await notifierTo(server).send(codeMessage(), { signal: AbortSignal.abort() })).toEqual({
      status: 'unavailable',
      message: 'The caller gave up; nothing was sent.',
      retryAfterMs: null,
    });
    expect(server.connectionCount()).toBe(0);
  });

  test('before the greeting has no connection left', async () => {
    const caller = new AbortController();
    const ended: Promise<unknown>[] = [];
    const server = await startServer((socket) => {
      ended.push(closed(socket.resume()));
      caller.abort();
    });
    expect(await notifierTo(server).send(codeMessage(), caller)).toEqual(gaveUp);
    await Promise.all(ended);
    expect(ended).toHaveLength(1);
  });

  test.each(['onMailFrom', 'onRcptTo', 'onData'] as const)('in %s has no connection left', async (stage) => {
    const caller = new AbortController();
    const server = await startMailServer({ [stage]: () => caller.abort() });
    expect(await notifierTo(server).send(codeMessage(), caller)).toEqual(gaveUp);
    await allClosed(server);
  });

  test('while the message goes out has no connection left, and may have sent it', async () => {
    const caller = new AbortController();
    const server = await startMailServer({ onData: (stream) => stream.once('data', () => caller.abort()).resume() });
    expect(await notifierTo(server).send(codeMessage(), caller)).toEqual(gaveUpLater);
    await allClosed(server);
  });

  test('does not disturb the others', async () => {
    const caller = new AbortController();
    const held: (() => void)[] = [];
    const server = await startMailServer({
      onRcptTo: ({ address }, _, callback) => {
        held.push(callback);
        if (address.startsWith('first')) caller.abort();
        else callback();
      },
    });
    const notifier = notifierTo(server, { connections: 1 });
    const given = ['first', 'second', 'third'].map(async (name) => {
      const message = codeMessage({ to: `${name}@customer.example` });
      return name === 'third' ? send(notifier, message) : notifier.send(message, caller);
    });
    // The second waits for the connection of the first and leaves the queue with it.
    expect(await Promise.all(given)).toEqual([gaveUp, gaveUp, expect.objectContaining({ status: 'sent' })]);
    expect(server.arrivals.map(({ mail }) => mail.to?.[0]?.address)).toEqual(['third@customer.example']);
    expect(held).toHaveLength(2);
  });

  test('afterwards changes nothing', async () => {
    const caller = new AbortController();
    const server = await startMailServer();
    const notifier = notifierTo(server);
    expect(await notifier.send(codeMessage(), caller)).toMatchObject({ status: 'sent' });
    caller.abort();
    expect(await send(notifier)).toMatchObject({ status: 'sent' });
    expect(server.connectionCount()).toBe(1);
  });
});
