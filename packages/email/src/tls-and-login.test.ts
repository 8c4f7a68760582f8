import { describe, expect, test, vi } from 'vitest';
import { selfSigned } from './certificate-testing.ts';
import type { EmailNotifierOptions } from './email-notifier-options.ts';
import { notifierTo, onlyArrival, send, startMailServer } from './mail-server-testing.ts';

const own = selfSigned();
const encrypted: Partial<EmailNotifierOptions> = { tls: 'starttls', ca: own.cert };

describe('TLS', () => {
  test('begins before any command', async () => {
    const server = await startMailServer({ ...own });
    expect(await send(notifierTo(server, encrypted))).toMatchObject({ status: 'sent' });
    const { session } = onlyArrival(server);
    expect(session).toMatchObject({ secure: true, tlsOptions: { version: 'TLSv1.3' } });
  });

  test('is there from the first byte where it is implicit', async () => {
    const server = await startMailServer({ ...own, secure: true });
    expect(await send(notifierTo(server, { tls: 'implicit', ca: [own.cert] }))).toMatchObject({ status: 'sent' });
    expect(onlyArrival(server).session).toMatchObject({ secure: true });
  });

  test('is not left out when the server does not offer it', async () => {
    const commands: string[] = [];
    const server = await startMailServer({
      disabledCommands: ['STARTTLS'],
      onAuth: ({ method }, _, callback) => callback(new Error(String(commands.push(method)))),
      onMailFrom: (_, __, callback) => callback(new Error(String(commands.push('MAIL')))),
    });
    const notifier = notifierTo(server, { ...encrypted, auth: { user: 'sari', pass: 'secret' } });
    expect(await send(notifier)).toEqual({
      status: 'unavailable',
      message: 'The mail server does not encrypt the connection; nothing was sent. See the option tls.',
      retryAfterMs: null,
    });
    expect(commands).toEqual([]);
  });

  test('of an older version than 1.2 is no TLS', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const server = await startMailServer({ ...own, ...old });
    const outcome = await send(notifierTo(server, encrypted));
    expect(outcome).toMatchObject({ status: 'unavailable', message: expect.stringContaining('(ERR_SSL_') as string });
    expect(server.arrivals).toEqual([]);
  });

  test.each([
    ['nobody trusts', { server: own, options: {} }, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['has ended', certificateOf({ until: '20210101000000Z' }), 'CERT_HAS_EXPIRED'],
    ['is another server’s', certificateOf({ host: 'other.example' }), 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('with a certificate that %s gets nothing', async (_, { server: certificate, options }, code) => {
    for (const tls of ['starttls', 'implicit'] as const) {
      const server = await startMailServer({ ...certificate, secure: tls === 'implicit' });
      expect(await send(notifierTo(server, { tls, ...options }))).toEqual({
        status: 'unavailable',
        message: `The certificate of the mail server is not trusted (${code}); nothing was sent. See the option ca.`,
        retryAfterMs: null,
      });
      expect(server.arrivals).toEqual([]);
    }
  });

  test('is verified even where the environment says not to', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const warn = vi.spyOn(process, 'emitWarning').mockReturnValue();
    try {
      const server = await startMailServer({ ...own });
      expect(await send(notifierTo(server, { tls: 'starttls' }))).toMatchObject({ status: 'unavailable' });
    } finally {
      vi.unstubAllEnvs();
      warn.mockRestore();
    }
  });
});

describe('a login', () => {
  const auth = { user: 'sari@warung.example', pass: 'correct horse ✓' };
  const knowsSari = {
    ...own,
    authOptional: false,
    allowInsecureAuth: false,
    onAuth: ({ username, password }, _, callback) =>
      username === auth.user && password === auth.pass
        ? callback(null, { user: username })
        : callback(null, { message: '5.7.8 Authentication credentials invalid', responseCode: 535 }),
  } satisfies Parameters<typeof startMailServer>[0];

  test.each([['PLAIN'], ['LOGIN']])('by %s lets mail through', async (method) => {
    const server = await startMailServer({ ...knowsSari, authMethods: [method] });
    expect(await send(notifierTo(server, { ...encrypted, auth }))).toMatchObject({ status: 'sent' });
    expect(onlyArrival(server).session.transmissionType).toBe('ESMTPSA');
  });

  test('with a wrong password is for the shop to set right', async () => {
    const server = await startMailServer(knowsSari);
    expect(await send(notifierTo(server, { ...encrypted, auth: { ...auth, pass: 'wrong' } }))).toEqual({
      status: 'rejected',
      reason: 'account',
      message: 'The mail server refused the login or the sender (SMTP 535 5.7.8).',
    });
  });

  test('that is asked for and not given is, too', async () => {
    const server = await startMailServer(knowsSari);
    expect(await send(notifierTo(server, encrypted))).toEqual({
      status: 'rejected',
      reason: 'account',
      message: 'The mail server refused the login or the sender (SMTP 530).',
    });
  });

  test('is tried even where the server does not offer one', async () => {
    const server = await startMailServer({ ...own, disabledCommands: ['AUTH'] });
    expect(await send(notifierTo(server, { ...encrypted, auth }))).toMatchObject({
      status: 'rejected',
      reason: 'account',
    });
    expect(server.arrivals).toEqual([]);
  });

  test('may be refused for the moment', async () => {
    const busy = { message: '4.7.0 Temporary authentication failure', responseCode: 454 };
    const server = await startMailServer({ ...knowsSari, onAuth: (_, __, callback) => callback(null, busy) });
    expect(await send(notifierTo(server, { ...encrypted, auth }))).toEqual({
      status: 'unavailable',
      message: 'The mail server does not take the message now (SMTP 454 4.7.0).',
      retryAfterMs: null,
    });
  });
});

/** A server with such a certificate, and a notifier that trusts who signed it. */
function certificateOf(changes: NonNullable<Parameters<typeof selfSigned>[0]>) {
  const server = selfSigned(changes);
  return { server, options: { ca: server.cert } };
}
