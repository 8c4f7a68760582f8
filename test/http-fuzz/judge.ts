import type { LogLine } from '@pointbook/http';
import type { ErrorObject } from 'ajv';
import { validatorOf } from '../http/openapi-schemas.ts';
import type { Answer, OpenApi, Schema } from './openapi.ts';

/** What a client was answered. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Lines of which there may be none. */
const mayBeEmpty = ['application/x-ndjson', 'text/csv'];

/** Holds answers to the document: says what is wrong with one, or nothing. */
export function judgeOf(document: OpenApi): (answered: Answered, line: LogLine) => string | null {
  const validator = validatorOf(document);
  const problem = document.components.schemas['Problem'] ?? {};

  function schemaOf(text: string, type: string, { method, route, status }: LogLine): Schema | string | null {
    if (type === 'application/problem+json' && (route === null || status === 405)) return problem;
    const own = document.paths[route ?? '']?.[(method === 'HEAD' ? 'GET' : method).toLowerCase()];
    if (own === undefined) return status === 204 && text === '' ? null : `nothing is said of ${method} ${route}`;
    const described = resolved(own.responses[status]);
    if (described === undefined) return `${method} ${route} says nothing of ${status}: ${text}`;
    if (text === '') return null;
    if (described.content?.[type] === undefined) return `${method} ${route} says nothing of ${status} as ${type}`;
    // What comes in parts is the same in each form.
    return described.content[inParts.includes(type) ? 'application/json' : type]?.schema ?? {};
  }

  const resolved = (answer: Answer | undefined): Answer | undefined =>
    answer?.$ref === undefined ? answer : document.components.responses[answer.$ref.split('/').at(-1) ?? ''];

  return ({ status, headers, text }, line) => {
    const [type = ''] = (headers.get('content-type') ?? '').split(';');
    if (status === 500) return `a fault: ${(line.cause as Error | undefined)?.stack ?? JSON.stringify(line.cause)}`;
    if (line.id !== headers.get('request-id') || line.status !== status) return 'its log tells of another answer';
    if (text === '' && line.method !== 'HEAD' && ![204, 304].includes(status) && !mayBeEmpty.includes(type))
      return `${status} has no body`;
    const schema = schemaOf(text, type, line);
    if (schema === null || text === '') return null;
    if (typeof schema === 'string') return schema;
    for (const [value, isProblem] of valuesIn(text, type)) {
      const judge = validator(isProblem ? problem : schema);
      if (!judge(value))
        return `${line.method} ${line.route} ${status} is not as its schema says: ${told(judge.errors)}: ${text.slice(0, 2000)}`;
    }
    return null;
  };
}

/** Forms of which each part is JSON. */
const inParts = ['application/x-ndjson', 'text/event-stream'];

/** The values of a text, each with whether it is a problem that came late. */
function valuesIn(text: string, type: string): readonly (readonly [value: unknown, isProblem: boolean])[] {
  if (type === 'text/event-stream')
    return [...text.matchAll(/(event: problem\n)?data: (.*)\n\n/g)].map(([, event, data]) => [
      JSON.parse(data ?? ''),
      event !== undefined,
    ]);
  if (type === 'application/x-ndjson')
    return [[text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)])), false]];
  return [[type.endsWith('json') ? JSON.parse(text) : text, false]];
}

function told(errors: readonly ErrorObject[] | null | undefined): string {
  return (errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`).join(', ');
}
