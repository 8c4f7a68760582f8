import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineConfig, type PointbookConfig } from '@pointbook/core/config';
import { CliFailure } from '../cli-failure.ts';
import { jsonIn, readFile } from '../files/read-json.ts';

/** A configuration and where it is written; names of files in it are absolute. */
export interface Config extends PointbookConfig {
  readonly file: string;
  readonly program: NonNullable<PointbookConfig['program']>;
}

/** Reads a configuration file. What is wrong with it ends the command. */
export async function loadConfig(file: string, canStripTypes = Boolean(process.features.typescript)): Promise<Config> {
  const written = file.endsWith('.json') ? jsonIn(file, readFile(file)) : await exported(file, canStripTypes);
  const config = checked(file, written);
  const { db, program = 'pointbook.json' } = config;
  const folder = dirname(file);
  return {
    ...config,
    ...(db === undefined || isUrl(db) ? {} : { db: resolve(folder, db) }),
    program: typeof program === 'string' ? resolve(folder, program) : program,
    file,
  };
}

/** What the file exports by default. */
async function exported(file: string, canStripTypes: boolean): Promise<unknown> {
  if (/\.m?ts$/.test(file) && !canStripTypes)
    throw new CliFailure(
      'config-needs-types',
      `${file} is in TypeScript, which this Node (${process.versions.node}) does not run: use Node 22.18 or later, or write the file as .mjs or .json.`,
    );
  try {
    const { default: value } = (await import(pathToFileURL(file).href)) as { readonly default?: unknown };
    if (value !== undefined) return value;
  } catch (thrown) {
    const { message } = Object(thrown) as { readonly message?: unknown };
    throw new CliFailure('config-unreadable', `${file} cannot be loaded: ${String(message ?? thrown)}`);
  }
  throw new CliFailure(
    'invalid-config',
    `${file} exports nothing by default: write \`export default defineConfig({ … })\`.`,
  );
}

function checked(file: string, written: unknown): PointbookConfig {
  if (typeof written !== 'object' || written === null || Array.isArray(written))
    throw new CliFailure('invalid-config', `${file} must hold an object, such as { "db": "points.db" }.`);
  try {
    return defineConfig<PointbookConfig>(written);
  } catch (thrown) {
    throw new CliFailure('invalid-config', `${file}: ${(thrown as Error).message}`);
  }
}

/** Whether a database is no file. */
function isUrl(db: string): boolean {
  return db === ':memory:' || /^[a-z][a-z0-9+.-]+:\/\//i.test(db);
}
