import { existsSync, writeFileSync } from 'node:fs';
import { parseProgram, type ProgramDefinition } from '@pointbook/core';
import { CliFailure, valueOf } from '../cli-failure.ts';
import type { Cli } from '../cli.ts';
import type { CliContext } from '../cli-context.ts';
import { exitCodes } from '../exit-codes.ts';
import { databaseOf, migrateStore } from '../ledger/open-store.ts';
import { moneyOption } from '../options/read-options.ts';

interface Options {
  readonly name?: string;
  readonly id?: string;
  readonly currency?: string;
  readonly timeZone?: string;
  readonly earnPer: number;
  readonly worth: number;
}

/** `pointbook init`. */
export function addInit(cli: Cli): void {
  cli
    .command('init', 'Writes the rules of a program to pointbook.json. With --db, it makes the ledger too.', [
      'pointbook init --name "Warung Ayu" --currency IDR --db points.db',
      'pointbook init --name "Corner Shop" --currency GBP --time-zone Europe/London --earn-per 100 --worth 1',
    ])
    .option('--name <text>', 'the name of the program')
    .option('--id <text>', 'the id of the program in the database; made from the name when left out')
    .option('--currency <code>', 'an ISO 4217 code, such as IDR')
    .option('--time-zone <name>', "an IANA name, such as Asia/Jakarta; the machine's when left out")
    .addOption(moneyOption('--earn-per <money>', 'one point for each so much, in minor units').default(1000))
    .addOption(moneyOption('--worth <money>', 'what a point is worth, in minor units').default(10))
    .action(cli.alone(init));
}

async function init({ settings, talk }: CliContext, options: Options): Promise<void> {
  const { file: programFile, definition: configured } = settings.program;
  const database = settings.place.db === undefined ? null : databaseOf(settings.place);
  if (configured !== undefined)
    throw new CliFailure('program-exists', `${programFile} has the rules already: edit them there.`);
  if (existsSync(programFile)) throw exists(programFile);
  const name = options.name ?? (await asked('--name', 'Name of the program', 'Our Points'));
  const currency = options.currency ?? (await asked('--currency', 'Currency, as an ISO 4217 code', ''));
  const definition: ProgramDefinition = {
    programId: options.id ?? idOf(name),
    name,
    timeZone: options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    currency: currency.toUpperCase(),
    earn: { rules: [{ ruleId: 'base', earn: { per: 'amount', points: 1, of: options.earnPer } }] },
    redeem: { rate: { points: 1, money: options.worth } },
  };
  valueOf(parseProgram(definition));
  if (database !== null) await migrateStore(database, settings.plugins);
  writeNew(programFile, `${JSON.stringify(definition, null, 2)}\n`);
  talk.say(`${programFile} has the rules: one point for ${options.earnPer}, worth ${options.worth}, in minor units.`);
  talk.say(`Days are those of the time zone ${definition.timeZone}.`);
  if (database === null) talk.say('Next: `pointbook migrate --db points.db` makes the ledger.');
  else talk.say('The ledger is made. Next: `pointbook member add C-1 --name Ayu`.');

  async function asked(option: string, question: string, usual: string): Promise<string> {
    if (talk.canAsk) return talk.ask(question, usual);
    throw new CliFailure('usage', `There is no terminal to ask on: give ${option}.`);
  }
}

function idOf(name: string): string {
  const id = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return id === '' ? 'program' : id;
}

/** Never over a file that is there. */
function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') throw exists(file);
    throw new CliFailure(
      'file-unwritable',
      `${file} cannot be written: ${(thrown as Error).message}.`,
      exitCodes.store,
    );
  }
}

function exists(file: string): CliFailure {
  return new CliFailure('program-exists', `${file} is there already: edit it, or name another one with --program.`);
}
