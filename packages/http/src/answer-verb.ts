import type { Pointbook } from '@pointbook/core';
import { err, type Result } from 'neverthrow';
import { preferred } from './answering/accept.ts';
import { type Authorize, authorizeInput } from './authorizing/authorize.ts';
import type { EventPace } from './options/event-pace.ts';
import type { KeptFile } from './reading/kept-file.ts';
import type { Limits } from './options/limits.ts';
import { linkParameter } from './authorizing/member-links.ts';
import type { Problem } from './problems/problems.ts';
import { type Input, isFile, readRequest } from './reading/read-request.ts';
import { receiveFile } from './reading/receive-file.ts';
import { representationsOf } from './answering/representations.ts';
import { requestProblem } from './problems/request-problems.ts';
import type { VerbRoute } from './routing/verb-routes.ts';

/** What requests to verbs are answered with. */
export interface VerbContext {
  readonly pointbook: Pointbook;
  readonly authorize: Authorize;
  readonly limits: Limits;
  /** Where files are kept; the system's folder for temporary files when undefined. */
  readonly fileFolder: string | undefined;
  readonly events: EventPace;
  /** How the log names the request. */
  readonly id: string;
  /** Tells the time, in milliseconds since 1970. */
  now(): number;
  /** Tells the log of a failure that the client cannot be told any more. */
  fail(cause: unknown): void;
}

/** Reads a request, has it authorised, calls its verb, and answers in the form that is asked for. */
export async function answerVerb(
  { pointbook, authorize, limits, fileFolder, events, id, now, fail }: VerbContext,
  request: Request,
  url: URL,
  route: VerbRoute,
  values: Readonly<Record<string, string>>,
): Promise<Result<Response, Problem>> {
  const representations = representationsOf(route);
  const types = representations.map(({ type }) => type);
  const type = preferred(request.headers.get('accept'), types);
  const representation = representations.find((each) => each.type === type);
  if (!representation)
    return err(requestProblem('not-acceptable', `This is answered as ${types.join(', ')}.`, { fields: { types } }));
  const query = new URLSearchParams(url.search);
  query.delete(linkParameter);
  const read = await readRequest(request, route, values, query, limits);
  if (read.isErr()) return err(read.error);
  const command = representation.resume?.(request, read.value) ?? read.value;
  const asked = { request, verb: route.verb, command };
  const input = await authorizeInput(authorize, asked, route, now());
  if (input.isErr()) return err(input.error);
  const exchange = { request, url, route, events, id, now, fail };
  const call = (next: Input) => callVerb(pointbook, route, next);
  if (route.file === null || !isFile(request, route))
    return representation.answer({ ...exchange, input: input.value, call });
  // Nobody who may not do it has a file kept.
  const received = await receiveFile(request, { ...limits, folder: fileFolder });
  if (received.isErr()) return err(received.error);
  const file = received.value;
  const withFile = { ...input.value, [route.file.name]: () => file.source() };
  const untilDone = route.verb.kind === 'stream' ? partsUntilDone : answeredUntilDone;
  return representation.answer({ ...exchange, input: withFile, call: (next) => untilDone(() => call(next), file) });
}

/** What a verb answers. Once it has, or was left, its file is removed. */
async function answeredUntilDone(answer: () => unknown, file: KeptFile): Promise<unknown> {
  try {
    return await answer();
  } finally {
    await file.remove();
  }
}

/** The same of a verb that answers in parts. */
async function* partsUntilDone(answer: () => unknown, file: KeptFile): AsyncGenerator<unknown, void> {
  try {
    yield* answer() as AsyncIterable<unknown>;
  } finally {
    await file.remove();
  }
}

function callVerb(pointbook: Pointbook, { verb, fields }: VerbRoute, input: Input): unknown {
  let at: unknown = pointbook;
  for (const name of verb.path) at = (at as Readonly<Record<string, unknown>>)[name];
  const method = at as (input?: Input) => unknown;
  const hasNoInput = fields !== null && Object.keys(fields).length === 0;
  return hasNoInput ? method() : method(input);
}
