import { createPointbook, type ProgramDefinition } from '@pointbook/core';
import { clock } from '@pointbook/core/clock';
import { codes } from '@pointbook/core/codes';
import { jobs } from '@pointbook/core/jobs';
import { reports } from '@pointbook/core/reports';
import { byRole, createHandler, type HandlerOptions, type LogLine, memberLinks } from '@pointbook/http';
import { memoryStore } from '@pointbook/memory';
import { warung } from '../support/shops/warung.ts';

/** When the shop's clock stands. */
export const noon = new Date('2026-03-02T05:00:00Z');

/** What a request of the tests says beside its method and path. */
export interface Saying {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whose token it has; `cashier` when left out, nobody's where it is null. */
  readonly as?: 'cashier' | 'manager' | 'owner' | null;
}

/** A shop's ledger in memory, its handler, and what its log was told. */
export function shop(options: Partial<HandlerOptions> = {}, program: ProgramDefinition = warung()) {
  const lines: LogLine[] = [];
  const time = { now: noon.getTime() };
  const pointbook = createPointbook({
    program,
    store: memoryStore(),
    clock: { now: () => time.now as never },
    plugins: [clock(), codes({ secret: 'a secret that all processes share' }), jobs(), reports()],
  });
  const links = memberLinks({ secret: 'what signs the links of members!', now: () => time.now });
  const handler = createHandler(pointbook, {
    authorize: byRole({ identify: personOf, links }),
    log: (line) => void lines.push(line),
    ...options,
  });
  const send = async (route: string, { body, headers = {}, as = 'cashier' }: Saying = {}) => {
    const [method = '', path = ''] = route.split(' ');
    const request = new Request(`https://till.example${path}`, {
      method,
      headers: {
        ...(as === null ? {} : { authorization: `Bearer ${as}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body) }),
    });
    const response = await handler(request);
    const text = await response.text();
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '') && text !== '';
    return { status: response.status, headers: response.headers, text, json: isJson ? json(text) : {} };
  };
  return { pointbook, handler, send, links, lines, time };
}

/** An answer as its reader knows it: fields by name. */
// oxlint-disable-next-line typescript/no-explicit-any -- what a client knows of an answer is what it reads
type Json = any;

const json = (text: string): Json => JSON.parse(text);

/** Who has a token of the tests. */
export function personOf(request: Request) {
  const [, role] = /^Bearer (cashier|manager|owner)$/.exec(request.headers.get('authorization') ?? '') ?? [];
  return role === undefined ? null : { role, actor: `${role}-1` };
}
