import type { Cors } from './cors.ts';

/** Headers that keep browsers from doing harm with an answer: it is data, and shown in no frame. */
export function securityHeaders(cors: Cors | undefined): Readonly<Record<string, string>> {
  return {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': cors ? 'cross-origin' : 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}
