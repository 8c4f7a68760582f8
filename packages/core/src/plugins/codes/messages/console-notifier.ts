import { type Channel, InvariantError } from '../../../index.ts';
import { checkOptionNames } from '../../../shapes.ts';
import type { Notifier } from './notifier.ts';

/** How the box is printed. */
export interface ConsoleNotifierOptions {
  /** `'sms'` when left out. */
  readonly channel?: Channel | undefined;
  /** Characters of text in a line, 60 when left out; the box is four wider. A longer word or address widens it. */
  readonly width?: number | undefined;
  /** Takes the box as text; `console.error` when left out, which leaves stdout to what a program answers. */
  readonly print?: ((box: string) => void) | undefined;
}

interface Host {
  readonly console: { error(text: string): void };
  readonly process?: { readonly env?: { readonly NODE_ENV?: string } } | undefined;
}

/**
 * Prints messages in a box, in place of sending them, for development.
 *
 * @throws InvariantError when NODE_ENV is `production`: codes are not for logs.
 *
 * @example
 * ```ts
 * import { createPointbook } from '@pointbook/core';
 * import { codes } from '@pointbook/core/codes';
 * import { consoleNotifier } from '@pointbook/core/console';
 *
 * const plugins = [codes({ secret: text, notifiers: [consoleNotifier()] })];
 * const pointbook = createPointbook({ program, store, plugins });
 * ```
 */
export function consoleNotifier(options: ConsoleNotifierOptions = {}): Notifier {
  checkOptionNames('consoleNotifier()', options, { channel: false, width: false, print: false });
  const { channel = 'sms', width = 60, print } = options;
  const host = globalThis as unknown as Host;
  if (host.process?.env?.NODE_ENV === 'production') {
    throw new InvariantError(
      'consoleNotifier shows codes to all who read the logs: in production, give a real notifier.',
    );
  }
  let count = 0;
  return {
    channel,
    send: async ({ to, subject, text }) => {
      const words = channel === 'email' ? `${subject}\n\n${text}` : text;
      (print ?? host.console.error)(box(`${channel} to ${to}`, words, width));
      count += 1;
      return { status: 'sent', providerId: `console-${count}` };
    },
  };
}

function box(title: string, text: string, width: number): string {
  const lines = text.split('\n').flatMap((line) => wrapped(line, width));
  const inner = Math.max(width, title.length + 2, ...lines.map((line) => line.length));
  const top = `╭─ ${title} ${'─'.repeat(inner - title.length - 1)}╮`;
  return [top, ...lines.map((line) => `│ ${line.padEnd(inner)} │`), `╰${'─'.repeat(inner + 2)}╯`].join('\n');
}

function wrapped(line: string, width: number): string[] {
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
