import { userInfo } from 'node:os';
import { CliFailure } from '../cli-failure.ts';
import { withoutUndefined } from '../without-undefined.ts';
import type { Format } from '../output/printer.ts';
import type { Terminal } from '../terminal.ts';

/** The options that all commands have, as they were given. */
export interface GivenSettings {
  readonly db?: string;
  readonly schema?: string;
  readonly tablePrefix?: string;
  readonly program: string;
  readonly newProgram?: true;
  readonly actor?: string;
  readonly json?: true;
  readonly csv?: true;
}

/** Where a ledger is said to be. */
export interface Place {
  readonly db?: string;
  readonly schema?: string;
  readonly tablePrefix?: string;
}

/** The settings of all commands. */
export interface Settings {
  readonly place: Place;
  readonly programFile: string;
  /** Whether the program may be new in a database that has the ledgers of others. */
  readonly newProgram: boolean;
  readonly actor: string;
  readonly format: Format;
}

/** The settings, out of the options and the environment. */
export function settingsOf(given: GivenSettings, { env, stdout }: Pick<Terminal, 'env' | 'stdout'>): Settings {
  if (given.json && given.csv) throw new CliFailure('usage', 'Give --json or --csv, not both.');
  const elsewhere = stdout.isTTY ? 'table' : 'csv';
  return {
    place: withoutUndefined({
      db: (given.db ?? env['POINTBOOK_DB']) || undefined,
      schema: given.schema,
      tablePrefix: given.tablePrefix,
    }),
    programFile: given.program,
    newProgram: given.newProgram === true,
    actor: given.actor ?? (env['POINTBOOK_ACTOR'] || userName()),
    format: given.json ? 'json' : given.csv ? 'csv' : elsewhere,
  };
}

/** Who is logged in; a process may have no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'cli';
  }
}
