import { type VerbDescription, verbsOf } from '@pointbook/core/plugin';
import { callVerb, type VerbInput } from '../calling/call-verb.ts';
import { describeVerb, listVerbs, verbNamed } from '../calling/list-verbs.ts';
import { schemaOf } from '../calling/verb-fields.ts';
import type { Cli } from '../cli.ts';
import { type CliContext, withLedger } from '../cli-context.ts';
import { CliFailure } from '../cli-failure.ts';
import { dryRunOption } from '../ledger/dry-run.ts';
import { jsonIn } from '../files/read-json.ts';
import { readStdin } from '../files/read-stdin.ts';
import { sourceOf } from '../files/source-of.ts';
import type { Terminal } from '../terminal.ts';

interface Options {
  readonly list?: true;
  readonly source?: string;
  readonly dryRun?: true;
}

/** `pointbook call`. */
export function addCall(cli: Cli): void {
  cli
    .command(
      'call [verb] [input]',
      'Calls any verb of the ledger or of a plugin. Input and answer are JSON; what comes in parts is a line of JSON for each. Errors are JSON, too.',
      [
        'pointbook call --list',
        'pointbook call --list claimInvoice',
        `pointbook call getInvoice '{"invoiceId":"INV-1"}'`,
        'cat claim.json | pointbook call claimInvoice',
        'pointbook call reports.status',
      ],
    )
    .option('--list', 'list all verbs with their inputs, or the fields of the verb that is named')
    .option('--source <file>', 'the file, for the verbs that read one')
    .option(...dryRunOption)
    .action(cli.alone(call));
}

async function call(
  context: CliContext,
  name: string | undefined,
  input: string | undefined,
  { list, source, dryRun }: Options,
): Promise<void> {
  const verbs = verbsOf(context.settings.plugins);
  if (list) return name === undefined ? listVerbs(context, verbs) : describeVerb(context, verbNamed(verbs, name));
  if (name === undefined) throw new CliFailure('usage', 'Name a verb: `pointbook call --list` lists them.');
  const verb = verbNamed(verbs, name);
  const given = await inputFor(verb, input, context.terminal);
  await withLedger(context, async (ledger) =>
    callVerb(ledger, verb, given, { source: source === undefined ? undefined : sourceOf(source), dryRun }),
  );
}

/** The input as it is given, or as it comes by stdin where that is no terminal. */
async function inputFor(verb: VerbDescription, input: string | undefined, terminal: Terminal): Promise<VerbInput> {
  const isPiped = input === '-' || (input === undefined && !terminal.stdin.isTTY);
  const given = isPiped ? await readStdin(terminal, 'the input, a JSON object,') : (input ?? '');
  if (given.trim() !== '') {
    const value = jsonIn(isPiped ? 'stdin' : 'The input', given);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as VerbInput;
    throw new CliFailure('usage', `The input of a verb is a JSON object, such as {"memberId":"C-17"}.`);
  }
  const needed = (schemaOf(verb)?.required ?? []).filter((field) => !filledIn.includes(field));
  if (needed.length === 0) return {};
  throw new CliFailure(
    'usage',
    `The verb needs ${needed.join(', ')}: give its input as JSON, after its name or by stdin. \`pointbook call --list ${verb.path.join('.')}\` lists all fields.`,
  );
}

/** Fields that are given by the options of the command line where the input leaves them out. */
const filledIn: readonly string[] = ['actor', 'idempotencyKey', 'source'];
