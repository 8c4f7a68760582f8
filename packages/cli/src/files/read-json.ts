import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { CliFailure } from '../cli-failure.ts';
import type { Terminal } from '../terminal.ts';

/** What a JSON file holds, or stdin, which `-` stands for. */
export async function readJson(file: string, terminal: Pick<Terminal, 'stdin'>): Promise<unknown> {
  return jsonIn(file, await readText(file, terminal));
}

/** The text of a file, or of stdin, which `-` stands for. */
export async function readText(file: string, { stdin }: Pick<Terminal, 'stdin'>): Promise<string> {
  return file === '-' ? withoutMark(await text(stdin)) : readFile(file);
}

/** What a text holds in JSON; `from` names where it comes from. */
export function jsonIn(from: string, content: string): unknown {
  try {
    return JSON.parse(withoutMark(content)) as unknown;
  } catch (thrown) {
    throw new CliFailure('invalid-json', `${from} is not JSON: ${(thrown as Error).message}.`);
  }
}

/** The text of a file. */
export function readFile(file: string): string {
  try {
    return withoutMark(readFileSync(file, 'utf8'));
  } catch (thrown) {
    throw new CliFailure('file-unreadable', `${file} cannot be read: ${(thrown as Error).message}.`);
  }
}

/** Windows begins text with a mark of its bytes' order. */
function withoutMark(content: string): string {
  return content.replace(/^\uFEFF/, '');
}
