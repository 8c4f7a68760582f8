import { type AddressInfo, connect } from 'node:net';
import type { Handler } from '@pointbook/http';
import { onTestFinished } from 'vitest';
import { nodeServer } from '../http-hosts/recipes/node.ts';

/** Serves a handler on this machine until the test is over. */
export async function serve(handler: Handler) {
  const server = nodeServer(handler);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  };
  onTestFinished(close);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, wire: () => wireTo(port), close };
}

/** A connection on which a test writes what it likes, whether or not that is HTTP. */
export async function wireTo(port: number) {
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
    /** Waits until what came, from some place on, holds the pattern so many times. */
    async came(pattern: RegExp, times = 1, from = 0): Promise<string> {
      while ([...text.slice(from).matchAll(new RegExp(pattern, 'g'))].length < times)
        await new Promise<void>((resolve) => {
          changed = resolve;
        });
      return text;
    },
    /** What came until now. */
    text: () => text,
    leave: () => socket.destroy(),
  };
}
