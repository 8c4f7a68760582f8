import { type StoredProgram, storedForm } from '@pointbook/core/plugin';
import { nothingToLoad, nothingToStore, storedVersion } from '@pointbook/core/store';
import type { Cli } from '../cli.ts';
import type { LedgerContext } from '../cli-context.ts';
import { CliFailure, valueOf } from '../cli-failure.ts';
import { exitCodes } from '../exit-codes.ts';
import { programChanges } from '../ledger/program-changes.ts';
import { rowsOfList } from '../output/rows.ts';
import { write } from '../terminal.ts';

/** `pointbook program`. */
export function addProgram(cli: Cli): void {
  const program = cli.command(
    'program',
    'Shows the rules of the program, and the versions of them that the ledger has.',
    ['pointbook program diff', 'pointbook program list'],
  );
  cli
    .command(
      'show [version]',
      'Writes the rules in JSON: those of the file, or a version that the ledger has.',
      ['pointbook program show', 'pointbook program show v-1a2b3c'],
      program,
    )
    .action(cli.onLedger(show));
  cli
    .command('list', 'Lists the versions of the rules that the ledger has.', ['pointbook program list'], program)
    .action(cli.onLedger(list));
  cli
    .command(
      'publish',
      'Stores the rules of the file as a version in the ledger, which otherwise the first sale by them does. Sales of before keep their rules.',
      ['pointbook program publish'],
      program,
    )
    .action(cli.onLedger(publish));
  cli
    .command(
      'diff [from] [to]',
      'Lists what differs between two versions: from that of the newest entry to that of the file, when they are left out.',
      ['pointbook program diff', 'pointbook program diff v-1a2b3c', 'pointbook program diff v-1a2b3c v-4d5e6f'],
      program,
    )
    .action(cli.onLedger(diff));
}

async function show(context: LedgerContext, version: string | undefined): Promise<void> {
  const { terminal, program } = context;
  const rules = version === undefined ? storedForm(program) : await versionNamed(context, version);
  await write(terminal.stdout, `${JSON.stringify(rules, null, 2)}\n`);
}

async function list(context: LedgerContext): Promise<void> {
  const { print, program } = context;
  const newest = await versionInUse(context);
  const rows = (await versionsOf(context)).map(({ version, ...rules }) => ({
    version,
    name: 'name' in rules ? String(rules.name) : null,
    ofFile: version === program.version,
    ofNewestEntry: version === newest,
  }));
  await print.many(rowsOfList(rows), { columns: ['version', 'name', 'ofFile', 'ofNewestEntry'] });
}

async function publish({ pointbook, store, program, talk, print }: LedgerContext): Promise<void> {
  // Whether the ledger can be kept by these rules is asked before anything is stored.
  valueOf(await pointbook.open());
  const { programId, version } = program;
  const isNew = valueOf(
    await store.transact(programId, { ...nothingToLoad, versions: [version] }, ({ versions }) =>
      versions.length > 0
        ? { changes: nothingToStore, value: false }
        : { changes: { ...nothingToStore, versions: [storedVersion(storedForm(program))] }, value: true },
    ),
  );
  await print.one({ version, isNew }, ['version', 'isNew']);
  talk.say(isNew ? 'The ledger has these rules now.' : 'The ledger had these rules before; nothing was changed now.');
}

async function diff(context: LedgerContext, from: string | undefined, to: string | undefined): Promise<void> {
  const { print, program, talk } = context;
  const before = from ?? (await versionInUse(context));
  if (before === null)
    throw new CliFailure(
      'no-version',
      'The ledger has no entry yet: name a version. `pointbook program list` lists them.',
      exitCodes.refused,
    );
  const old = await versionNamed(context, before);
  const now = to === undefined ? storedForm(program) : await versionNamed(context, to);
  const changes = programChanges(old, now);
  if (changes.length === 0) talk.say(`${old.version} has the same rules.`);
  await print.many(rowsOfList(changes), { columns: ['path', 'before', 'after'], limit: 1000 });
}

async function versionsOf({ pointbook }: LedgerContext): Promise<readonly StoredProgram[]> {
  const versions = valueOf(await pointbook.ports.reads.versions());
  return versions.toSorted((a, b) => (a.version < b.version ? -1 : 1));
}

/** A version by its name, or by the beginning of it. */
async function versionNamed(context: LedgerContext, name: string): Promise<StoredProgram> {
  const [found, other] = (await versionsOf(context)).filter(({ version }) => version.startsWith(name));
  if (found !== undefined && other === undefined) return found;
  const what = found === undefined ? 'no version' : 'several versions';
  throw new CliFailure(
    'unknown-version',
    `The ledger has ${what} ${JSON.stringify(name)}: \`pointbook program list\` lists them.`,
    exitCodes.refused,
  );
}

/** The rules by which the newest entry was written; null where there is none. */
async function versionInUse({ pointbook }: LedgerContext): Promise<string | null> {
  const [entry] = valueOf(await pointbook.ports.reads.findEntries({}, null, 1));
  return entry?.programVersion ?? null;
}
