import { describe, expect, test } from 'vitest';
import type { SendOutcome } from './message.ts';
import type { Notifier } from './notifier.ts';
import { message, phone, sent } from './message-testing.ts';
import { createMessenger } from './messenger.ts';

/** Sends the message over a notifier that answers so, whatever types say. */
async function outcomeOf(answer: unknown): Promise<SendOutcome> {
  const messenger = createMessenger({ notifiers: [{ channel: 'sms', send: async () => answer as SendOutcome }] });
  return messenger.send('sms', phone, message);
}

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

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -5, '5'])('asks for no wait of %s', async (retryAfterMs) => {
    expect(await outcomeOf({ status: 'unavailable', message: 'Busy.', retryAfterMs })).toMatchObject({
      retryAfterMs: null,
    });
  });

  test.each([['no such +628123456789'], ['toString'], [5], [{}]])(
    'is rejected for no reason of its own: %j',
    async (reason) => {
      const outcome = { status: 'rejected', reason, message: 'No.' };
      expect(await outcomeOf(outcome)).toEqual({ ...outcome, reason: 'content' });
    },
  );

  test.each(['destination', 'opted-out', 'country', 'account', 'content'])('is rejected for %s', async (reason) => {
    const outcome = { status: 'rejected', reason, message: 'No.' };
    expect(await outcomeOf(outcome)).toEqual(outcome);
  });

  test('may throw when it is read, and is read once', async () => {
    const throwing = {
      get status() {
        throw new Error(`no route to ${phone}`);
      },
    };
    expect(await outcomeOf(throwing)).toEqual({
      status: 'unavailable',
      message: 'The notifier for sms threw an error.',
      retryAfterMs: null,
    });
    const words: unknown[] = ['No.', 5];
    const changing = {
      status: 'unavailable',
      get message() {
        return words.shift();
      },
    };
    expect(await outcomeOf(changing)).toMatchObject({ message: 'No.' });
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
    const outcome = await createMessenger({ notifiers: [{ channel: 'sms', send }] }).send('sms', phone, message);
    const told = 'The notifier for sms threw an error.';
    expect(outcome).toEqual({ status: 'unavailable', message: told, retryAfterMs: null });
  });
});
