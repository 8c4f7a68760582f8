import { userInfo } from 'node:os';
import type { PointbookConfig } from '@pointbook/core/config';
import type { AnyPlugin } from '@pointbook/core/plugin';
import { CliFailure } from '../cli-failure.ts';
import type { Config } from '../config/load-config.ts';
import { withoutUndefined } from '../without-undefined.ts';
import { pluginsWith } from '../ledger/plugins.ts';
import type { Format } from '../output/printer.ts';
import type { ProgramSource } from '../ledger/program-file.ts';
import type { Terminal } from '../terminal.ts';

/** The options that all commands have, as they were given. */
export interface GivenSettings {
  readonly db?: string;
  readonly schema?: string;
  readonly tablePrefix?: string;
  readonly program?: string;
  readonly config?: string;
  readonly newProgram?: true;
  readonly actor?: string;
  readonly json?: true;
  readonly csv?: true;
}

/** Where a ledger is said to be. */
export interface StorePlace {
  readonly db?: string;
  readonly schema?: string;
  readonly tablePrefix?: string;
}

/** The settings of all commands. */
export interface Settings {
  readonly place: StorePlace;
  readonly program: ProgramSource;
  /** The shop's own parts of programs. */
  readonly parts: NonNullable<PointbookConfig['parts']>;
  /** The plugins of the ledger: those of the configuration, and those of core. */
  readonly plugins: readonly AnyPlugin[];
  /** Whether the program may be new in a database that has the ledgers of others. */
  readonly newProgram: boolean;
  readonly actor: string;
  /** The actor, where one was named; null where it is just the user who is logged in. */
  readonly namedActor: string | null;
  readonly format: Format;
}

/** The settings, out of the options, the environment, and the configuration file, in this order. */
export function settingsOf(
  given: GivenSettings,
  { env, stdout }: Pick<Terminal, 'env' | 'stdout'>,
  config: Config | null,
): Settings {
  if (given.json && given.csv) throw new CliFailure('usage', 'Give --json or --csv, not both.');
  const elsewhere = stdout.isTTY ? 'table' : 'csv';
  const namedActor = given.actor ?? (env['POINTBOOK_ACTOR'] || config?.actor || null);
  return {
    place: placeOf(given, env, config),
    program: programOf(given, config),
    parts: config?.parts ?? [],
    plugins: pluginsWith(config?.plugins),
    newProgram: given.newProgram === true,
    actor: namedActor ?? userName(),
    namedActor,
    format: given.json ? 'json' : given.csv ? 'csv' : elsewhere,
  };
}

/** What the configuration says of tables is for the database that it names, or for another of its sort. */
function placeOf(given: GivenSettings, env: Terminal['env'], config: Config | null): StorePlace {
  const db = (given.db ?? (env['POINTBOOK_DB'] || config?.db)) || undefined;
  const isPostgres = /^postgres(ql)?:/.test(db ?? '');
  return withoutUndefined({
    db,
    schema: given.schema ?? (isPostgres ? config?.schema : undefined),
    tablePrefix: given.tablePrefix ?? (isPostgres ? undefined : config?.tablePrefix),
  });
}

function programOf({ program: file }: GivenSettings, config: Config | null): ProgramSource {
  if (file !== undefined || config === null) return { file: file ?? 'pointbook.json' };
  const { program } = config;
  return typeof program === 'string' ? { file: program } : { file: config.file, definition: program };
}

/** Who is logged in; a process may have no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'cli';
  }
}
