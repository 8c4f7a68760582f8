import { InvariantError, type Pointbook } from '@pointbook/core';
import { verbsOf } from '@pointbook/core/plugin';
import { checkOptionNames, type OptionNames } from '@pointbook/core/shapes';
import { answerVerb } from './answer-verb.ts';
import type { Authorize } from './authorizing/authorize.ts';
import { checkCors, type Cors, corsHeaders, preflightHeaders } from './browsers/cors.ts';
import { type EventOptions, eventPaceOf } from './options/event-pace.ts';
import { type LimitOptions, limitsOf } from './options/limits.ts';
import { docsPages } from './openapi/docs-pages.ts';
import { openapiPage } from './openapi/openapi-page.ts';
import type { OwnPage } from './routing/own-page.ts';
import { type Problem, problemDocument } from './problems/problems.ts';
import { faultsToConsole, requestIds, type RequestLog } from './request-log.ts';
import { faultProblem, requestProblem } from './problems/request-problems.ts';
import { routeTree } from './routing/route-tree.ts';
import { securityHeaders } from './browsers/security-headers.ts';
import { routesOf, type VerbRoute } from './routing/verb-routes.ts';

/** Answers a request: what Hono, Next.js, Bun, Deno and others call a Fetch handler. */
export type Handler = (request: Request) => Promise<Response>;

/** How a ledger is reached over HTTP. */
export interface HandlerOptions {
  /** Judges each request once, before anything is read of the ledger: `byRole({ … })`, or a function of yours. */
  readonly authorize: Authorize;
  /** What stands before every path, such as `/points`; nothing when left out. */
  readonly basePath?: string | undefined;
  /** What a request may cost; the usual limits where they are left out. */
  readonly limits?: LimitOptions | undefined;
  /** Where the file of an import is kept until it is done; the system's folder for temporary files when left out. */
  readonly fileFolder?: string | undefined;
  /** How clients are told of what changes, by Server-Sent Events. */
  readonly events?: EventOptions | undefined;
  /** Pages of other sites that may ask from a browser; none when left out. */
  readonly cors?: Cors | undefined;
  /** Headers that keep browsers from doing harm with an answer. @defaultValue `true` */
  readonly securityHeaders?: boolean | undefined;
  /**
   * `/openapi.json`, which describes the routes, and `/docs`, which shows it. Anybody may read them. @defaultValue
   * `true`
   */
  readonly docs?: boolean | undefined;
  /** Takes a line for each request; faults of the server go to the console when left out. */
  readonly log?: RequestLog | undefined;
}

const ofHandlers: OptionNames<HandlerOptions> = {
  authorize: true,
  basePath: false,
  limits: false,
  fileFolder: false,
  events: false,
  cors: false,
  securityHeaders: false,
  docs: false,
  log: false,
};

/**
 * Makes a Fetch handler that reaches every verb of a ledger and of its plugins.
 *
 * @example
 * ```ts
 * import { byRole, createHandler } from '@pointbook/http';
 *
 * const handler = createHandler(pointbook, {
 *   authorize: byRole({ identify: () => ({ role: 'cashier', actor: 'till-1' }) }),
 * });
 * const answer = await handler(new Request('https://till.example/members/C-17/balance'));
 * print(answer.status);
 * ```
 */
export function createHandler(pointbook: Pointbook, options: HandlerOptions): Handler {
  checkOptionNames('createHandler()', options, ofHandlers);
  const { authorize, basePath = '', cors, fileFolder, log = faultsToConsole } = options;
  if (basePath !== '' && !/^(\/[^/]+)+$/.test(basePath))
    throw new InvariantError('`basePath` must begin with a slash and end without one, such as "/points".');
  if (cors) checkCors(cors);
  const limits = limitsOf(options.limits);
  const events = eventPaceOf(options.events);
  const ownHeaders = Object.entries(options.securityHeaders === false ? {} : securityHeaders(cors));
  const routes = routesOf(verbsOf(pointbook.plugins));
  const pages: readonly OwnPage[] =
    options.docs === false ? [] : [openapiPage(routes, basePath), ...docsPages(basePath)];
  const tree = routeTree<VerbRoute | OwnPage>([...routes, ...pages]);
  const nextId = requestIds();
  const now = () => pointbook.ports.clock.now();

  return async (request) => {
    const begun = performance.now();
    const id = nextId();
    const asked = request.method;
    let route: string | null = null;
    const refused: { problem: Problem | null } = { problem: null };
    let response: Response;
    try {
      response = await answer();
    } catch (thrown) {
      response = refuse(faultProblem(thrown));
    }
    for (const [name, value] of ownHeaders) if (!response.headers.has(name)) response.headers.set(name, value);
    if (cors) for (const [name, value] of Object.entries(corsHeaders(cors, request))) response.headers.set(name, value);
    response.headers.set('request-id', id);
    writeLog(refused.problem?.hidden);
    return asked === 'HEAD' ? withoutBody(response) : response;

    async function answer(): Promise<Response> {
      const url = new URL(request.url);
      const segments = segmentsOf(url.pathname, basePath);
      if (segments === null) return refuse(requestProblem('invalid-path', 'The path cannot be decoded.'));
      const method = asked === 'HEAD' ? 'GET' : asked;
      const match = tree.match(method, segments);
      if (match.found === null) return noSuchRoute(match.methods, url.pathname);
      route = match.found.route.slice(match.found.route.indexOf('/'));
      if (!('verb' in match.found)) return match.found.answer(request);
      const context = { pointbook, authorize, limits, fileFolder, events, id, now, fail: writeLog };
      const answered = await answerVerb(context, request, url, match.found, match.values);
      return answered.isOk() ? answered.value : refuse(answered.error);
    }

    function noSuchRoute(methods: readonly string[], path: string): Response {
      if (methods.length === 0)
        return refuse(requestProblem('unknown-route', 'There is nothing at this path.', { fields: { path } }));
      const all = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
      const allow = { allow: all.join(', ') };
      if (asked !== 'OPTIONS')
        return refuse(
          requestProblem('method-not-allowed', `This path takes ${all.join(', ')}.`, {
            headers: allow,
            fields: { methods: all },
          }),
        );
      return new Response(null, {
        status: 204,
        headers: { ...allow, ...(cors ? preflightHeaders(cors, methods) : {}) },
      });
    }

    function refuse(found: Problem): Response {
      refused.problem = found;
      const headers = { 'content-type': 'application/problem+json; charset=utf-8', ...found.headers };
      return new Response(JSON.stringify(problemDocument(found, id)), { status: found.status, headers });
    }

    function writeLog(cause?: unknown): void {
      const ms = performance.now() - begun;
      const line = { id, method: asked, route, status: response.status, ms, problem: refused.problem?.kind ?? null };
      try {
        log(cause === undefined ? line : { ...line, cause });
      } catch (thrown) {
        // The answer is made; a log that is full changes nothing of it.
        faultsToConsole({ ...line, cause: thrown });
      }
    }
  };
}

/**
 * The segments of a path below the base, decoded; null where they cannot be. A path that is elsewhere has none that is
 * known.
 */
function segmentsOf(path: string, basePath: string): readonly string[] | null {
  if (!path.startsWith(`${basePath}/`)) return [''];
  try {
    return path
      .slice(basePath.length + 1)
      .split('/')
      .map(decodeURIComponent);
  } catch {
    return null;
  }
}

function withoutBody(response: Response): Response {
  void response.body?.cancel().catch(() => undefined);
  return new Response(null, { status: response.status, headers: response.headers });
}
