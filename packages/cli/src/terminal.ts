import { stripVTControlCharacters, styleText } from 'node:util';
import type { ReadStream, WriteStream } from 'node:tty';
import wrapAnsi from 'wrap-ansi';

/** Where a command is run. */
export interface Terminal {
  readonly stdin: NodeJS.ReadStream | ReadStream;
  readonly stdout: NodeJS.WriteStream | WriteStream;
  readonly stderr: NodeJS.WriteStream | WriteStream;
  readonly env: NodeJS.ProcessEnv;
  /** The folder in which it is run. */
  cwd(): string;
}

/** How wide a stream is; what is no terminal is as wide as need be. */
export function columnsOf(stream: Terminal['stdout']): number {
  return stream.isTTY ? stream.columns || 80 : Number.POSITIVE_INFINITY;
}

/** Colours a text, where the stream is a terminal that is not told otherwise. */
export function paint(stream: Terminal['stdout'], style: Parameters<typeof styleText>[0], text: string): string {
  return styleText(style, text, { stream });
}

/**
 * A text that came from outside, fit for a terminal: what would move the cursor, change colours or the direction of
 * writing is taken out.
 */
export function harmless(text: string): string {
  return stripVTControlCharacters(text).replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200E\u200F]+/gu, ' ');
}

/** Sentences that came from outside in part, line by line, as wide as the stream is. */
export function sentences(stream: Terminal['stdout'], text: string): string {
  const lines = text.split('\n').map(harmless);
  return (stream.isTTY ? lines.map((line) => wrapped(line, columnsOf(stream))) : lines).join('\n');
}

/** A line that is too long goes on below itself, as far to the right as it begins. */
function wrapped(line: string, columns: number): string {
  const [indent = ''] = /^ *(?:\d+  )?/.exec(line) ?? [];
  const parts = wrapAnsi(line.slice(indent.length), columns - indent.length).split('\n');
  return parts.map((part, index) => `${index === 0 ? indent : ' '.repeat(indent.length)}${part}`).join('\n');
}

/** Writes, and waits where the other side is slow. */
export async function write(stream: Terminal['stdout'], text: string): Promise<void> {
  if (stream.write(text)) return;
  await new Promise<void>((resolve) => {
    stream.once('drain', resolve);
  });
}
