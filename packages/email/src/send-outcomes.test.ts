import type { NodemailerError } from 'nodemailer';
import { expect, test } from 'vitest';
import { outcomeOf } from './send-outcomes.ts';

function outcome(error: Partial<NodemailerError>, hasLeft = false) {
  return outcomeOf({ name: 'Error', message: 'secret', ...error }, { hasLeft, tls: 'starttls' });
}

test.each<[Partial<NodemailerError>, string]>([
  [{ code: 'EDNS', originalCode: 'ENOTFOUND' }, 'The mail server cannot be reached (ENOTFOUND); nothing was sent.'],
  [{ code: 'EDNS' }, 'The mail server cannot be reached (EDNS); nothing was sent.'],
  [
    { code: 'ETIMEDOUT', timeoutType: 'CONNECT_TIMEOUT' },
    'The mail server cannot be reached (ETIMEDOUT); nothing was sent.',
  ],
  [
    { code: 'ETLS', command: 'CONN' },
    'The mail server does not encrypt the connection; nothing was sent. See the option tls.',
  ],
  [
    { code: 'ESOCKET', originalCode: 'secret 1' },
    'The connection to the mail server was lost (ESOCKET); nothing was sent.',
  ],
  [{}, 'The connection to the mail server was lost (no reason given); nothing was sent.'],
])('%j says that nothing was sent', (error, message) => {
  expect(outcome(error)).toEqual({ status: 'unavailable', message, retryAfterMs: null });
});

test.each<[Partial<NodemailerError>, string]>([
  [{ code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT' }, 'The connection to the mail server was lost (ETIMEDOUT)'],
  [
    { code: 'ESOCKET', originalCode: 'ERR_SSL_DECRYPTION_FAILED' },
    'The connection to the mail server was lost (ERR_SSL_DECRYPTION_FAILED)',
  ],
  [{ code: 'EABORT' }, 'The caller gave up before the mail server had answered'],
])('%j is an unknown outcome once some bytes had left', (error, message) => {
  expect(outcome(error, true)).toMatchObject({ message: `${message}; whether it has the message is not known.` });
});

test('a wait is a day at most', () => {
  const response = '451 4.7.1 Greylisted, try again in 9999 minutes';
  expect(outcome({ responseCode: 451, response, command: 'RCPT TO' })).toMatchObject({ retryAfterMs: 86_400_000 });
});
