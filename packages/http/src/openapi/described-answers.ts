import { representationsOf } from '../answering/representations.ts';
import type { VerbRoute } from '../routing/verb-routes.ts';
import type { ServedSchema } from './served-schemas.ts';

/** What a verb answers where it does what it was asked for, in each form that it may be asked for. */
export function describedAnswers(route: VerbRoute, { input, answer }: ServedSchema): Readonly<Record<string, object>> {
  const { properties = {} } = answer;
  const isStream = route.verb.kind === 'stream';
  // Who asks for columns gets no others.
  const part = 'columns' in (input.properties ?? {}) ? { ...answer, required: [] } : answer;
  const content = representationsOf(route).map(({ type }) => [type, { schema: schemaAs(type) }]);
  const hasTag = 'version' in properties;
  const hasNext = route.method === 'GET' && ('next' in properties || 'cursor' in properties);
  const headers = { ...(hasTag ? { ETag: tag } : {}), ...(hasNext ? { Link: link } : {}) };
  const done = { description: 'What the verb answers.', headers, content: Object.fromEntries(content) };
  const isOver = route.verb.follow !== null && !('cursor' in properties) ? { 204: over } : {};
  return hasTag && route.method === 'GET' ? { 200: done, 304: unchanged } : { 200: done, ...isOver };

  function schemaAs(type: string): object {
    if (type !== 'application/json') return { type: 'string', description: forms[type] ?? 'The same in this form.' };
    return isStream ? { type: 'array', items: part } : answer;
  }
}

const forms: Readonly<Record<string, string>> = {
  'application/x-ndjson': 'One JSON value a line.',
  'text/csv': 'A head, and one row a line.',
  'text/event-stream': 'Server-Sent Events, each with the same in JSON, told as it changes.',
};

const tag = { description: 'The version, for `If-Match` and `If-None-Match`.', schema: { type: 'string' } };
const link = { description: 'Where the next page is, as `<path>; rel="next"`.', schema: { type: 'string' } };
const over = { description: 'The last event is known by `Last-Event-ID`, and nothing follows it.' };
const unchanged = { description: 'It is as `If-None-Match` says.' };
