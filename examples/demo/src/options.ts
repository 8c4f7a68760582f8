import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { err, ok, Result } from 'neverthrow';
import type { Failure } from './failure.ts';

export interface Options {
  /** The name of the ledger's file. */
  readonly file: string;
  /** Whether to begin with a new file: only ever instead of the demo's own. */
  readonly fresh: boolean;
}

/** The file that the demo keeps, as seen from where it was started. */
export const ownFile = relative('', fileURLToPath(new URL('../pointbook-demo.db', import.meta.url)));

/** Reads the command line. */
export function readOptions(args: readonly string[]): Result<Options, Failure> {
  return parse(args).andThen(({ values: { db: file, fresh } }) => {
    // A ledger in memory would be gone when the demo opens it again.
    if (file === '' || file === ':memory:') return err(invalidOption('--db needs the name of a file'));
    if (fresh && file !== ownFile) return err(invalidOption('--fresh deletes no file but the one that the demo keeps'));
    return ok({ file, fresh });
  });
}

const parse = Result.fromThrowable(
  (args: readonly string[]) =>
    parseArgs({
      args: [...args],
      options: { db: { type: 'string', default: ownFile }, fresh: { type: 'boolean', default: false } },
    }),
  (thrown) => invalidOption((thrown as Error).message.split(/[.\n]/, 1).join('')),
);

function invalidOption(problem: string): Failure {
  return { kind: 'invalid-option', message: `${problem}. Use --fresh, or --db FILE, or neither.` };
}
