import { Command, CommanderError } from 'commander';
import { CliFailure } from './cli-failure.ts';
import { addCommands } from './commands/add-commands.ts';
import { exitCodeHelp, exitCodes } from './exit-codes.ts';
import { version } from './version.ts';
import { columnsOf, paint, sentences, type Terminal } from './terminal.ts';

/** Runs one command line and answers its exit code. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { stdout, stderr } = terminal;
  // Who reads no further, such as `head`, has what was wanted.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.done);
    throw error;
  });
  const root = new Command('pointbook')
    .description('Gives, adjusts and redeems loyalty points in a ledger of your own.')
    .version(version)
    .option('--db <file or URL>', 'a SQLite file, or postgres://…; POINTBOOK_DB when left out')
    .option('--schema <name>', 'the schema of a ledger on PostgreSQL that is not in `pointbook`')
    .option('--table-prefix <text>', 'what the tables of a ledger in a file begin with, if not with `pointbook_`')
    .option('--program <file>', 'the rules of the program', 'pointbook.json')
    .option('--actor <name>', 'who does it; POINTBOOK_ACTOR, or else who is logged in')
    .option('--json', 'write data as JSON')
    .option('--csv', 'write data as CSV, as it is where stdout is no terminal')
    .configureHelp({
      showGlobalOptions: true,
      minWidthToWrap: 20,
      helpWidth: Math.min(columnsOf(stdout), 100),
      subcommandTerm: (command) => command.name(),
    })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
    })
    .exitOverride()
    .addHelpText('after', sentences(stdout, `\nEnds with:\n${endings}`));
  let exitCode: number = exitCodes.done;
  addCommands(root, terminal, (code) => {
    exitCode = code;
  });
  try {
    await root.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    return tell(thrown, terminal, argv.includes('--json'));
  }
}

const endings = exitCodeHelp.map(([code, words]) => `  ${code}  ${words}`).join('\n');

/** Says why a command ended. */
function tell(thrown: unknown, { stderr }: Terminal, asJson: boolean): number {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (!(thrown instanceof CliFailure)) {
    stderr.write(
      `${paint(stderr, 'red', 'This is a fault of pointbook:')} ${String((thrown as Error).stack ?? thrown)}\n`,
    );
    return exitCodes.bug;
  }
  const { kind, message, exitCode } = thrown;
  if (asJson) stderr.write(`${JSON.stringify({ error: { kind, message } })}\n`);
  else stderr.write(`${sentences(stderr, `${kind}: ${message}`).replace(kind, paint(stderr, 'red', kind))}\n`);
  return exitCode;
}
