import { createInterface } from 'node:readline/promises';
import { CliFailure } from '../cli-failure.ts';
import { exitCodes } from '../exit-codes.ts';
import { paint, sentences, type Terminal } from '../terminal.ts';

/** What a command says beside its data: on stderr, so that stdout can be piped. */
export interface Talk {
  /** A sentence. */
  say(text: string): void;
  /** A sentence about what to look at. */
  warn(text: string): void;
  /** Asks for a yes. Without a terminal, only `--yes` counts as one. */
  confirm(question: string, saidYes: boolean): Promise<void>;
  /** Asks for a text; the default where just Enter is pressed. */
  ask(question: string, usual: string): Promise<string>;
  readonly canAsk: boolean;
}

/** Opens the talk with the person at the terminal. */
export function openTalk({ stdin, stderr }: Terminal): Talk {
  const canAsk = stdin.isTTY && stderr.isTTY;
  const line = (text: string) => void stderr.write(`${text}\n`);
  const question = async (text: string): Promise<string> => {
    const reader = createInterface({ input: stdin, output: stderr });
    try {
      return await new Promise((resolve, reject) => {
        const stop = () => {
          stderr.write('\n');
          reject(new CliFailure('stopped', 'Nothing was done.', exitCodes.stopped));
        };
        reader.once('SIGINT', stop).once('close', stop);
        reader.question(text).then(resolve, reject);
      });
    } finally {
      // Closing the reader here is no Ctrl-C.
      reader.removeAllListeners('close').close();
    }
  };
  return {
    canAsk,
    say: (text) => line(sentences(stderr, text)),
    warn: (text) => line(paint(stderr, 'yellow', sentences(stderr, text))),
    confirm: async (text, saidYes) => {
      if (saidYes) return;
      if (!canAsk) throw new CliFailure('not-confirmed', `${text} There is no terminal to ask on: confirm with --yes.`);
      const answer = await question(`${paint(stderr, 'bold', text)} [y/N] `);
      if (!/^(y|yes)$/i.test(answer.trim())) throw new CliFailure('not-confirmed', 'Nothing was done.');
    },
    ask: async (text, usual) => {
      const answer = await question(`${text}${usual === '' ? '' : ` (${usual})`}: `);
      return answer.trim() || usual;
    },
  };
}
