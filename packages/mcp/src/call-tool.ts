import type { Pointbook } from '@pointbook/core';
import type { VerbTool } from './tools.ts';

/** Rows of a report that one answer has at most: more would fill the memory of an agent. */
const maxRows = 500;

type Input = Readonly<Record<string, unknown>>;
type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** What a tool answers. */
export interface Answer {
  readonly isError?: true;
  readonly content: { readonly type: 'text'; readonly text: string }[];
  readonly [key: string]: unknown;
}

/** Calls the verb of a tool, in the name of who allowed it. */
export async function callTool(
  pointbook: Pick<Pointbook, 'plugins'>,
  { verb, isActed, isCalledBare }: VerbTool,
  input: Input,
  actor: string | null,
): Promise<Answer> {
  if (isActed && Object.hasOwn(input, 'actor'))
    return refused({
      kind: 'invalid-command',
      field: 'actor',
      message: 'The actor is who started the server: leave it out.',
    });
  let method: unknown = pointbook;
  for (const name of verb.path) method = (method as Input)[name];
  const call = method as (given?: Input) => unknown;
  const called = isCalledBare ? call() : call(isActed ? { ...input, actor } : input);
  if (verb.kind === 'stream') return rowsOf(called as AsyncIterable<Outcome>);
  const outcome = (await called) as Outcome;
  return 'error' in outcome ? refused(outcome.error) : answer(outcome.value ?? null);
}

async function rowsOf(parts: AsyncIterable<Outcome>): Promise<Answer> {
  const rows: unknown[] = [];
  for await (const part of parts) {
    if ('error' in part) return refused(part.error);
    if (rows.length === maxRows) return answer({ rows, more: true });
    rows.push(part.value);
  }
  return answer({ rows, more: false });
}

function answer(value: unknown): Answer {
  return { content: [{ type: 'text', text: JSON.stringify(value) }] };
}

/** An error as the ledger tells it, but for the driver's own. */
function refused(error: unknown): Answer {
  const { cause, ...shown } = error as Input;
  const isOfDriver = cause instanceof Error;
  return { ...answer(isOfDriver || cause === undefined ? shown : { ...shown, cause }), isError: true };
}
