import { describe, expect, test, vi } from 'vitest';
import type { Channel } from '../../../values/channel.ts';
import { InvariantError } from '../../../values/invariant.ts';
import type { OutgoingMessage } from './message.ts';
import type { Notifier } from './notifier.ts';
import { message, phone, sent } from './message-testing.ts';
import { createMessenger, type MessengerOptions } from './messenger.ts';

function notifier(send: Notifier['send'], channel: Channel = 'sms'): Notifier {
  return { channel, send };
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

  test.each([[null], ['x'], [{}]])('is not made of %j in place of a list', (notifiers) => {
    expect(() => createMessenger({ notifiers: notifiers as never })).toThrow(InvariantError);
    expect(() => createMessenger({ notifiers: notifiers as never })).toThrow('`notifiers` must be notifiers');
  });

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
    const { given } = await textOf(({ template, locale }) => ({ subject: template, text: `${locale}: 042917!` }));
    expect(given).toEqual({ ...message, to: phone, subject: 'redemption-code', text: 'en: 042917!' });
  });

  test('break lines with a line feed, however they were written', async () => {
    const { given } = await textOf(() => ({ subject: 's', text: '042917\r\ntwo\rthree\n\r\nfour' }));
    expect(given?.text).toBe('042917\ntwo\nthree\n\nfour');
  });

  test('that leave the code out send nothing', async () => {
    const { given, outcome } = await textOf(() => ({ subject: '042917', text: 'Your code is 042918.' }));
    expect(given).toBeUndefined();
    expect(outcome).toMatchObject({
      status: 'rejected',
      reason: 'content',
      message: expect.stringMatching(/left the code out/u) as string,
    });
  });

  test('change nothing but the words', async () => {
    const { given } = await textOf(
      () => ({ subject: 's', text: '042 917', to: '+1', template: 'x', data: {} }) as never,
    );
    expect(given).toEqual({ ...message, to: phone, subject: 's', text: '042 917' });
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

  test('that throw when they are read send nothing', async () => {
    const { outcome, given } = await textOf(() => ({
      subject: 's',
      get text(): string {
        throw new Error('042917');
      },
    }));
    expect(given).toBeUndefined();
    expect(outcome).toMatchObject({ message: "The host's function for texts threw for redemption-code." });
  });

  test('that are promised and fail leave no unhandled rejection', async () => {
    const unhandled = vi.fn<(reason: unknown) => void>();
    process.on('unhandledRejection', unhandled);
    try {
      const { outcome } = await textOf((async () => Promise.reject(new Error('042917'))) as never);
      expect(outcome).toMatchObject({ message: expect.stringContaining('gave no subject and text') as string });
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      expect(unhandled).not.toHaveBeenCalled();
    } finally {
      process.off('unhandledRejection', unhandled);
    }
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
