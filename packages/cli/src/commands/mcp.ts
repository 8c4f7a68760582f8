import type { Cli } from '../cli.ts';
import { type CliContext, withLedger } from '../cli-context.ts';
import { CliFailure } from '../cli-failure.ts';

/** `pointbook mcp`. */
export function addMcp(cli: Cli): void {
  cli
    .command(
      'mcp',
      'Serves the ledger to an agent that starts this command, by the Model Context Protocol over stdin and stdout. Each verb is a tool. It only reads, unless writes are allowed. It needs the package @pointbook/mcp.',
      ['pointbook mcp --db points.db', 'pointbook mcp --db points.db --allow-writes --actor agent-7'],
    )
    .option('--allow-writes', 'lets the agent write and send, in the name of --actor')
    .action(cli.alone(serve));
}

async function serve(context: CliContext, { allowWrites }: { readonly allowWrites?: true }): Promise<void> {
  const { terminal, settings } = context;
  const actor = settings.namedActor;
  if (allowWrites && actor === null)
    throw new CliFailure('usage', '--allow-writes needs --actor: in whose name does the agent write?');
  const { serveStdio } = await mcp();
  const { stdin, stdout, stderr } = terminal;
  const allowed = allowWrites && actor !== null ? { allowWrites: { actor } } : {};
  await withLedger(context, async ({ pointbook }) => serveStdio(pointbook, { stdin, stdout, stderr, ...allowed }));
}

const install = 'npm install @pointbook/mcp';

/** The protocol's SDK is large, and few need it: it is not installed with the command line. */
async function mcp() {
  try {
    import.meta.resolve('@pointbook/mcp');
  } catch {
    throw new CliFailure('mcp-missing', `Install @pointbook/mcp beside @pointbook/cli: ${install}.`);
  }
  try {
    return await import('@pointbook/mcp');
  } catch (thrown) {
    const { code, message } = thrown as NodeJS.ErrnoException;
    if (code !== 'ERR_MODULE_NOT_FOUND') throw thrown;
    const problem = `@pointbook/mcp is there, but not all that it needs: ${message}. Install it again: ${install}.`;
    throw new CliFailure('mcp-incomplete', problem);
  }
}
