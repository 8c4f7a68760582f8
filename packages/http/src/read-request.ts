import { err, ok, type Result } from 'neverthrow';
import type { Limits } from './limits.ts';
import type { Problem } from './problems.ts';
import { readBody } from './read-body.ts';
import { readQuery } from './read-query.ts';
import { valueOfText } from './read-text.ts';
import { requestProblem } from './request-problems.ts';
import type { VerbRoute } from './verb-routes.ts';

/** The input of a verb, before the verb checks it. */
export type Input = Readonly<Record<string, unknown>>;

/**
 * The input that a request spells: fields of the path, then the query string of a GET or the body of another method, then the
 * headers that stand for a field.
 */
export async function readRequest(
  request: Request,
  { method, fields }: VerbRoute,
  values: Readonly<Record<string, string>>,
  query: URLSearchParams,
  limits: Limits,
): Promise<Result<Input, Problem>> {
  const given = method === 'GET' ? readQuery(query, fields) : await bodyOnly(request, query, limits);
  if (given.isErr()) return err(given.error);
  const ofPath = Object.fromEntries(
    Object.entries(values).map(([name, text]) => [name, valueOfText(text, fields?.[name])]),
  );
  const told = { ...ofPath, ...ofHeaders(request.headers, fields) };
  const headersAtFault = headerMistake(request.headers, fields);
  if (headersAtFault !== null) return err(headersAtFault);
  const input = { ...given.value };
  for (const [name, value] of Object.entries(told)) {
    if (Object.hasOwn(input, name) && input[name] !== undefined && input[name] !== value)
      return err(
        requestProblem('contradictory-request', `The field "${name}" is given twice, with two values.`, {
          fields: { field: name },
        }),
      );
    input[name] = value;
  }
  // A verb without an input looks at nothing, so a mistyped parameter would be left out in silence.
  const [name] = Object.keys(input);
  if (fields !== null && Object.keys(fields).length === 0 && name !== undefined)
    return err(
      requestProblem('unknown-parameter', `There is no parameter "${name}" here.`, { fields: { parameter: name } }),
    );
  return ok(input);
}

async function bodyOnly(request: Request, query: URLSearchParams, limits: Limits): Promise<Result<Input, Problem>> {
  const [parameter] = query.keys();
  if (parameter !== undefined)
    return err(
      requestProblem(
        'unknown-parameter',
        `There is no parameter "${parameter}" here: what the verb is told is in the body.`,
        {
          fields: { parameter },
        },
      ),
    );
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
