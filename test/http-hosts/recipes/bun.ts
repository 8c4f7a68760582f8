import type { Handler } from '@pointbook/http';

/** What is used here of Bun. */
declare const Bun: {
  serve(options: object): { readonly port: number };
};

/** A server of Bun. A stream of events may be quiet for longer than its usual ten seconds. */
export function bunServer(handler: Handler, port = 3000): { readonly port: number } {
  return Bun.serve({ port, hostname: '127.0.0.1', idleTimeout: 60, fetch: (request: Request) => handler(request) });
}
