import { describe, expect, test } from 'vitest';
import { closed, notifierTo, send } from './mail-server-testing.ts';
import { agreeable, startScriptedServer, type Script } from './scripted-server-testing.ts';

const oneByOne: Script = (command, connection) => (command === 'EHLO' ? '250 here' : agreeable(command, connection));
const nothingSent = (message: string) => ({ status: 'unavailable', message: `${message}; nothing was sent.` });

describe('a kept connection that the server was about to end', () => {
  test.each([
    ['at a time', oneByOne],
    ['after the other', agreeable],
  ])('is replaced by another: commands one %s', async (_, usual) => {
    let count = 0;
    const server = await startScriptedServer((command, connection) => {
      if (command === 'MAIL') count += 1;
      return command === 'MAIL' && count === 2 ? '421 4.4.2 timeout' : usual(command, connection);
    });
    const notifier = notifierTo(server, { connections: 1 });
    const outcomes = [await send(notifier), await send(notifier)];
    expect(outcomes).toEqual([
      { status: 'sent', providerId: expect.any(String) as string },
      { status: 'sent', providerId: expect.any(String) as string },
    ]);
    expect(server.mails).toHaveLength(2);
    outcomes.forEach((outcome, index) => {
      expect(server.mails[index]).toContain(`Message-ID: ${outcome.status === 'sent' && outcome.providerId}`);
    });
  });

  test('is tried no third time', async () => {
    const server = await startScriptedServer((command, connection) =>
      command === 'MAIL' ? '421 4.3.2 Shutting down' : agreeable(command, connection),
    );
    expect(await send(notifierTo(server))).toMatchObject({ message: expect.stringContaining('(SMTP 421 4.3.2)') });
    expect(server.connectionCount()).toBe(2);
  });

  test('is not replaced where the address was refused for now', async () => {
    const server = await startScriptedServer((command, connection) =>
      command === 'RCPT' ? '421 4.3.2 Shutting down' : agreeable(command, connection),
    );
    expect(await send(notifierTo(server))).toMatchObject({ status: 'unavailable' });
    expect(server.connectionCount()).toBe(1);
  });
});

describe('before TLS, anyone on the network may answer', () => {
  test.each([
    ['connect', '554 5.7.1 Go away', '(SMTP 554 5.7.1)'],
    ['connect', '550 Go away', '(SMTP 550)'],
    ['EHLO', '550 5.7.1 Go away', '(SMTP 550 5.7.1)'],
  ])('so on %s the words %s are not for good', async (stage, words, code) => {
    const server = await startScriptedServer((command, connection) =>
      command === stage ? words : agreeable(command, connection),
    );
    expect(await send(notifierTo(server, { tls: 'starttls' }))).toMatchObject(
      nothingSent(`The mail server refused the connection ${code}`),
    );
    expect(await send(notifierTo(server))).toMatchObject({ status: stage === 'connect' ? 'rejected' : 'sent' });
  });

  test('and a refusal of STARTTLS is one to encrypt', async () => {
    const server = await startScriptedServer((command, connection) =>
      command === 'STARTTLS' ? '550 5.7.1 No' : agreeable(command, connection),
    );
    expect(await send(notifierTo(server, { tls: 'starttls' }))).toMatchObject({
      status: 'unavailable',
      message: 'The mail server does not encrypt the connection; nothing was sent. See the option tls.',
    });
  });

  test('and implicit TLS to a port without it is no TLS', async () => {
    const server = await startScriptedServer(agreeable);
    expect(await send(notifierTo(server, { tls: 'implicit' }))).toMatchObject({
      status: 'unavailable',
      message: expect.stringMatching(
        /^The mail server speaks no TLS that can be used \(ERR_SSL_[A-Z_]+\); nothing was sent\. See the option tls\.$/,
      ),
    });
  });
});

test('a server without logins refuses one for good', async () => {
  const server = await startScriptedServer((command, connection) =>
    command === 'AUTH' ? '503 5.5.1 Authentication not enabled' : agreeable(command, connection),
  );
  expect(await send(notifierTo(server, { auth: { user: 'sari', pass: 'secret' } }))).toEqual({
    status: 'rejected',
    reason: 'account',
    message: 'The mail server refused the login or the sender (SMTP 503 5.5.1).',
  });
});

test.each(['EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA'])('silence at %s says that nothing was sent', async (stage) => {
  const server = await startScriptedServer((command, connection) =>
    command === stage ? null : oneByOne(command, connection),
  );
  const notifier = notifierTo(server, { answerTimeoutMs: 100, auth: { user: 'sari', pass: 'secret' } });
  expect(await send(notifier)).toMatchObject(nothingSent('The connection to the mail server was lost (ETIMEDOUT)'));
});

test('silence after the last dot is an unknown outcome', async () => {
  const server = await startScriptedServer((command, connection) =>
    command === '.' ? null : agreeable(command, connection),
  );
  expect(await send(notifierTo(server, { answerTimeoutMs: 100 }))).toMatchObject({
    message: 'The connection to the mail server was lost (ETIMEDOUT); whether it has the message is not known.',
  });
});

test('close leaves no connection that a server says nothing more on', async () => {
  const server = await startScriptedServer((command, connection) => {
    if (command === 'RSET') return null;
    return command === 'RCPT' || command === 'DATA' ? '550 5.1.1 Nobody' : agreeable(command, connection);
  });
  const notifier = notifierTo(server);
  expect(await send(notifier)).toMatchObject({ status: 'rejected', reason: 'destination' });
  expect(server.openSockets()).toHaveLength(1);
  await notifier.close();
  await Promise.all(server.openSockets().map(closed));
  expect(server.openSockets()).toEqual([]);
});
