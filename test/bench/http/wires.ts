import { connect, type Socket } from 'node:net';

/** Connections that are kept open, each for one request at a time. */
export interface Wires {
  /** Sends a request on a connection that is free, and waits for its answer. A status other than 200 throws. */
  ask(request: string): Promise<void>;
  close(): void;
}

/**
 * Opens so many connections. They read of an answer no more than its status and its length: on a machine of few cores a
 * client of all comforts would take the time from the servers that are compared.
 */
export async function openWires(port: number, count: number): Promise<Wires> {
  const wires = await Promise.all(Array.from({ length: count }, () => openWire(port)));
  const free = [...wires];
  return {
    async ask(request) {
      const wire = free.pop();
      if (!wire) throw new Error('There are more callers than connections.');
      await wire.ask(request);
      free.push(wire);
    },
    close() {
      for (const { socket } of wires) socket.destroy();
    },
  };
}

interface Wire {
  readonly socket: Socket;
  ask(request: string): Promise<void>;
}

async function openWire(port: number): Promise<Wire> {
  const socket = connect(port, '127.0.0.1').setNoDelay();
  let text = '';
  let answered = (_answer: string) => {};
  let failed = (_cause: Error) => {};
  socket.setEncoding('latin1');
  socket.on('error', (cause) => failed(cause));
  socket.on('close', () => failed(new Error('The server closed a connection.')));
  socket.on('data', (chunk: string) => {
    text += chunk;
    const head = text.indexOf('\r\n\r\n');
    if (head === -1) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN);
    if (text.length < head + 4 + length) return;
    const answer = text;
    text = '';
    answered(answer);
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve);
    failed = reject;
  });
  return {
    socket,
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) throw new Error('The server closed a connection.');
        failed = reject;
        answered = (answer) => (answer.startsWith('HTTP/1.1 200 ') ? resolve() : reject(new Error(answer)));
        socket.write(request, 'latin1');
      }),
  };
}
