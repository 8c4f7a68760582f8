import { createInterface } from 'node:readline/promises';
import { codeIn } from './mail-server.ts';
import type { Cast } from './story.ts';

/** Whoever reads the code out of the mail. */
export interface CodeReader extends Pick<Cast, 'readCode'> {
  close(): void;
}

/** Asks at the terminal. An empty line, or the end of the input, is no code. */
export function cashier(): CodeReader {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const ended = new AbortController();
  terminal.once('close', () => ended.abort());
  return {
    readCode: async () => {
      const answer = terminal.question('Code (empty: give up): ', { signal: ended.signal });
      return (await answer.catch(() => '')).trim() || null;
    },
    close: () => terminal.close(),
  };
}

/** Reads the mail by itself: at first with the last digit wrong, as people do. */
export function machine(): CodeReader {
  let tries = 0;
  return {
    readCode: async (mail) => {
      tries += 1;
      const code = codeIn(mail);
      return tries > 1 ? code : `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`;
    },
    close: () => {},
  };
}
