import { describe, expect, test, vi } from 'vitest';
import type { Channel } from '../model/channel.ts';
import type { Message, OutgoingMessage, SendOutcome } from '../model/message.ts';
import type { Notifier } from '../ports/notifier.ts';
import { createMessenger, type MessengerOptions } from './messenger.ts';

const phone = '+628123456789';
const message: Message = {
  template: 'redemption-code',
  locale: 'en',
  data: {
    code: '042917',
    points: 5,
    value: 500,
    currency: 'IDR',
    merchant: 'Warung Ayu',
    sale: null,
    reward: null,
    minutes: 5,
  },
};
const sent: SendOutcome = { status: 'sent', providerId: 'p-1' };

function notifier(send: Notifier['send'], channel: Channel = 'sms'): Notifier {
  return { channel, send };
}

/** Sends the message over a notifier that answers so, whatever types say. */
async function outcomeOf(answer: unknown, options: MessengerOptions = {}): Promise<SendOutcome> {
  const messenger = createMessenger({ notifiers: [notifier(async () => answer as SendOutcome)], ...options });
  return messenger.send('sms', phone, message);
}

describe('a messenger', () => {
  test('serves the channels of its notifiers, one each', () => {
    const send = async () => sent;
    const messenger = createMessenger({ notifiers: [notifier(send, 'email'), notifier(send, 'sms')] });
    expect(messenger.served).toEqual(['email', 'sms']);
    expect(createMessenger({}).served).toEqual([]);
    expect(() => createMessenger({ notifiers: [notifier(send), notifier(send)] })).toThrow('one notifier a channel');
  });

  test.each([[null], [undefined], ['sms'], [{ channel: 'sms' }], [{ channel: 'fax', send: async () => sent }]])(
    'is not made of %j',
    (wrong) => {
      expect(() => createMessenger({ notifiers: [wrong as never] })).toThrow('`notifiers` must be notifiers');
    },
  );

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, '5000'])(
    'waits no %s ms: a timer could not',
    (sendTimeoutMs) => {
      expect(() => createMessenger({ sendTimeoutMs: sendTimeoutMs as number })).toThrow('`sendTimeoutMs` must be');
    },
  );

  test('hands over the data and the words of a message, and where it goes', async () => {
    const got: OutgoingMessage[] = [];
    const messenger = createMessenger({
      notifiers: [
        notifier(async (given) => {
          got.push(given);
          return sent;
        }),
      ],
    });
    expect(await messenger.send('sms', phone, message)).toEqual(sent);
    expect(got).toEqual([
      {
        ...message,
        to: phone,
        subject: 'Your code at Warung Ayu',
        text: expect.stringContaining('042917 is your code to spend 5 points at Warung Ayu.') as string,
      },
    ]);
  });

  test('sends nothing over a channel that it does not serve', async () => {
    const outcome = await createMessenger({}).send('email', 'ayu@example.com', message);
    expect(outcome).toEqual({ status: 'rejected', reason: 'account', message: 'No notifier for email was given.' });
  });
});

describe("words of the host's own", () => {
  async function textOf(texts: NonNullable<MessengerOptions['texts']>) {
    const send = vi.fn<Notifier['send']>(async () => sent);
    const outcome = await createMessenger({ notifiers: [notifier(send)], texts }).send('sms', phone, message);
    return { outcome, given: send.mock.calls[0]?.[0] };
  }

  test('take the place of those built in', async () => {
    const { given } = await textOf(({ template, locale }) => ({ subject: template, text: `${locale}!` }));
    expect(given).toEqual({ ...message, to: phone, subject: 'redemption-code', text: 'en!' });
  });

  test('break lines with a line feed, however they were written', async () => {
    const { given } = await textOf(() => ({ subject: 's', text: 'one\r\ntwo\rthree\n\r\nfour' }));
    expect(given?.text).toBe('one\ntwo\nthree\n\nfour');
  });

  test('change nothing but the words', async () => {
    const { given } = await textOf(() => ({ subject: 's', text: 't', to: '+1', template: 'x', data: {} }) as never);
    expect(given).toEqual({ ...message, to: phone, subject: 's', text: 't' });
  });

  test('may be left to those built in', async () => {
    const { given } = await textOf(() => null);
    expect(given?.subject).toBe('Your code at Warung Ayu');
  });

  test('that throw send nothing, and quote nothing', async () => {
    const { outcome, given } = await textOf(({ data }) => {
      throw new Error(JSON.stringify(data));
    });
    expect(given).toBeUndefined();
    const told = "The host's function for texts threw for redemption-code.";
    expect(outcome).toEqual({ status: 'rejected', reason: 'content', message: told });
  });

  test.each([
    ['a promise', Promise.resolve(null)],
    ['a text', 'Hello'],
    ['half of it', { text: 'Hello' }],
  ])('that are %s send nothing', async (_, words) => {
    const { outcome, given } = await textOf(() => words as never);
    expect(given).toBeUndefined();
    expect(outcome).toMatchObject({ status: 'rejected', reason: 'content' });
  });
});

