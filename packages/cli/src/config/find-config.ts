import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CliFailure } from '../cli-failure.ts';

/** The names that a configuration file may have. */
const configNames: readonly string[] = ['ts', 'mts', 'js', 'mjs', 'json'].map((end) => `pointbook.config.${end}`);

/** The configuration file that is named, or the next one upward from a folder; null where there is none. */
export function findConfig(given: string | undefined, cwd: string): string | null {
  if (given !== undefined) {
    const file = resolve(cwd, given);
    if (existsSync(file)) return file;
    throw new CliFailure('no-config', `There is no configuration file ${given}.`);
  }
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const [found, other] = configNames.filter((name) => existsSync(join(folder, name)));
    if (other !== undefined)
      throw new CliFailure('invalid-config', `${folder} has ${found} and ${other}: keep one of them.`);
    if (found !== undefined) return join(folder, found);
    if (dirname(folder) === folder) return null;
  }
}
