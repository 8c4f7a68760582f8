import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { parseProgram, type Program, type ProgramOptions } from '@pointbook/core';
import { CliFailure, failureOf } from '../cli-failure.ts';
import { jsonIn, readFile } from '../files/read-json.ts';

/** Where the rules of a program are written. */
export interface ProgramSource {
  /** The file that has them. */
  readonly file: string;
  /** The rules themselves, where a configuration file has them. */
  readonly definition?: unknown;
}

/** The program of a ledger, as it is written, with the parts and plugins that it may name. */
export function readProgram({
  program,
  parts,
  plugins,
}: ProgramOptions & { readonly program: ProgramSource }): Program {
  const { file, definition = jsonIn(file, readRules(file)) } = program;
  const read = parseProgram(definition, { parts, plugins });
  if (read.isOk()) return read.value;
  const failure = failureOf(read.error);
  throw failure.saying(`${file}: ${failure.message}`);
}

function readRules(file: string): string {
  if (basename(file) === 'pointbook.json' && !existsSync(file)) {
    const where = file === 'pointbook.json' ? 'here' : `at ${file}`;
    const message = `There is no pointbook.json ${where}: make one with \`pointbook init\`, or name one with --program.`;
    throw new CliFailure('no-program', message);
  }
  return readFile(file);
}
