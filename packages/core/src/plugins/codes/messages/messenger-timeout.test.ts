import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Message, SendOutcome } from './message.ts';
import type { Notifier } from './notifier.ts';
import { createMessenger } from './messenger.ts';

const phone = '+628123456789';
const message: Message = {
  template: 'points-expiring',
  locale: 'en',
  data: { merchant: 'Warung Ayu', points: 5, lastDay: '2026-12-31' },
};
const sent: SendOutcome = { status: 'sent', providerId: 'p-1' };

function notifier(send: Notifier['send']): Notifier {
  return { channel: 'sms', send };
}

describe('a notifier that does not answer', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Never answers by itself, but knows when it was told to stop. */
  function silent(onAbort: (reject: (error: Error) => void) => void = () => undefined) {
    const signals: AbortSignal[] = [];
    const send: Notifier['send'] = async (_, { signal }) => {
      signals.push(signal);
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => onAbort(reject));
      });
    };
    return { notifiers: [notifier(send)], signals };
  }

  test('is waited for until the timeout, then told to stop', async () => {
    const { notifiers, signals } = silent();
    const settled = vi.fn<(outcome: SendOutcome) => void>();
    const sending = createMessenger({ notifiers, sendTimeoutMs: 3000 }).send('sms', phone, message).then(settled);
    await vi.advanceTimersByTimeAsync(2999);
    expect(settled).not.toHaveBeenCalled();
    expect(signals[0]?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await sending;
    expect(signals[0]?.aborted).toBe(true);
    expect(settled).toHaveBeenCalledExactlyOnceWith({
      status: 'unavailable',
      message: 'The notifier for sms did not answer within 3000 ms.',
      retryAfterMs: null,
    });
  });

  test('is waited for 10 seconds by default', async () => {
    const sending = createMessenger(silent()).send('sms', phone, message);
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await sending).status).toBe('unavailable');
  });

  test('may throw when it is told to stop: the outcome is the timeout', async () => {
    const { notifiers } = silent((reject) => reject(new Error('aborted')));
    const sending = createMessenger({ notifiers }).send('sms', phone, message);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await sending).toMatchObject({ message: 'The notifier for sms did not answer within 10000 ms.' });
  });

  test('leaves no timer behind when it does', async () => {
    const signals: AbortSignal[] = [];
    const send: Notifier['send'] = async (_, { signal }) => {
      signals.push(signal);
      return sent;
    };
    await createMessenger({ notifiers: [notifier(send)] }).send('sms', phone, message);
    expect(vi.getTimerCount()).toBe(0);
    expect(signals[0]?.aborted).toBe(false);
  });
});
