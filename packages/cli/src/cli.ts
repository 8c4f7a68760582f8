import type { Command } from 'commander';
import { withLedger, type CliContext, type LedgerContext, openContext } from './cli-context.ts';
import type { ExitCode } from './exit-codes.ts';
import { findConfig } from './config/find-config.ts';
import { loadConfig } from './config/load-config.ts';
import { type GivenSettings, settingsOf } from './options/settings.ts';
import type { Terminal } from './terminal.ts';

/** What a command answers: nothing where it is done. */
export type Outcome = Promise<ExitCode | void>;

/** What commander calls. */
type Action<Args extends unknown[]> = (...given: [...Args, Command]) => Promise<void>;

/** Where commands are put. */
export interface Cli {
  /** A new command below another one, the root when left out; `examples` come at the end of its help. */
  command(usage: string, about: string, examples: readonly string[], below?: Command): Command;
  /** What a command does with a ledger; `Args` are its arguments, then its options. */
  onLedger<Args extends unknown[]>(body: (context: LedgerContext, ...args: Args) => Outcome): Action<Args>;
  /** What a command does without one. */
  alone<Args extends unknown[]>(body: (context: CliContext, ...args: Args) => Outcome): Action<Args>;
}

/** Puts commands below a root. */
export function cliOn(root: Command, terminal: Terminal, end: (code: ExitCode) => void): Cli {
  function alone<Args extends unknown[]>(body: (context: CliContext, ...args: Args) => Outcome): Action<Args> {
    return async (...given) => {
      const options = root.opts<GivenSettings & Record<string, unknown>>();
      const file = findConfig(options.config, terminal.cwd());
      const settings = settingsOf(options, terminal, file === null ? null : await loadConfig(file));
      const args = given.slice(0, -1) as Args;
      const code = await body(openContext(terminal, settings), ...args);
      if (code !== undefined) end(code);
    };
  }
  return {
    command: (usage, about, examples, below = root) =>
      below
        .command(usage)
        .description(about)
        .addHelpText('after', `\nExamples:\n${examples.map((line) => `  $ ${line}`).join('\n')}`),
    alone,
    onLedger: (body) => alone(async (context, ...args) => withLedger(context, async (ledger) => body(ledger, ...args))),
  };
}
