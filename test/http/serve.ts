import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Handler } from '@pointbook/http';
import { onTestFinished } from 'vitest';

/** Serves a handler on this machine until the test is over, as a host's own bridge might. */
export async function serve(handler: Handler) {
  const server = createServer((incoming, outgoing) => {
    void answer(handler, incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, wire: () => wireTo(port) };
}

async function answer(handler: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/', headers } = incoming;
  const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  const request = new Request(`http://${headers.host}${url}`, {
    method,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    ...(hasBody && method !== 'GET' && method !== 'HEAD'
      ? { body: Readable.toWeb(incoming) as unknown as BodyInit, duplex: 'half' }
      : {}),
  });
  const response = await handler(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) outgoing.end();
  else await pipeline(Readable.fromWeb(response.body as never), outgoing);
}

/** A connection on which a test writes what it likes, whether or not that is HTTP. */
async function wireTo(port: number) {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  let changed = () => {};
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    text += chunk;
    changed();
  });
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => {
    socket.on('close', () => resolve());
  });
  await new Promise<void>((resolve) => {
    socket.on('connect', resolve);
  });
  return {
    closed,
    write: (part: string) =>
      new Promise<void>((resolve) => {
        socket.write(part, () => resolve());
      }),
    /** Waits until what came holds the pattern so many times. */
    async came(pattern: RegExp, times = 1): Promise<string> {
      while ([...text.matchAll(new RegExp(pattern, 'g'))].length < times)
        await new Promise<void>((resolve) => {
          changed = resolve;
        });
      return text;
    },
    leave: () => socket.destroy(),
  };
}
