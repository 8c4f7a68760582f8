import { err, ok, type Result } from 'neverthrow';
import type { Limits } from '../options/limits.ts';
import type { Problem } from '../problems/problems.ts';
import { readBody } from './read-body.ts';
import { readQuery } from './read-query.ts';
import { valueOfText } from './read-text.ts';
import { requestProblem } from '../problems/request-problems.ts';
import type { VerbRoute } from '../routing/verb-routes.ts';

/** The input of a verb, before the verb checks it. */
export type Input = Readonly<Record<string, unknown>>;

/**
 * The input that a request spells: fields of the path, then the query string of a GET or the body of another method,
 * then the headers that stand for a field.
 */
export async function readRequest(
  request: Request,
  route: VerbRoute,
  values: Readonly<Record<string, string>>,
  query: URLSearchParams,
  limits: Limits,
): Promise<Result<Input, Problem>> {
  const { method, fields } = route;
  const given =
    method === 'GET'
      ? readQuery(query, fields)
      : isFile(request, route)
        ? besideFile(request, query, route)
        : await bodyOnly(request, query, route, limits);
  if (given.isErr()) return err(given.error);
  const ofPath = Object.fromEntries(
    Object.entries(values).map(([name, text]) => [name, valueOfText(text, fields?.[name])]),
  );
  const besideBody = { ...ofPath, ...ofHeaders(request.headers, fields) };
  const headersAtFault = headerMistake(request.headers, fields);
  if (headersAtFault !== null) return err(headersAtFault);
  const all = merged(given.value, besideBody);
  if (all.isErr()) return all;
  const input = all.value;
  // A verb without an input looks at nothing, so a mistyped parameter would be left out in silence.
  const [name] = Object.keys(input);
  if (fields !== null && Object.keys(fields).length === 0 && name !== undefined)
    return err(
      requestProblem('unknown-parameter', `There is no parameter "${name}" here.`, { fields: { parameter: name } }),
    );
  return ok(input);
}

/** Whether the body of a request is the file of its verb. */
export function isFile(request: Request, { file }: VerbRoute): boolean {
  const [type = ''] = (request.headers.get('content-type') ?? '').split(';');
  return file !== null && type.trim().toLowerCase() === file.mediaType;
}

/** An input, and fields that are told elsewhere: nothing is told twice in two ways. */
function merged(given: Input, elsewhere: Input): Result<Input, Problem> {
  for (const [name, value] of Object.entries(elsewhere))
    if (Object.hasOwn(given, name) && given[name] !== undefined && given[name] !== value)
      return err(
        requestProblem('contradictory-request', `The field "${name}" is given twice, with two values.`, {
          fields: { field: name },
        }),
      );
  return ok({ ...given, ...elsewhere });
}

/** What stands beside a file: the query string, and how the body says that its text is written. */
function besideFile(request: Request, query: URLSearchParams, { fields, file }: VerbRoute): Result<Input, Problem> {
  if (file !== null && query.has(file.name)) return err(notHere(file.name, 'it is the body'));
  const charset = charsetOf(request);
  const declared = charset !== null && has(fields, 'encoding') ? { encoding: charset } : {};
  return readQuery(query, fields).andThen((input) => merged(input, declared));
}

/** The encoding that the body names. UTF-8 is what is usual. */
function charsetOf(request: Request): string | null {
  const [, charset] = /;\s*charset="?([^\s";]+)/i.exec(request.headers.get('content-type') ?? '') ?? [];
  return charset === undefined || /^utf-?8$/i.test(charset) ? null : charset;
}

function notHere(parameter: string, why: string): Problem {
  return requestProblem('unknown-parameter', `There is no parameter "${parameter}" here: ${why}.`, {
    fields: { parameter },
  });
}

async function bodyOnly(
  request: Request,
  query: URLSearchParams,
  { file }: VerbRoute,
  limits: Limits,
): Promise<Result<Input, Problem>> {
  if (file?.isNeeded === true)
    return err(requestProblem('unsupported-media-type', `The body must be the file, as ${file.mediaType}.`));
  const [parameter] = query.keys();
  if (parameter !== undefined) return err(notHere(parameter, 'what the verb is told is in the body'));
  const read = await readBody(request, limits);
  return read.andThen((body): Result<Input, Problem> =>
    body === undefined || (typeof body === 'object' && body !== null && !Array.isArray(body))
      ? ok((body ?? {}) as Input)
      : err(requestProblem('invalid-json', 'The body must be a JSON object.')),
  );
}

/** `Idempotency-Key` and `If-Match`, where the input has a field for them. */
function ofHeaders(headers: Headers, fields: VerbRoute['fields']): Input {
  const key = headers.get('idempotency-key');
  const version = headers.get('if-match');
  return {
    ...(key !== null && has(fields, 'idempotencyKey') ? { idempotencyKey: unquoted(key) } : {}),
    ...(version !== null && has(fields, 'version') ? { version: versionOf(version) } : {}),
  };
}

function headerMistake(headers: Headers, fields: VerbRoute['fields']): Problem | null {
  const version = headers.get('if-match');
  if (version === null) return null;
  if (!has(fields, 'version'))
    return requestProblem('invalid-header', 'This route has no versions, so it takes no `If-Match`.');
  return versionOf(version) === null
    ? requestProblem('invalid-header', '`If-Match` must be one `ETag` that an answer had, such as "3".')
    : null;
}

/** The version that an `ETag` names; a cache on the way may have made it weak. */
function versionOf(tag: string): number | null {
  const [, digits] = /^(?:W\/)?"([1-9]\d{0,14})"$/.exec(tag.trim()) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** A key may be quoted, as a string in a structured header is. */
function unquoted(key: string): string {
  return /^"(.*)"$/.exec(key)?.[1] ?? key;
}

function has(fields: VerbRoute['fields'], name: string): boolean {
  return fields !== null && Object.hasOwn(fields, name);
}
