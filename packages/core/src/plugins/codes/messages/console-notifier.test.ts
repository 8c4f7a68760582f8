import { afterEach, describe, expect, test, vi } from 'vitest';
import type { OutgoingMessage } from './message.ts';
import { consoleNotifier } from './console-notifier.ts';

const { signal } = new AbortController();

function message(to: string, text: string): OutgoingMessage {
  return { template: 'redemption-code', locale: 'en', data: {}, to, subject: 'Your code', text } as never;
}

async function boxOf(channel: 'sms' | 'email', to: string, text: string, width?: number): Promise<string> {
  const boxes: string[] = [];
  const options = { channel, print: (box: string) => boxes.push(box), ...(width !== undefined && { width }) };
  await consoleNotifier(options).send(message(to, text), { signal });
  return boxes.join('\n');
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('a message on the console', () => {
  test('stands in a box', async () => {
    const long = 'It is good for 5 minutes. Tell it to nobody but the cashier in front of you.';
    expect(await boxOf('sms', '+628123456789', `042917 is your code.\n${long}`)).toBe(
      [
        '╭─ sms to +628123456789 ───────────────────────────────────────╮',
        '│ 042917 is your code.                                         │',
        '│ It is good for 5 minutes. Tell it to nobody but the cashier  │',
        '│ in front of you.                                             │',
        '╰──────────────────────────────────────────────────────────────╯',
      ].join('\n'),
    );
  });

  test('has its subject above it, where the channel has one', async () => {
    expect(await boxOf('email', 'ayu@example.com', 'Hello')).toBe(
      [
        '╭─ email to ayu@example.com ───────────────────────────────────╮',
        '│ Your code                                                    │',
        '│                                                              │',
        '│ Hello                                                        │',
        '╰──────────────────────────────────────────────────────────────╯',
      ].join('\n'),
    );
  });

  test('is as wide as the option says', async () => {
    expect(await boxOf('sms', '+628123456789', '042917 is your code to spend 500 points.', 24)).toBe(
      [
        '╭─ sms to +628123456789 ───╮',
        '│ 042917 is your code to   │',
        '│ spend 500 points.        │',
        '╰──────────────────────────╯',
      ].join('\n'),
    );
  });

  test.each([
    ['nothing', 'a@b.co', ''],
    ['a line of just the width', 'a@b.co', 'x'.repeat(60)],
    ['a word that is too long', 'a@b.co', `see ${'x'.repeat(90)} there`],
    ['an address of just the width', `${'a'.repeat(46)}@b.co`, 'Hello'],
    ['an address a little shorter', `${'a'.repeat(45)}@b.co`, 'Hello'],
    ['a long address', `${'a'.repeat(64)}@${'b'.repeat(100)}.co`, 'Hello'],
  ])('stays in its box with %s', async (_, to, text) => {
    const lines = (await boxOf('email', to, text)).split('\n');
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    expect(lines[0]).toMatch(/^╭─ .* ─+╮$/u);
    for (const line of lines.slice(1, -1)) expect(line).toMatch(/^│ .* │$/u);
  });

  test('is counted, and goes over the channel that was named', async () => {
    const notifier = consoleNotifier({ channel: 'whatsapp', print: () => undefined });
    expect(notifier.channel).toBe('whatsapp');
    expect(await notifier.send(message('+628', 'a'), { signal })).toEqual({ status: 'sent', providerId: 'console-1' });
    expect(await notifier.send(message('+628', 'b'), { signal })).toEqual({ status: 'sent', providerId: 'console-2' });
  });

  test('is an SMS by default, for stderr: stdout is for what a program answers', async () => {
    const [log, out] = [vi.spyOn(console, 'error').mockReturnValue(), vi.spyOn(console, 'log').mockReturnValue()];
    const notifier = consoleNotifier();
    expect(notifier.channel).toBe('sms');
    await notifier.send(message('+628', 'Hello'), { signal });
    expect(log).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('│ Hello '));
    expect(out).not.toHaveBeenCalled();
  });
});

test('no code is printed in production', () => {
  vi.stubEnv('NODE_ENV', 'production');
  expect(() => consoleNotifier()).toThrow('in production, give a real notifier');
  vi.stubEnv('NODE_ENV', 'development');
  expect(consoleNotifier().channel).toBe('sms');
});
