import { text } from 'node:stream/consumers';
import type { Terminal } from '../terminal.ts';

/** After how long somebody wonders what a command waits for. */
const usualPatienceMs = 2000;

/**
 * Reads stdin to its end. While it waits it says on stderr what for: a person at once, and a program that leaves stdin
 * open soon.
 */
export async function readStdin(
  { stdin, stderr }: Pick<Terminal, 'stdin' | 'stderr'>,
  what: string,
  patienceMs = usualPatienceMs,
): Promise<string> {
  const hint = stdin.isTTY ? 'Write it, and end it with Ctrl-D.' : 'To give none, end it: < /dev/null.';
  const say = (): void => void stderr.write(`Waits for ${what} on stdin. ${hint}\n`);
  const timer = stdin.isTTY ? undefined : setTimeout(say, patienceMs);
  if (stdin.isTTY) say();
  stdin.once('data', () => clearTimeout(timer));
  try {
    return await text(stdin);
  } finally {
    clearTimeout(timer);
  }
}
