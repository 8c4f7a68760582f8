import type { Named } from '@pointbook/core';
import { statusOf } from './statuses.ts';

/** Why a request is not answered as it asks. It becomes a document of RFC 9457. */
export interface Problem {
  /** The name of the error, to switch on. */
  readonly kind: string;
  readonly status: number;
  /** What happened and what to do, for people. */
  readonly detail: string;
  /** What else the document tells: the fields of the error. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the log is told and the client is not. */
  readonly hidden?: unknown;
}

/** An error of a verb: its kind and its fields, and the status that its kind has. */
export interface VerbFailure extends Named<string> {
  readonly retryable?: boolean;
  readonly [field: string]: unknown;
}

/** The problem of an error that a verb answered. What is inside the server is told to its log alone. */
export function problemOfFailure(failure: VerbFailure, now: number): Problem {
  const { kind, message, cause, ...fields } = failure;
  const status = statusOf(kind);
  const headers = retryAfter(failure, now);
  if (status >= 500) {
    const { written, retryable, field } = fields as VerbFailure;
    const shown = Object.entries({ written, retryable, field }).filter(([, value]) => value !== undefined);
    return { kind, status, detail: hiddenDetail, fields: Object.fromEntries(shown), headers, hidden: failure };
  }
  // It never came to the ledger, so that who asks may ask again.
  const waiting = kind === 'overloaded' ? { written: 'no', retryable: true } : {};
  // A plugin's own refusal is meant for who called; other causes are not.
  const refused = kind === 'reaction-refused' ? { cause: namedCause(cause) } : {};
  return { kind, status, detail: message, fields: { ...fields, ...waiting, ...refused }, headers };
}

const hiddenDetail = 'The server could not do it. Its log says why, under the `requestId`.';

function namedCause(cause: unknown): unknown {
  const { kind, message } = (cause ?? {}) as Partial<Named<string>>;
  return { kind: String(kind), message: String(message) };
}

/** When the same request may succeed: `Retry-After`, in whole seconds. */
function retryAfter({ kind, retryable, retryAt, until }: VerbFailure, now: number): Record<string, string> {
  const at = retryAt ?? until;
  if (at instanceof Date) return { 'retry-after': String(Math.max(1, Math.ceil((at.getTime() - now) / 1000))) };
  return retryable === true || kind === 'overloaded' ? { 'retry-after': '1' } : {};
}

/** The document that tells a problem. */
export function problemDocument({ kind, status, detail, fields = {} }: Problem, requestId: string): object {
  return { ...fields, type: `urn:pointbook:problem:${kind}`, title: titleOf(kind), status, detail, kind, requestId };
}

function titleOf(kind: string): string {
  const words = kind.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
