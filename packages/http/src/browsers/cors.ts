import { InvariantError } from '@pointbook/core';
import { checkOptionNames, type OptionNames } from '@pointbook/core/shapes';

/** Which pages of other sites may ask from a browser. */
export interface Cors {
  /** Such as `['https://shop.example']`; `'*'` for any. */
  readonly origins: readonly string[] | '*';
  /** Whether a browser may send its cookies along; not with `'*'`. @defaultValue `false` */
  readonly credentials?: boolean | undefined;
  /** How long a browser may keep what it was told, in seconds. @defaultValue `600` */
  readonly maxAgeSeconds?: number | undefined;
}

const ofCors: OptionNames<Cors> = { origins: true, credentials: false, maxAgeSeconds: false };

/** Refuses what a browser would refuse later. */
export function checkCors(cors: Cors): void {
  checkOptionNames('createHandler(), in `cors`,', cors, ofCors);
  const { origins, credentials } = cors;
  if (origins === '*' && credentials === true)
    throw new InvariantError('`cors` cannot allow credentials to any origin: name the origins.');
  // A text by itself would allow each origin that is a part of it, and one with a path none.
  if (origins !== '*' && !(Array.isArray(origins) && origins.every((each) => originForm.test(each))))
    throw new InvariantError('`origins` must be "*", or a list of origins without paths: ["https://shop.example"].');
}

/** As a browser writes an origin: in small letters, without a slash at its end. */
const originForm = /^[a-z][a-z\d+.-]*:\/\/[^/?#\sA-Z]+$/;

/** The headers by which a browser lets a page of another site read the answer. */
export function corsHeaders(
  { origins, credentials = false }: Cors,
  request: Request,
): Readonly<Record<string, string>> {
  const origin = request.headers.get('origin');
  const vary = origins === '*' ? {} : { vary: 'origin' };
  if (origin === null || (origins !== '*' && !origins.includes(origin))) return vary;
  return {
    ...vary,
    'access-control-allow-origin': origins === '*' ? '*' : origin,
    'access-control-expose-headers': 'etag, link, request-id, retry-after',
    ...(credentials ? { 'access-control-allow-credentials': 'true' } : {}),
  };
}

/** What a browser is told before it asks. */
export function preflightHeaders(
  { maxAgeSeconds = 600 }: Cors,
  methods: readonly string[],
): Readonly<Record<string, string>> {
  return {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers':
      'authorization, content-type, idempotency-key, if-match, if-none-match, last-event-id',
    'access-control-max-age': String(maxAgeSeconds),
  };
}
