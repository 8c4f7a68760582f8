import type { FileSource } from '@pointbook/core/jobs';
import type { VerbDescription } from '@pointbook/core/plugin';
import type { Result, ResultAsync } from 'neverthrow';
import { newKey, valueOnce } from '../options/change-options.ts';
import type { LedgerContext } from '../cli-context.ts';
import { CliFailure, type Failure, failureOf, valueOf } from '../cli-failure.ts';
import { ledgerToChange } from '../ledger/dry-run.ts';
import type { Ledger } from '../ledger/plugins.ts';
import { write } from '../terminal.ts';
import { fieldsOf } from './verb-fields.ts';

/** What a verb is called with. */
export type VerbInput = Readonly<Record<string, unknown>>;

/** Calls a verb, and writes what it answers as JSON: each part of a stream on a line of its own. */
export async function callVerb(
  context: LedgerContext,
  verb: VerbDescription,
  given: VerbInput,
  { source, dryRun }: { readonly source?: FileSource | undefined; readonly dryRun?: true | undefined },
): Promise<void> {
  const { stdout } = context.terminal;
  const input = completed(context, verb, given, source);
  if (dryRun && verb.joins !== 'host')
    throw new CliFailure('usage', '--dry-run is for commands that are one commit, and send nothing.');
  const answered = bound(ledgerToChange(context, dryRun), verb)(input);
  if (verb.kind === 'stream') {
    for await (const part of answered as AsyncIterable<Result<unknown, Failure>>) {
      if (part.isErr()) throw failureOf(part.error);
      await write(stdout, `${JSON.stringify(part.value)}\n`);
    }
    return;
  }
  const result = await (answered as Result<unknown, Failure> | ResultAsync<unknown, Failure>);
  const key = input?.['idempotencyKey'];
  const answer = key === undefined ? valueOf(result) : valueOnce(result, `"idempotencyKey": ${JSON.stringify(key)}`);
  await write(stdout, `${JSON.stringify((await withPromisesKept(answer)) ?? null, null, 2)}\n`);
}

/** The verb on the ledger. */
function bound(pointbook: Ledger, { path }: VerbDescription): (input?: VerbInput) => unknown {
  let at: unknown = pointbook;
  for (const name of path) at = (at as Readonly<Record<string, unknown>>)[name];
  return at as (input?: VerbInput) => unknown;
}

/** The input with who does it, with an id for the command, and with the file, where the verb has a field for each. */
function completed(
  { settings: { actor } }: LedgerContext,
  verb: VerbDescription,
  given: VerbInput,
  source: FileSource | undefined,
): VerbInput | undefined {
  const fields = fieldsOf(verb);
  if (fields === null) return given;
  const names = Object.keys(fields);
  const [strange] = Object.keys(given);
  if (names.length === 0) {
    if (strange === undefined) return undefined;
    throw new CliFailure('invalid-command', `This verb has no input, so it has no "${strange}" either.`);
  }
  if (source !== undefined && !names.includes('source'))
    throw new CliFailure('usage', 'This verb reads no file: leave --source out.');
  return {
    ...(names.includes('actor') && (verb.writes || verb.sends) ? { actor } : {}),
    ...(names.includes('idempotencyKey') ? { idempotencyKey: newKey() } : {}),
    ...given,
    ...(source === undefined ? {} : { source }),
  };
}

/** An answer with what it promises for later: that is waited for, since the ledger is closed afterwards. */
async function withPromisesKept(answer: unknown): Promise<unknown> {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer) || answer instanceof Date) return answer;
  const entries = await Promise.all(Object.entries(answer).map(async ([name, value]) => [name, await value] as const));
  return Object.fromEntries(entries);
}
