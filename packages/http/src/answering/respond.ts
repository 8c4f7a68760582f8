import type { Result, ResultAsync } from 'neverthrow';
import { err, ok } from 'neverthrow';
import type { Exchange } from './exchange.ts';
import { problemOfFailure, type Problem, type VerbFailure } from '../problems/problems.ts';

/** Answers a verb that answers once, as JSON. Dates are texts in ISO 8601. */
export async function answerOnce(exchange: Exchange): Promise<Result<Response, Problem>> {
  const answered = await (exchange.call(exchange.input) as
    | ResultAsync<unknown, VerbFailure>
    | Result<unknown, VerbFailure>);
  if (answered.isErr()) return err(preconditioned(problemOfFailure(answered.error, exchange.now()), exchange));
  const answer = withoutPromises(answered.value);
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
  const { version, next, cursor } = (answer ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof version === 'number') headers['etag'] = `"${version}"`;
  const following = next ?? cursor;
  if (typeof following === 'string' && exchange.route.method === 'GET')
    headers['link'] = linkToNext(exchange.url, following);
  if (exchange.route.method === 'GET' && headers['etag'] !== undefined && isKnown(exchange.request, headers['etag']))
    return ok(new Response(null, { status: 304, headers }));
  return ok(new Response(JSON.stringify(answer ?? null), { status: 200, headers }));
}

/** What an answer promises for later is for the host alone. */
function withoutPromises(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return answer;
  const entries = Object.entries(answer);
  const atHand = entries.filter(([, value]) => typeof (value as { then?: unknown } | null)?.then !== 'function');
  if (atHand.length === entries.length) return answer;
  for (const [, value] of entries) void Promise.resolve(value).catch(() => undefined);
  return Object.fromEntries(atHand);
}

/** A version that is no longer the newest fails the precondition, where the request stated one. */
function preconditioned(problem: Problem, { request }: Exchange): Problem {
  return problem.kind === 'member-changed' && request.headers.has('if-match') ? { ...problem, status: 412 } : problem;
}

function linkToNext(url: URL, cursor: string): string {
  const query = new URLSearchParams(url.search);
  query.set('cursor', cursor);
  return `<${url.pathname}?${query.toString()}>; rel="next"`;
}

function isKnown(request: Request, tag: string): boolean {
  const known = request.headers.get('if-none-match');
  if (known === null) return false;
  return known.trim() === '*' || known.split(',').some((each) => each.trim().replace(/^W\//, '') === tag);
}
