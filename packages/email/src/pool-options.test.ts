import { expect, test } from 'vitest';
import { selfSigned } from './certificate-testing.ts';
import { poolOptions } from './pool-options.ts';

const from = 'points@warung.example';

test('a mail server on this machine is reached by its number, because a name server could name another host', () => {
  expect(poolOptions({ host: 'localhost', from, tls: 'off-on-loopback' })).toMatchObject({
    host: '127.0.0.1',
    port: 25,
  });
  expect(poolOptions({ host: '::1', from, tls: 'off-on-loopback' })).toMatchObject({ host: '::1' });
});

test('the time limit covers all parts of connecting, and an idle connection is closed', () => {
  expect(poolOptions({ host: 'smtp.example.org', from, connectTimeoutMs: 7, answerTimeoutMs: 9 })).toMatchObject({
    connectionTimeout: 7,
    greetingTimeout: 7,
    dnsTimeout: 7,
    socketTimeout: 9,
    idleTimeout: 30_000,
  });
});

test.each(['starttls', 'implicit'] as const)('%s is TLS 1.2 at least, with a certificate that is verified', (tls) => {
  const { cert } = selfSigned();
  expect(poolOptions({ host: 'smtp.example.org', from, tls, ca: cert })).toMatchObject({
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ca: cert },
  });
});