describe('what a notifier answers', () => {
  test('is passed on', async () => {
    const outcomes: SendOutcome[] = [
      sent,
      { status: 'sent', providerId: null },
      { status: 'rejected', reason: 'opted-out', message: 'The customer wrote STOP.' },
      { status: 'unavailable', message: 'Busy.', retryAfterMs: 5000 },
      { status: 'unavailable', message: 'Busy.', retryAfterMs: null },
    ];
    for (const outcome of outcomes) expect(await outcomeOf(outcome)).toEqual(outcome);
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'ok'],
    ['no status', { providerId: 'p-1' }],
    ['a strange status', { status: 'delivered' }],
  ])('is no outcome where it is %s', async (_, answer) => {
    const told = 'The notifier for sms gave no outcome.';
    expect(await outcomeOf(answer)).toEqual({ status: 'unavailable', message: told, retryAfterMs: null });
  });

  test('may lack what belongs to it', async () => {
    const told = 'The notifier for sms did not say why.';
    expect(await outcomeOf({ status: 'sent' })).toEqual({ status: 'sent', providerId: null });
    expect(await outcomeOf({ status: 'sent', providerId: 7 })).toEqual({ status: 'sent', providerId: null });
    expect(await outcomeOf({ status: 'rejected' })).toEqual({ status: 'rejected', reason: 'content', message: told });
    expect(await outcomeOf({ status: 'unavailable', message: 5, retryAfterMs: 'soon' })).toEqual({
      status: 'unavailable',
      message: told,
      retryAfterMs: null,
    });
  });

  test('shows neither the code nor the address', async () => {
    const echo = `"042917 is your code" to ${phone}: 628123456789 is no number, tel:${phone};`;
    const clean = '"•••• is your code" to ••••: •••• is no number, tel:••••;';
    expect(await outcomeOf({ status: 'rejected', reason: 'destination', message: echo })).toEqual({
      status: 'rejected',
      reason: 'destination',
      message: clean,
    });
    expect(await outcomeOf({ status: 'unavailable', message: echo, retryAfterMs: null })).toMatchObject({
      message: clean,
    });
    expect(await outcomeOf({ status: 'sent', providerId: `${phone}/042917` })).toEqual({
      status: 'sent',
      providerId: '••••/••••',
    });
  });

  test('is cleared of what does not belong to it', async () => {
    const more = { request: { to: phone, text: '042917' }, cause: new Error('042917') };
    for (const status of ['sent', 'rejected', 'unavailable'])
      expect(JSON.stringify(await outcomeOf({ status, message: 'No.', ...more }))).not.toMatch(/042917|628123|cause/u);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error(`no route to ${phone} with 042917`);
      },
    ],
    ['rejects', async () => Promise.reject(new Error(`no route to ${phone} with 042917`))],
    ['rejects with nothing', async () => Promise.reject(undefined)],
  ] as [string, Notifier['send']][])('is unavailable where it %s', async (_, send) => {
    const outcome = await createMessenger({ notifiers: [notifier(send)] }).send('sms', phone, message);
    const told = 'The notifier for sms threw an error.';
    expect(outcome).toEqual({ status: 'unavailable', message: told, retryAfterMs: null });
  });
});
