import { scalar } from '../reading/read-text.ts';
import { fieldOf, partsOf } from '../routing/route-tree.ts';
import type { VerbRoute } from '../routing/verb-routes.ts';
import type { SchemaObject, ServedSchema } from './served-schemas.ts';

/**
 * The input of a verb as a request has it: a parameter for each field of the path and the query, and the rest as the
 * body.
 */
export function describedInput(route: VerbRoute, { input, example }: ServedSchema): object {
  const { method, verb, file } = route;
  const { properties = {}, required = [] } = input;
  const inPath = partsOf(route.route).segments.flatMap((segment) => fieldOf(segment) ?? []);
  const hasActor = verb.writes || verb.sends;
  // The actor is who was authorised.
  const others = Object.keys(properties).filter(
    (name) => !inPath.includes(name) && !(hasActor && name === 'actor') && name !== file?.name,
  );
  const ofPath = inPath.map((name) => parameter('path', name, properties[name] ?? {}, true, example?.[name]));
  const query = others.flatMap((name) =>
    queryParameters(name, properties[name] ?? {}, required.includes(name), example?.[name]),
  );
  if (method === 'GET') return { parameters: [...ofPath, ...query, ...(verb.follow === null ? [] : [lastEvent])] };
  const files = file === null ? {} : { [file.mediaType]: { schema: { type: 'string', description: fileWords } } };
  if (file?.isNeeded === true)
    return { parameters: [...ofPath, ...query], requestBody: { required: true, content: files } };
  const headers = others.flatMap((name) => (Object.hasOwn(headersOf, name) ? [headersOf[name]] : []));
  const parameters = [...ofPath, ...headers, ...(file === null ? [] : query)];
  if (others.length === 0 && Object.keys(input).length > 0) return { parameters };
  const needed = required.filter((name) => others.includes(name) && !Object.hasOwn(headersOf, name));
  const schema = { ...input, properties: picked(properties, others), required: needed };
  const content = { schema, ...(example ? { example: picked(example, others) } : {}) };
  const body = { required: needed.length > 0, content: { ...files, 'application/json': content } };
  return { parameters, requestBody: body };
}

/** Headers that stand for a field of the input. */
const headersOf: Readonly<Record<string, object>> = {
  idempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'Fills `idempotencyKey` where the body does not. One of the two is needed.',
    schema: { type: 'string', minLength: 1, maxLength: 128 },
  },
  version: {
    name: 'If-Match',
    in: 'header',
    description: 'The `ETag` of what is changed: fills `version`, and fails with 412 where there is a newer one.',
    schema: { type: 'string', pattern: '^(W/)?"[1-9][0-9]{0,14}"$' },
  },
};

const fileWords = 'The file. What is told beside it is in the query string.';

const lastEvent = {
  name: 'Last-Event-ID',
  in: 'header',
  description:
    'The id of the last event that came, where events are asked for: those after it are told. Browsers send it.',
  schema: { type: 'string' },
};

/** A field of a query; a field that has fields is spelled with dots. */
function queryParameters(name: string, schema: SchemaObject, required: boolean, example: unknown): readonly object[] {
  const given = scalar(schema) as SchemaObject;
  const { properties } = given;
  if (properties === undefined) return [parameter('query', name, described(given, schema), required, example)];
  return Object.entries(properties).map(([inner, each]) =>
    parameter(
      'query',
      `${name}.${inner}`,
      each,
      required && (given.required ?? []).includes(inner),
      (example as Readonly<Record<string, unknown>> | undefined)?.[inner],
    ),
  );
}

/** A field that may be null has its words outside; a query has no null. */
function described(given: SchemaObject, { description }: SchemaObject): SchemaObject {
  return description === undefined ? given : { ...given, description };
}

function parameter(
  where: 'path' | 'query',
  name: string,
  { description, ...schema }: SchemaObject,
  required: boolean,
  example: unknown,
): object {
  return {
    name,
    in: where,
    ...(required ? { required } : {}),
    ...(description === undefined ? {} : { description }),
    // Names that the host chooses are told in JSON.
    ...(schema['type'] === 'object' ? { content: { 'application/json': { schema } } } : { schema }),
    ...(example === undefined ? {} : { example }),
  };
}

function picked<Value>(from: Readonly<Record<string, Value>>, names: readonly string[]): Record<string, Value> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));
}
