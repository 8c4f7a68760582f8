import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { parseProgram, type Program } from '@pointbook/core';
import { CliFailure, valueOf } from '../cli-failure.ts';
import { plugins } from './plugins.ts';
import type { Terminal } from '../terminal.ts';

/** The program of a ledger, as its file has it. */
export function readProgram(file: string): Program {
  return valueOf(
    parseProgram(jsonIn(file, readFile(file)), { plugins }).mapErr(({ kind, message }) => ({
      kind,
      message: `${file}: ${message}`,
    })),
  );
}

/** What a JSON file holds, or stdin, which `-` stands for. */
export async function readJson(file: string, terminal: Pick<Terminal, 'stdin'>): Promise<unknown> {
  return jsonIn(file, await readText(file, terminal));
}

/** The text of a file, or of stdin, which `-` stands for. */
export async function readText(file: string, { stdin }: Pick<Terminal, 'stdin'>): Promise<string> {
  return file === '-' ? withoutMark(await text(stdin)) : readFile(file);
}

function jsonIn(file: string, content: string): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch (thrown) {
    throw new CliFailure('invalid-json', `${file} is not JSON: ${(thrown as Error).message}.`);
  }
}

function readFile(file: string): string {
  try {
    return withoutMark(readFileSync(file, 'utf8'));
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT' && file === 'pointbook.json') {
      const message = 'There is no pointbook.json here: make one with `pointbook init`, or name one with --program.';
      throw new CliFailure('no-program', message);
    }
    throw new CliFailure('file-unreadable', `${file} cannot be read: ${(thrown as Error).message}.`);
  }
}

/** Windows begins text with a mark of its bytes' order. */
function withoutMark(content: string): string {
  return content.replace(/^\uFEFF/, '');
}
