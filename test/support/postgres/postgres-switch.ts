import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** An address before several servers, such as a virtual IP or HAProxy: it leads to one of them, or to none. */
export interface PostgresSwitch {
  readonly url: string;
  /** Cuts all connections, and lets nobody through until `to` names a server: what is behind is cut off. */
  fence(): void;
  /** Where new connections go. */
  to(databaseUrl: string): void;
  close(): Promise<void>;
}

/** Opens an address that leads to a server. */
export async function openSwitch(databaseUrl: string): Promise<PostgresSwitch> {
  let port: number | null = Number(new URL(databaseUrl).port);
  const sockets = new Set<Socket>();
  const listener = createServer({ noDelay: true }, (client) => {
    if (port === null) return client.destroy();
    const server = connect({ host: '127.0.0.1', port, noDelay: true });
    client.pipe(server).pipe(client);
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    return undefined;
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const url = Object.assign(new URL(databaseUrl), { port: String((listener.address() as AddressInfo).port) });
  const fence = () => {
    port = null;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    fence,
    to: (other) => {
      port = Number(new URL(other).port);
    },
    close: async () => {
      fence();
      listener.close();
      await once(listener, 'close');
    },
  };
}
