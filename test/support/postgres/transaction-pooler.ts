import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A pooler in transaction mode between stores and a server, as PgBouncer is: it knows no prepared statements. */
export interface Pooler {
  readonly url: string;
  /** How many transactions a client got another connection for than the one before. */
  readonly changes: () => number;
  close(): Promise<void>;
}

/** A connection to the server; `rest` is what it said of a message that is not whole yet. */
interface Server {
  readonly socket: Socket;
  client: Client | null;
  last: Client | null;
}

/** A client, and what it said while no connection was free. */
interface Client {
  readonly socket: Socket;
  server: Server | null;
  waiting: Buffer[];
  /** How many answers to the end are to come. */
  pending: number;
}

const connections = 4;
const known = new Set(['user', 'database', 'application_name', 'client_encoding']);

/**
 * Gives each transaction the connection that has been free for the longest, so that hardly any client has the same one
 * twice. What a session keeps is not reset, and so is there for whoever comes next.
 */
export async function openPooler(databaseUrl: string): Promise<Pooler> {
  const target = new URL(databaseUrl);
  const free: Server[] = [];
  const queue: Client[] = [];
  const sockets = new Set<Socket>();
  let changes = 0;

  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  };
  const serve = (): void => {
    while (free.length > 0 && queue.length > 0) {
      const [server, client] = [free.shift(), queue.shift()] as [Server, Client];
      if (server.last !== client) changes += 1;
      Object.assign(server, { client, last: client });
      client.server = server;
      for (const message of client.waiting.splice(0)) server.socket.write(message);
    }
  };
  const openServer = async (): Promise<void> => {
    const socket = track(connect({ host: target.hostname, port: Number(target.port), noDelay: true }));
    const server: Server = { socket, client: null, last: null };
    const ready = new Promise<void>((resolve) => {
      socket.on(
        'data',
        messagesOf((message) => {
          const letter = String.fromCharCode(message[0] ?? 0);
          const { client } = server;
          if (client === null) {
            if (letter === 'R' && message.readInt32BE(5) === 3)
              socket.write(typed('p', zeroed(decodeURIComponent(target.password))));
            if (letter === 'Z') resolve();
            return;
          }
          client.socket.write(message);
          if (letter !== 'Z') return;
          client.pending -= 1;
          if (client.pending > 0 || message.toString('latin1', 5) !== 'I') return;
          Object.assign(server, { client: null });
          client.server = null;
          free.push(server);
          serve();
        }, 1),
      );
    });
    const parameters = ['user', decodeURIComponent(target.username), 'database', target.pathname.slice(1), ''];
    socket.write(untyped(196_608, Buffer.concat(parameters.map(zeroed))));
    await ready;
    free.push(server);
  };
  const take = (client: Client, message: Buffer): void => {
    const letter = String.fromCharCode(message[0] ?? 0);
    if (letter === 'X') return;
    if (letter === 'Q' || letter === 'S') client.pending += 1;
    if (client.server !== null) {
      client.server.socket.write(message);
      return;
    }
    client.waiting.push(message);
    if (!queue.includes(client)) queue.push(client);
    serve();
  };
  const greet = ({ socket }: Client, startup: Buffer): void => {
    const names = startup
      .toString('utf8', 8)
      .split('\0')
      .filter((_, index) => index % 2 === 0);
    const strange = names.find((name) => name !== '' && !known.has(name));
    if (strange !== undefined) {
      const fields = ['SFATAL', 'VFATAL', 'C08P01', `Munsupported startup parameter: ${strange}`, ''];
      socket.end(typed('E', Buffer.concat(fields.map(zeroed))));
      return;
    }
    const answers = [typed('R', Buffer.alloc(4)), typed('S', Buffer.concat(['server_version', '15.0'].map(zeroed)))];
    socket.write(Buffer.concat([...answers, typed('Z', Buffer.from('I'))]));
  };

  const listener = createServer({ noDelay: true }, (socket) => {
    const client: Client = { socket: track(socket), server: null, waiting: [], pending: 0 };
    let isGreeted = false;
    socket.on(
      'data',
      messagesOf((message) => {
        if (isGreeted) take(client, message);
        else greet(client, message);
        isGreeted = true;
      }, 0),
    );
    socket.on('close', () => {
      if (queue.includes(client)) queue.splice(queue.indexOf(client), 1);
      if (client.server === null) return;
      // Nobody knows what the transaction came to.
      client.server.socket.destroy();
      void openServer().then(serve);
    });
  });
  for (let count = 0; count < connections; count++) await openServer();
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const url = Object.assign(new URL(databaseUrl), { port: String((listener.address() as AddressInfo).port) });
  return {
    url: url.href,
    changes: () => changes,
    close: async () => {
      listener.close();
      for (const socket of sockets) socket.destroy();
      if (listener.listening) await once(listener, 'close');
    },
  };
}

/** Takes apart what is said: but for a client's first one, each message has a letter before its length. */
function messagesOf(take: (message: Buffer) => void, first: 0 | 1): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let letter: number = first;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= letter + 4) {
      const length = letter + rest.readUInt32BE(letter);
      if (rest.length < length) return;
      const message = rest.subarray(0, length);
      rest = rest.subarray(length);
      letter = 1;
      take(message);
    }
  };
}

function zeroed(text: string): Buffer {
  return Buffer.from(`${text}\0`);
}

function untyped(version: number, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + body.length);
  head.writeInt32BE(version, 4);
  return Buffer.concat([head, body]);
}

function typed(letter: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(letter);
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}
