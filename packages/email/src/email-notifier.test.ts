import type { OutgoingMessage } from '@pointbook/core/codes';
import { describe, expect, test } from 'vitest';
import { codeMessage, notifierTo, onlyArrival, send, startMailServer } from './mail-server-testing.ts';

/** What arrives of a message. */
async function arrives(message: OutgoingMessage, options: Parameters<typeof notifierTo>[1] = {}) {
  const server = await startMailServer();
  const outcome = await send(notifierTo(server, options), message);
  expect(outcome).toMatchObject({ status: 'sent' });
  return { ...onlyArrival(server), providerId: outcome.status === 'sent' ? outcome.providerId : null };
}

describe('a code by email', () => {
  test('arrives with the headers of a mail that a program wrote', async () => {
    const { mail, raw, session, providerId } = await arrives(codeMessage({ locale: 'id-ID' }));
    expect(session.envelope).toMatchObject({
      mailFrom: { address: 'points@warung.example' },
      rcptTo: [{ address: 'ani@customer.example' }],
    });
    expect(mail).toMatchObject({
      from: { name: 'Warung Sari', address: 'points@warung.example' },
      to: [{ name: '', address: 'ani@customer.example' }],
      subject: 'Your code',
      messageId: providerId,
      attachments: [],
    });
    expect(mail.messageId).toMatch(/^<[\da-f-]{36}@warung\.example>$/);
    expect(Math.abs(Date.parse(mail.date ?? '') - Date.now())).toBeLessThan(86_400_000);
    const headers = new Map(mail.headers.map(({ key, value }) => [key, value]));
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('content-language')).toBe('id-ID');
    expect([...headers.keys()].toSorted()).toEqual([
      'auto-submitted',
      'content-language',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ]);
    expect(raw.toLowerCase()).not.toContain('nodemailer');
  });

  test('is a text and a page with the same words, in which the code is large', async () => {
    const { mail } = await arrives(codeMessage({ locale: 'id-ID' }));
    expect(mail.text?.trimEnd()).toBe('Your code is 482913.\n\nShow it to nobody but the cashier.');
    expect(mail.html).toContain('<html lang="id-ID">');
    expect(mail.html).toMatch(/<strong style="font-size: 32px[^"]*">482913<\/strong>/);
    expect(mail.html).toContain('<p>Show it to nobody but the cashier.</p>');
  });

  test('names the address for an answer', async () => {
    const replyTo = { name: 'Bantuan, Warung Sari', address: 'help@warung.example' };
    const { mail } = await arrives(codeMessage(), { from: 'points@warung.example', replyTo });
    expect(mail.from).toEqual({ name: '', address: 'points@warung.example' });
    expect(mail.replyTo).toEqual([replyTo]);
  });
});

describe('any text', () => {
  const long = 'panjang '.repeat(300).trim();
  test.each([
    ['Indonesian and emoji', 'Kode Anda: 482913 🎉\nJangan beri tahu siapa pun – “rahasia”.'],
    ['Chinese', '您的验证码是 482913。'],
    ['Arabic', 'رمزك هو 482913'],
    ['emoji only', '🎉'.repeat(90)],
    ['lines that begin with dots', '.\n..\n.hidden\n...\nend'],
    ['a line of more than 998 characters', `${long}\n${'x'.repeat(2500)}`],
    ['lines that look like headers', 'Bcc: all@customer.example\n\nFrom nobody\nFrom: me'],
    ['lines that look like a boundary', '----_NmP-1\n--\nContent-Type: text/html\n\n<b>x</b>'],
    ['marks of quoted-printable', '=3D =\n=20=41 100% = 5'],
    ['the end of the mail', 'a\n.\nQUIT\nRSET\nMAIL FROM:<x@y.example>'],
  ])('arrives as it is: %s', async (_, text) => {
    const { mail, raw } = await arrives(codeMessage({ text, subject: text }));
    expect(mail.text?.trimEnd()).toBe(text);
    expect(mail.subject).toBe(text.replaceAll(/\n+/g, ' ').slice(0, 200).trimEnd());
    // Every server takes lines of 998 ASCII characters (RFC 5322).
    expect(raw.split('\r\n').filter((line) => line.length > 998)).toEqual([]);
    expect(raw).toMatch(/^[\r\n\t -~]*$/);
    expect(raw).toMatch(/Content-Type: text\/plain; charset=utf-8/);
    expect(raw).toMatch(/Content-Type: text\/html; charset=utf-8/);
  });

  test('may have the line ends of Windows', async () => {
    const { mail } = await arrives(codeMessage({ text: 'one\r\ntwo\rthree\n' }));
    expect(mail.text?.trimEnd()).toBe('one\ntwo\nthree');
    expect(mail.html).toContain('<p>one<br>\ntwo<br>\nthree');
  });

  test('of another message has no code to show', async () => {
    const { mail } = await arrives({
      ...codeMessage({ text: 'You have 482913 points.' }),
      template: 'points-earned',
      data: { merchant: 'Warung Sari', points: 5, balance: 482_913, sale: null },
    });
    expect(mail.html).toContain('<p>You have 482913 points.</p>');
  });
});

test('what is no message is refused', async () => {
  const server = await startMailServer();
  expect(await send(notifierTo(server), codeMessage({ text: null as never }))).toEqual({
    status: 'rejected',
    reason: 'content',
    message: 'This is no message that a mail can be made of.',
  });
  expect(server.connectionCount()).toBe(0);
});

describe('any address', () => {
  test.each(["o'brien+points@customer.example", 'ANI@customer.example', '-x=y!#$%&*/?^`{|}~@customer.example'])(
    'is reached: %s',
    async (to) => {
      const { mail, session } = await arrives(codeMessage({ to }));
      expect(session.envelope.rcptTo.map(({ address }) => address)).toEqual([to]);
      expect(mail.to).toEqual([{ name: '', address: to }]);
    },
  );

  test('in other letters is written as the mail server needs it', async () => {
    const { session } = await arrives(codeMessage({ to: 'ani@büro.example' }), { from: 'kasse@büro.example' });
    expect(session.envelope.rcptTo.map(({ address }) => address)).toEqual(['ani@büro.example']);
    expect(session.envelope.mailFrom).toMatchObject({ address: 'kasse@büro.example' });
  });

  test('of the sender in other letters gives a Message-ID in ASCII', async () => {
    const { mail } = await arrives(codeMessage(), { from: 'kasse@büro.example' });
    expect(mail.messageId).toMatch(/@xn--bro-hoa\.example>$/);
  });
});
