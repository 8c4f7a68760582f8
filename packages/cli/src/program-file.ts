import { readFileSync } from 'node:fs';
import { parseProgram, type Program } from '@pointbook/core';
import { CliFailure, valueOf } from './cli-failure.ts';

/** The program of a ledger, as its file has it. */
export function readProgram(file: string): Program {
  return valueOf(
    parseProgram(readJson(file)).mapErr(({ kind, message }) => ({ kind, message: `${file}: ${message}` })),
  );
}

/** What a JSON file holds. */
export function readJson(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text) as unknown;
  } catch (thrown) {
    throw new CliFailure('invalid-json', `${file} is not JSON: ${(thrown as Error).message}.`);
  }
}

/** The text of a file, or of stdin, which `-` stands for. */
export function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\uFEFF/, '');
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT' && file === 'pointbook.json') {
      const message = 'There is no pointbook.json here: make one with `pointbook init`, or name one with --program.';
      throw new CliFailure('no-program', message);
    }
    throw new CliFailure('file-unreadable', `${file} cannot be read: ${(thrown as Error).message}.`);
  }
}
