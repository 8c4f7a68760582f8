import type { VerbDescription } from '@pointbook/core/plugin';
import type { CliContext } from '../cli-context.ts';
import { CliFailure } from '../cli-failure.ts';
import { openPrinter } from '../output/printer.ts';
import { rowsOfList } from '../output/rows.ts';
import { paint, sentences, write } from '../terminal.ts';
import { fieldRows, fieldsOf, schemaOf } from './verb-fields.ts';

/** The name by which a verb is called: `saveInvoice`, `jobs.startBulk`. */
function nameOf({ path }: VerbDescription): string {
  return path.join('.');
}

/** The verb of a name. */
export function verbNamed(verbs: readonly VerbDescription[], name: string): VerbDescription {
  const found = verbs.find((verb) => nameOf(verb) === name);
  if (found !== undefined) return found;
  const wanted = name.toLowerCase();
  const alike = verbs.map(nameOf).filter((each) => each.toLowerCase().split('.').at(-1) === wanted.split('.').at(-1));
  const meant = alike.length === 0 ? '`pointbook call --list` lists all' : `did you mean ${alike.join(' or ')}?`;
  throw new CliFailure('unknown-verb', `There is no verb ${JSON.stringify(name)}: ${meant}.`.replace('?.', '?'));
}

/** Lists verbs, each with its input. */
export async function listVerbs(context: CliContext, verbs: readonly VerbDescription[]): Promise<void> {
  const { terminal, settings, talk } = context;
  const rows = verbs.map((verb) => ({ verb: nameOf(verb), does: doesOf(verb), input: inputOf(verb) }));
  if (settings.format !== 'table') {
    const print = openPrinter(terminal, talk, settings.format, 'UTC');
    return print.many(rowsOfList(rows), { columns: ['verb', 'does', 'input'] });
  }
  const { stdout } = terminal;
  for (const { verb, does, input } of rows)
    await write(stdout, `${paint(stdout, 'bold', verb)}  ${does}\n${sentences(stdout, `    ${input}`)}\n`);
  talk.say('What stands in brackets may be left out. `pointbook call <verb> --list` lists the fields of one.');
}

/** Lists the fields of a verb's input; as JSON, its JSON Schema. */
export async function describeVerb(context: CliContext, verb: VerbDescription): Promise<void> {
  const { terminal, settings, talk } = context;
  const schema = schemaOf(verb);
  const { kind, writes, sends, joins, failures, route } = verb;
  if (settings.format === 'json') {
    const described = { verb: nameOf(verb), kind, writes, sends, joins, route, failures, input: schema };
    return write(terminal.stdout, `${JSON.stringify(described, null, 2)}\n`);
  }
  if (schema === null) return talk.say(`${nameOf(verb)} ${doesOf(verb)}. Its plugin does not tell its fields.`);
  const print = openPrinter(terminal, talk, settings.format, 'UTC');
  await print.many(rowsOfList(fieldRows(schema)), { columns: ['field', 'needed', 'type', 'limits'], limit: 1000 });
  talk.say(`${nameOf(verb)} ${doesOf(verb)}.`);
}

function doesOf({ kind, writes, sends }: VerbDescription): string {
  const does = writes && sends ? 'writes and sends' : writes ? 'writes' : sends ? 'sends' : 'reads';
  return kind === 'stream' ? `${does}, in parts` : does;
}

/** The names of the fields, those in brackets that may be left out. */
function inputOf(verb: VerbDescription): string {
  const fields = fieldsOf(verb);
  if (fields === null) return '…';
  const { required = [] } = schemaOf(verb) ?? {};
  const names = Object.keys(fields);
  const optional = names.filter((name) => !required.includes(name)).map((name) => `[${name}]`);
  return [...names.filter((name) => required.includes(name)), ...optional].join(' ') || 'no input';
}
