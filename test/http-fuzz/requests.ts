import fc from 'fast-check';
import { type OpenApi, type Operation, type Parameter, schemaOfParameter } from './openapi.ts';
import { filesOf } from './files.ts';
import { hostile, type Known, objectOf, valuesOf } from './values.ts';

/** What a client sends. */
export interface Sent {
  readonly method: string;
  /** The path and the query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
}

/** Requests that are built from the document, and spoiled. */
export function requestsOf(document: OpenApi, known: Known, tokens: readonly string[]): fc.Arbitrary<Sent> {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => requestOf(method.toUpperCase(), path, operation, known)),
  );
  const usual = fc
    .constantFrom(...tokens)
    .map((authorization) => ({ authorization, 'content-type': 'application/json' }));
  return fc
    .tuple(
      fc.oneof(...all),
      usual,
      fc.oneof({ weight: 3, arbitrary: fc.constant<Partial<Sent>>({}) }, { weight: 1, arbitrary: spoiled }),
    )
    .map(([sent, own, spoil]) =>
      without({ ...sent, ...spoil, headers: { ...own, ...sent.headers, ...spoil.headers } }),
    );
}

function requestOf(method: string, path: string, operation: Operation, known: Known): fc.Arbitrary<Sent> {
  const { parameters = [], requestBody, responses } = operation;
  const inPlace = (where: Parameter['in']) => parameters.filter((each) => each.in === where);
  const paths = fc
    .tuple(
      ...inPlace('path').map((each) =>
        valuesOf(schemaOfParameter(each), each.name, known).map((value) => [each.name, value] as const),
      ),
    )
    .map((values) => new Map<string, unknown>(values))
    .map((values) => path.replaceAll(/\{(\w+)\}/g, (_field, name: string) => encoded(values.get(name))));
  const schema = requestBody?.content['application/json']?.schema;
  const bodies: fc.Arbitrary<Sent['body']> = schema
    ? objectOf(schema, known).map((body) => JSON.stringify(body))
    : fc.constant(null);
  const headersAsked = fc
    .tuple(headersOf(inPlace('header'), known), acceptOf(Object.keys(responses['200']?.content ?? {})))
    .map((each) => ({ ...each[0], ...each[1] }));
  const asked = fc.tuple(paths, queryOf(inPlace('query'), known), headersAsked);
  const withBody = fc.tuple(asked, bodies).map(([[pathname, query, headers], body]) => ({
    method,
    // Beside a body in JSON there is no query.
    target: pathname + (query === '' || body !== null ? '' : `?${query}`),
    headers: typeof body === 'string' ? onceOnly(headers, body) : headers,
    body,
  }));
  if (requestBody?.content['text/csv'] === undefined) return withBody;
  const withFile = fc.tuple(asked, filesOf(known)).map(([[pathname, query, headers], body]) => ({
    method,
    target: `${pathname}?${query}`,
    headers: { ...headers, 'content-type': 'text/csv' },
    body,
  }));
  return schema ? fc.oneof(withBody, withFile) : withFile;
}

/** The form in which an answer is asked for; often none is named. */
function acceptOf(types: readonly string[]): fc.Arbitrary<Record<string, string>> {
  return fc.constantFrom({}, ...types.map((accept) => ({ accept })));
}

/** What the body says already, no header says. */
function onceOnly(headers: Sent['headers'], body: string): Sent['headers'] {
  const fields: Readonly<Record<string, string>> = { 'idempotency-key': '"idempotencyKey":', 'if-match': '"version":' };
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !body.includes(fields[name] ?? '\u0000')));
}

function queryOf(parameters: readonly Parameter[], known: Known): fc.Arbitrary<string> {
  const properties = Object.fromEntries(parameters.map((each) => [each.name, schemaOfParameter(each)]));
  const required = parameters.flatMap(({ name, required: isRequired }) => (isRequired ? [name] : []));
  return objectOf({ properties, required }, known).map((query) => {
    const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((each) => [name, textOf(each)]));
    return new URLSearchParams(pairs).toString();
  });
}

function headersOf(parameters: readonly Parameter[], known: Known): fc.Arbitrary<Record<string, string>> {
  const fields = parameters.map((each) =>
    fc
      // Who follows from the beginning has seen no event.
      .option(valuesOf(schemaOfParameter(each), each.name, known), {
        nil: undefined,
        freq: each.name === 'Last-Event-ID' ? 1 : 5,
      })
      .map((value) => (value === undefined ? [] : [[each.name.toLowerCase(), headerText(value)] as const])),
  );
  return fc.tuple(...fields).map((pairs) => Object.fromEntries(pairs.flat()));
}

const types = [
  'application/json; charset=utf-8',
  'text/plain',
  'application/json; charset=utf-16',
  'multipart/form-data',
  '',
];
const accepted = [
  'text/csv',
  'text/event-stream',
  'application/x-ndjson',
  '*/*;q=0',
  'text/html',
  'application/json;q=0.1, text/csv',
  ',,;q=',
];

const targets = [
  '/members/C-17?link=a.b.c',
  '/entries?limit=1&limit=2',
  '/entries?a.b.c=1&__proto__.x=',
  '/members/C-17/',
  '/members/%E0%A4%A',
  '/members//balance',
  '/members/C-17/../C-18/balance',
  '/',
];
const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'];
const tags = ['"1"', 'W/"3"', '*', '"one"'];
const credentials = ['', 'Bearer', 'Bearer nobody', 'Member x.y.z', 'Basic b3duZXI6'];

// oxfmt-ignore
const hostileBodies = [
  '', 'null', '[]', '"text"', '{', '{"memberId":"C-17"', '{"memberId":"C-17","memberId":"C-18"}', '{}{}', '\uFEFF{}',
  '{"total":1e999}', '{"a":'.repeat(200), '['.repeat(100_000), `{"actor":"${'x'.repeat(1_100_000)}"}`,
  '{"actor":"owner-1"}', '{"actor":"somebody"}', '{"__proto__":{"total":1}}', '{"constructor":{"prototype":{}}}',
  '{"a":"\\uD800"}',
];

const spoiledBodies: fc.Arbitrary<Sent['body']> = fc.oneof(
  fc.constantFrom(...hostileBodies),
  hostile.map((value) => JSON.stringify(value)),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => new Uint8Array(bytes)),
);

/** What is wrong with one thing of a request. */
const spoiled: fc.Arbitrary<Partial<Sent>> = fc.oneof(
  spoiledBodies.map((body) => ({ body })),
  fc.constantFrom(...methods).map((method) => ({ method })),
  fc.constantFrom(...targets).map((target) => ({ target })),
  headerOf('content-type', types),
  headerOf('accept', accepted),
  headerOf('if-match', tags),
  headerOf('if-none-match', tags),
  headerOf('authorization', credentials),
);

function headerOf(name: string, values: readonly string[]): fc.Arbitrary<Partial<Sent>> {
  return fc.constantFrom(...values).map((value) => ({ headers: { [name]: value } }));
}

/** A `GET` has no body. */
function without(sent: Sent): Sent {
  return sent.method === 'GET' || sent.method === 'HEAD' ? { ...sent, body: null } : sent;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function encoded(value: unknown): string {
  return encodeURIComponent(Buffer.from(textOf(value)).toString());
}

/** A header has no line breaks, and no letters beyond Latin. */
function headerText(value: unknown): string {
  return textOf(value).replaceAll(/[^\t\u0020-\u007E\u0080-\u00FF]/g, '?');
}
