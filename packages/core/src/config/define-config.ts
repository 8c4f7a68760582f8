import type { AnyPlugin } from '../kernel/plugin.ts';
import type { Part } from '../program/parts/own-part.ts';
import type { CheckedProgram } from '../program/program.ts';
import type { ProgramDefinition } from '../program/program-definition.ts';
import { InvariantError } from '../values/invariant.ts';
import { checkOptionNames, type OptionNames } from '../values/option-names.ts';

/** What is told of a ledger in `pointbook.config.ts`, or in another file of this name. Anything may be left out. */
export interface PointbookConfig {
  /**
   * Where the ledger is: the name of a SQLite file, or a URL such as `postgres://pos@localhost/shop`. The command line
   * looks for a file in the folder of the configuration file.
   */
  readonly db?: string | undefined;
  /**
   * The schema of a ledger on PostgreSQL.
   *
   * @defaultValue 'pointbook'
   */
  readonly schema?: string | undefined;
  /**
   * What the names of the tables in a SQLite file begin with.
   *
   * @defaultValue 'pointbook_'
   */
  readonly tablePrefix?: string | undefined;
  /**
   * The rules: a definition, what `defineProgram` answered, or the name of a JSON file. The command line looks for that
   * file in the folder of the configuration file.
   *
   * @defaultValue 'pointbook.json'
   */
  readonly program?: CheckedProgram | ProgramDefinition<Part, Readonly<Record<string, object>>> | string | undefined;
  /** The shop's own conditions and earn kinds, for a program that is a definition or a file. */
  readonly parts?: readonly Part[] | undefined;
  /**
   * Capabilities beyond the ledger, such as `codes({ … })`. The command line adds those of core that are not among
   * them.
   */
  readonly plugins?: readonly AnyPlugin[] | undefined;
  /** Who acts on the command line; the user who is logged in, when left out. */
  readonly actor?: string | undefined;
}

/** A name that a configuration does not have. */
type Strange<Given> = { readonly [Name in Exclude<keyof Given, keyof PointbookConfig>]: never };

/**
 * Tells a till and the command line of a ledger. Export what it answers by default, from `pointbook.config.ts`.
 *
 * @remarks It answers what it was given. It does not open the ledger: make the store and `createPointbook` of it in the
 * till.
 *
 * @throws InvariantError for a name that a configuration does not have, or a value of another type.
 * @example
 * ```ts
 * import { codes } from '@pointbook/core/codes';
 * import { defineConfig } from '@pointbook/core/config';
 *
 * export default defineConfig({
 *   db: process.env.POINTBOOK_DB ?? 'points.db',
 *   program: { programId: 'warung', name: 'Warung Ayu', timeZone: 'Asia/Jakarta', currency: 'IDR', earn: { rules: [] } },
 *   plugins: [codes()],
 * });
 * ```
 */
export function defineConfig<const Given extends PointbookConfig>(config: Given & Strange<Given>): Given {
  checkOptionNames('The configuration', config, names);
  for (const [name, isRight] of Object.entries(checks)) {
    const value: unknown = config[name as keyof PointbookConfig];
    const wanted = value === undefined ? null : isRight(value);
    if (wanted !== null) throw new InvariantError(`\`${name}\` of the configuration must be ${wanted}.`);
  }
  return config;
}

const names: OptionNames<PointbookConfig> = {
  db: false,
  schema: false,
  tablePrefix: false,
  program: false,
  parts: false,
  plugins: false,
  actor: false,
};

/** What each value must be, where it is not that. */
const checks: Readonly<Record<keyof PointbookConfig, (value: unknown) => string | null>> = {
  db: textSuchAs('"points.db"'),
  schema: textSuchAs('"pointbook"'),
  tablePrefix: textSuchAs('"pointbook_"'),
  program: (value) =>
    isText(value) || isPlainObject(value)
      ? null
      : 'the definition of a program, or the name of a JSON file that has it',
  parts: (value) => (isListOf(value, 'kind') ? null : 'a list of parts, as definePart answers them'),
  plugins: (value) =>
    isListOf(value, 'verbs') ? null : 'a list of plugins, such as [codes()]: these are written in pointbook.config.ts',
  actor: textSuchAs('"back office"'),
};

function textSuchAs(example: string): (value: unknown) => string | null {
  return (value) => (isText(value) ? null : `a text, such as ${example}`);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOf(value: unknown, member: string): boolean {
  return Array.isArray(value) && value.every((each) => isPlainObject(each) && member in (each as object));
}
