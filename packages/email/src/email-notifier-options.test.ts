import { describe, expect, test } from 'vitest';
import { selfSigned } from './certificate-testing.ts';
import { emailNotifier, type EmailNotifierOptions } from './index.ts';

const own = selfSigned();
const other = selfSigned({ host: 'other.example' });
const good: EmailNotifierOptions = { host: 'smtp.example.org', from: 'points@warung.example' };

function withOptions(changes: object) {
  return () => emailNotifier({ ...good, ...changes });
}

describe('options that are good', () => {
  test.each<Partial<EmailNotifierOptions>>([
    {},
    { host: '192.0.2.7', port: 2525 },
    { host: 'mail_relay', tls: 'starttls' },
    { port: 465 },
    { from: { name: '', address: 'points@warung.example' }, replyTo: 'help@warung.example' },
    { host: 'localhost', tls: 'off-on-loopback' },
    { host: '127.8.9.10', tls: 'off-on-loopback' },
    { host: '::1', tls: 'off-on-loopback' },
    { ca: [own.cert, other.cert] },
    { ca: `Ours:\n${own.cert}\n${other.cert}` },
    { ca: own.cert.replaceAll('\n', '\r\n') },
    { from: { name: 'x'.repeat(200), address: 'points@warung.example' } },
    { connections: 1, messagesPerConnection: 1, connectTimeoutMs: 1, answerTimeoutMs: 1 },
  ])('make a notifier for email: %j', async (changes) => {
    const notifier = withOptions(changes)();
    expect(notifier.channel).toBe('email');
    await notifier.close();
  });
});

describe('wrong options', () => {
  test.each([
    [{ host: '' }, 'host must be'],
    [{ host: 'smtp://smtp.example.org' }, 'host must be'],
    [{ host: 'smtp.example.org:587' }, 'host must be'],
    [{ host: undefined }, 'host must be'],
    [{ from: 'Warung Sari <points@warung.example>' }, 'from must be'],
    [{ from: 'a@warung.example, b@warung.example' }, 'from must be'],
    [{ from: { name: 'Sari\r\nBcc: bob@evil.example', address: 'points@warung.example' } }, 'from must be'],
    [{ from: { name: 'Sari', address: 'points@warung.example\r\nBcc: bob@evil.example' } }, 'from must be'],
    [{ from: { address: 'points@warung.example' } }, 'from must be'],
    [{ from: null }, 'from must be'],
    [{ replyTo: 'help' }, 'replyTo must be'],
    [{ auth: { user: 'sari' } }, 'auth must have'],
    [{ auth: { user: 'sari', pass: '' } }, 'auth must have'],
    [{ auth: null }, 'auth must have'],
    [{ tls: 'required' }, 'tls must be one of starttls, implicit, off-on-loopback'],
    [{ tls: false }, 'tls must be one of'],
    [{ ca: [''] }, 'ca must be'],
    [{ ca: [] as string[] }, 'ca must be'],
    [{ ca: null }, 'ca must be'],
    [{ ca: '/etc/ssl/ca.pem' }, 'ca must be'],
    [{ ca: '-----BEGIN CERTIFICATE-----' }, 'ca must be'],
    [{ ca: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' }, 'ca must be'],
    [{ ca: [own.cert, 'x'] }, 'ca must be'],
    [{ ca: `${own.cert}${own.cert.replace(/MI../, 'AAAA')}` }, 'ca must be'],
    [{ ca: own.key }, 'ca must be'],
    [{ from: { name: 'x'.repeat(201), address: 'points@warung.example' } }, 'from must be'],
    [{ replyTo: { name: 'x'.repeat(201), address: 'points@warung.example' } }, 'replyTo must be'],
    [{ rejectUnauthorized: false }, 'has no option "rejectUnauthorized"'],
  ])('are a TypeError that says what to do: %j', (changes, words) => {
    expect(withOptions(changes)).toThrow(TypeError);
    expect(withOptions(changes)).toThrow(words);
  });

  test.each([
    [{ tls: 'off-on-loopback' }, 'localhost'],
    [{ tls: 'off-on-loopback', host: '192.0.2.7' }, 'localhost'],
    [{ tls: 'off-on-loopback', host: '::2' }, 'localhost'],
    [{ tls: 'off-on-loopback', host: '127.0.0.1.evil.example' }, 'localhost'],
    [{ tls: 'off-on-loopback', host: 'localhost.evil.example' }, 'localhost'],
    [{ port: 0 }, 'port must be a whole number, 1 to 65535'],
    [{ port: 65_536 }, 'port must be'],
    [{ connections: 0 }, 'connections must be'],
    [{ messagesPerConnection: 1.5 }, 'messagesPerConnection must be'],
    [{ connectTimeoutMs: -1 }, 'connectTimeoutMs must be'],
    [{ answerTimeoutMs: Number.POSITIVE_INFINITY }, 'answerTimeoutMs must be'],
  ])('are a RangeError that says what to do: %j', (changes, words) => {
    expect(withOptions(changes)).toThrow(RangeError);
    expect(withOptions(changes)).toThrow(words);
  });

  test('are not repeated in the error: one of them may be a password', () => {
    expect(withOptions({ host: 'smtps://sari:canary@smtp.example.org' })).not.toThrow(/canary/);
  });
});
