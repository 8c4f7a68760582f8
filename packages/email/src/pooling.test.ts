import { describe, expect, onTestFinished, test } from 'vitest';
import { closed, codeMessage, notifierTo, send, startMailServer } from './mail-server-testing.ts';

/** As many messages at once, each to another customer, whose caller has one signal for all. */
function messages(count: number) {
  const { signal } = new AbortController();
  return Array.from({ length: count }, (_, index) => ({
    message: codeMessage({ to: `customer-${index}@customer.example` }),
    options: { signal },
  }));
}

describe('many messages', () => {
  test.each([
    [50, 3],
    [200, 5],
  ])('%i at once go over %i connections, each once', async (count, connections) => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    onTestFinished(() => void process.off('warning', note));
    const server = await startMailServer();
    const notifier = notifierTo(server, { connections });
    const all = messages(count);
    const outcomes = await Promise.all(all.map(async ({ message, options }) => notifier.send(message, options)));
    expect(outcomes.filter(({ status }) => status !== 'sent')).toEqual([]);
    expect(new Set(outcomes.map((outcome) => outcome.status === 'sent' && outcome.providerId)).size).toBe(count);
    expect(server.arrivals).toHaveLength(count);
    expect(new Set(server.arrivals.map(({ mail }) => mail.to?.[0]?.address))).toEqual(
      new Set(all.map(({ message }) => message.to)),
    );
    expect(server.connectionCount()).toBe(connections);
    expect(warnings).toEqual([]);
  });

  test('one after the other share a connection', async () => {
    const server = await startMailServer();
    const notifier = notifierTo(server, { connections: 1 });
    for (const { message, options } of messages(5))
      expect(await notifier.send(message, options)).toMatchObject({ status: 'sent' });
    expect(server.connectionCount()).toBe(1);
  });

  test('get a new connection after messagesPerConnection', async () => {
    const server = await startMailServer();
    const notifier = notifierTo(server, { connections: 1, messagesPerConnection: 2 });
    for (const { message, options } of messages(5))
      expect(await notifier.send(message, options)).toMatchObject({ status: 'sent' });
    expect(server.connectionCount()).toBe(3);
  });
});

describe('close', () => {
  test('waits for what is under way, then ends the connections', async () => {
    const server = await startMailServer();
    const notifier = notifierTo(server, { connections: 2 });
    const sending = messages(5).map(async ({ message, options }) => notifier.send(message, options));
    await notifier.close();
    expect(server.arrivals).toHaveLength(5);
    expect((await Promise.all(sending)).map(({ status }) => status)).toEqual(Array(5).fill('sent'));
    await Promise.all(server.openSockets().map(closed));
  });

  test('is final, and may be called twice', async () => {
    const server = await startMailServer();
    const notifier = notifierTo(server);
    await notifier.close();
    await notifier.close();
    expect(await send(notifier)).toEqual({
      status: 'unavailable',
      message: 'This notifier is closed; nothing was sent.',
      retryAfterMs: null,
    });
    expect(server.connectionCount()).toBe(0);
  });
});
