import { Command, CommanderError } from 'commander';
import { CliFailure } from './cli-failure.ts';
import { addCommands } from './commands/add-commands.ts';
import { exitCodeHelp, exitCodes } from './exit-codes.ts';
import { version } from './version.ts';
import { columnsOf, paint, sentences, type Terminal } from './terminal.ts';

/** Runs one command line and answers its exit code. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { stdout, stderr } = terminal;
  let asJson = argv.includes('--json');
  stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    // A reader that stops, such as `head`, has what it wanted.
    if (code === 'EPIPE') process.exit(exitCodes.done);
    const failure = new CliFailure('output-unwritable', `stdout cannot be written: ${message}.`, exitCodes.store);
    process.exit(tell(failure, terminal, asJson));
  });
  // That nobody listens is no reason to leave work half done.
  stderr.on('error', () => undefined);
  const root = new Command('pointbook')
    .description('Gives, adjusts and redeems loyalty points in a ledger of your own.')
    .version(version)
    .option('--db <file or URL>', 'a SQLite file, or postgres://…; POINTBOOK_DB when left out')
    .option('--schema <name>', 'the schema of a ledger on PostgreSQL; `pointbook` when left out')
    .option(
      '--table-prefix <text>',
      'what the names of the tables in a SQLite file begin with; `pointbook_` when left out',
    )
    .option('--program <file>', 'the rules of the program; pointbook.json when left out')
    .option(
      '--config <file>',
      'where the ledger is, its rules and its plugins; the next pointbook.config.ts, .mts, .js, .mjs or .json upward from here when left out',
    )
    .option('--new-program', 'begins the ledger of a program in a database that has those of others')
    .option('--actor <name>', 'who does it; by default POINTBOOK_ACTOR, or else the user who is logged in')
    .option('--json', 'write data as JSON')
    .option('--csv', 'write data as CSV; the default where stdout is no terminal')
    .configureHelp({
      showGlobalOptions: true,
      minWidthToWrap: 20,
      helpWidth: Math.min(columnsOf(stdout), 100),
      subcommandTerm: (command) => command.name(),
    })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => asJson || stderr.write(text),
    })
    .exitOverride()
    .addHelpText('after', sentences(stdout, `\nEnds with:\n${endings}`));
  root.hook('preSubcommand', (_, command) => {
    asJson ||= speakJson.includes(command.name());
  });
  let exitCode: number = exitCodes.done;
  addCommands(root, terminal, (code) => {
    exitCode = code;
  });
  try {
    await root.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    return tell(thrown, terminal, asJson);
  }
}

/** Commands that take and answer JSON, so that their errors are JSON, too. */
const speakJson: readonly string[] = ['call'];

const endings = exitCodeHelp.map(([code, words]) => `${String(code).padStart(5)}  ${words}`).join('\n');

/** Says why a command ended. */
function tell(thrown: unknown, { stderr }: Terminal, asJson: boolean): number {
  const failure = failureOf(thrown);
  if (failure === null) return exitCodes.done;
  const { kind, message, exitCode, fields } = failure;
  if (asJson) stderr.write(`${JSON.stringify({ error: { kind, message, ...fields } })}\n`);
  // Commander has said it.
  else if (!(thrown instanceof CommanderError))
    stderr.write(`${sentences(stderr, `${kind}: ${message}`).replace(kind, paint(stderr, 'red', kind))}\n`);
  return exitCode;
}

/** What was thrown, as the end of a command; null where just help was asked for. */
function failureOf(thrown: unknown): CliFailure | null {
  if (thrown instanceof CliFailure) return thrown;
  if (!(thrown instanceof CommanderError))
    return new CliFailure('pointbook-fault', String((thrown as Error).stack ?? thrown), exitCodes.bug);
  if (thrown.exitCode === 0) return null;
  const isNoCommand = thrown.code === 'commander.help';
  const message = isNoCommand ? 'Name a command: --help lists them.' : thrown.message.replace(/^error: /, '');
  return new CliFailure('usage', message);
}
