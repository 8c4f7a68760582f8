import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Registers what is to be done when a test is over; tests at the same time have one each. */
export type WhenOver = (cleanUp: () => Promise<void>) => void;

/** What happens to the way when a client says certain words: whether they still get to the server, and what then. */
export interface Fault {
  /** Words of a message from the client; a statement that is prepared is known by its name. */
  readonly at: (words: string) => boolean;
  readonly forward: boolean;
  /** `cut` ends both connections; `silence` keeps them, and carries nothing any more. */
  readonly how: 'cut' | 'silence';
}

/** A way to a PostgreSQL that can fail. */
export interface Proxy {
  readonly url: string;
  /** How often a fault came. */
  readonly faults: () => number;
  /** Waits for the next client who says the words; a fault comes once. */
  arm(fault: Fault): void;
  /** Cuts all connections that there are. */
  cutAll(): void;
}

interface Way {
  readonly client: Socket;
  readonly server: Socket;
  isSilent: boolean;
}

/** A proxy before a server, until the test is over. */
export async function openProxy(databaseUrl: string, whenOver: WhenOver): Promise<Proxy> {
  const target = new URL(databaseUrl);
  const ways = new Set<Way>();
  let armed: Fault | null = null;
  let times = 0;

  const cut = ({ client, server }: Way): void => {
    client.destroy();
    server.destroy();
  };
  const fail = (way: Way, { how, forward }: Fault, message: Buffer): void => {
    armed = null;
    times += 1;
    way.isSilent = true;
    if (forward && !way.server.destroyed) way.server.write(message);
    if (how === 'silence') return;
    way.client.destroy();
    // A connection that is reset at once would take along what was just sent.
    way.server.end();
  };
  const listener = createServer({ noDelay: true }, (client) => {
    const server = connect({ host: target.hostname, port: Number(target.port), noDelay: true });
    const way: Way = { client, server, isSilent: false };
    const read = messagesOf((message) => {
      if (way.isSilent) return;
      if (armed?.at(message.toString('latin1'))) fail(way, armed, message);
      else if (!server.destroyed) server.write(message);
    });
    ways.add(way);
    client.on('data', read);
    server.on('data', (chunk) => {
      if (!way.isSilent && !client.destroyed) client.write(chunk);
    });
    for (const socket of [client, server]) {
      socket.on('error', () => {});
      socket.on('close', () => {
        // Who is at the other end of a silent way hears nothing, not even that the connection is over.
        if (way.isSilent) return;
        ways.delete(way);
        cut(way);
      });
    }
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const cutAll = (): void => {
    for (const way of ways) cut(way);
    ways.clear();
  };
  whenOver(async () => {
    cutAll();
    listener.close();
    await once(listener, 'close');
  });
  const url = new URL(databaseUrl);
  url.port = String((listener.address() as AddressInfo).port);
  return {
    url: url.href,
    faults: () => times,
    arm: (fault) => {
      armed = fault;
    },
    cutAll,
  };
}

/** Takes apart what a client sends: the first message has no letter before its length, the others do. */
function messagesOf(take: (message: Buffer) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let letter = 0;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      if (rest.length < letter + 4) return;
      const length = letter + rest.readUInt32BE(letter);
      if (rest.length < length) return;
      take(rest.subarray(0, length));
      rest = rest.subarray(length);
      letter = 1;
    }
  };
}

/** Where in a save something can happen, as the words that a client says there; each is seen once. */
export const places = {
  COMMIT: () => (words: string) => words.includes('COMMIT\0'),
  /** When the first row is to be locked and read. */
  load: () => inTurn([(words) => words.includes('BEGIN'), (words) => words.startsWith('B')]),
  /** When the rows are written, but not committed. */
  writes: () => inTurn([(words) => words.startsWith('B') && words.includes('["~'), (words) => words.startsWith('E')]),
  /** When challenges are written, but not committed. */
  codes: () =>
    inTurn([
      (words) => words.startsWith('B') && /"(whatsapp|sms|email)"/.test(words),
      (words) => words.startsWith('E'),
    ]),
};

function inTurn(steps: readonly ((words: string) => boolean)[]): (words: string) => boolean {
  let done = 0;
  return (words) => {
    if (steps[done]?.(words)) done += 1;
    return done === steps.length;
  };
}
