import { describe, expect, test } from 'vitest';
import { codeMessage, notifierTo, onlyArrival, send, startMailServer } from './mail-server-testing.ts';

describe('an address', () => {
  test.each([
    'ani@customer.example, bob@evil.example',
    'ani@customer.example;bob@evil.example',
    'ani@customer.example bob@evil.example',
    'ani@customer.example\r\nRCPT TO:<bob@evil.example>',
    'ani@customer.example\nBcc: bob@evil.example',
    'ani@customer.example>\r\nDATA',
    'ani@customer.example> SIZE=1',
    'ani@customer.example\u0000',
    '<ani@customer.example>',
    'Ani <ani@customer.example>',
    'ani@customer.example (Ani)',
    'all: ani@customer.example;',
    '"ani@customer.example, bob"@evil.example',
    '"ani"@customer.example',
    String.raw`ani\@customer.example@evil.example`,
    'ani@customer.example@evil.example',
    'ani@[127.0.0.1]',
    '@customer.example',
    'ani@',
    'ani',
    '',
    `${'a'.repeat(65)}@customer.example`,
    `ani@${'a.'.repeat(130)}example`,
    'ani@customer.example\u2028',
    'ani\ud800@customer.example',
  ])('that is more than one, or none, gets nothing: %j', async (to) => {
    const server = await startMailServer();
    expect(await send(notifierTo(server), codeMessage({ to }))).toEqual({
      status: 'rejected',
      reason: 'destination',
      message: 'This is no address that mail can go to.',
    });
    expect(server.connectionCount()).toBe(0);
  });
});

/** The names of the headers of what arrives; they are the same whatever the message says. */
async function headersOf(changes: Parameters<typeof codeMessage>[0]) {
  const server = await startMailServer();
  expect(await send(notifierTo(server), codeMessage(changes))).toMatchObject({ status: 'sent' });
  const { mail, session } = onlyArrival(server);
  expect(session.envelope.rcptTo.map(({ address }) => address)).toEqual(['ani@customer.example']);
  return { mail, names: mail.headers.map(({ key }) => key).toSorted() };
}

describe('a subject', () => {
  test.each([
    ['Hi\r\nBcc: bob@evil.example', 'Hi Bcc: bob@evil.example'],
    ['Hi\nX-Evil: 1\n\nAnother text', 'Hi X-Evil: 1 Another text'],
    ['Hi\rBcc: bob@evil.example', 'Hi Bcc: bob@evil.example'],
    ['Hi\u2028Bcc: bob@evil.example', 'Hi Bcc: bob@evil.example'],
    ['Hi\u0000\u000b\u0085there', 'Hi there'],
    ['=?utf-8?Q?Hi=0D=0ABcc:_bob@evil.example?=', '= ?utf-8?Q?Hi=0D=0ABcc:_bob@evil.example?='],
    [`${'é'.repeat(100)}\r\n${'é'.repeat(50)}`, `${'é'.repeat(100)} ${'é'.repeat(50)}`],
  ])('stays on its line: %j', async (subject, shown) => {
    const { mail, names } = await headersOf({ subject });
    expect(mail.subject).toBe(shown);
    expect(names).toEqual((await headersOf({})).names);
  });
});

test.each(['en\r\nX-Evil: 1', 'en"><script>alert(1)</script>', '', 'x'.repeat(100)])(
  'a locale that is no language tag is left out: %j',
  async (locale) => {
    const { mail, names } = await headersOf({ locale });
    expect(names).toEqual((await headersOf({})).names.filter((name) => name !== 'content-language'));
    expect(mail.html).toContain('<html>');
  },
);

test.each(['Warung "Sari", <bob@evil.example>', String.raw`Sari \ " (x); y:`, 'Sari, bob@evil.example'])(
  "the sender's name is a name, whatever is in it: %j",
  async (name) => {
    const server = await startMailServer();
    const notifier = notifierTo(server, { from: { name, address: 'points@warung.example' } });
    expect(await send(notifier)).toMatchObject({ status: 'sent' });
    expect(onlyArrival(server).mail.from).toEqual({ name, address: 'points@warung.example' });
  },
);
