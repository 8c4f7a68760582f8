import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a server answers to a command, by its name, or on connecting; silence where there is nothing. */
export type Script = (command: string, connection: number) => string | null;

/** A mail server that says what it is told to, in the clear and word for word. It stops when the test is over. */
export async function startScriptedServer(script: Script) {
  const sockets = new Set<Socket>();
  const mails: string[] = [];
  const commands: string[] = [];
  const server = createServer((socket) => {
    const connection = sockets.add(socket).size;
    socket.on('error', () => {});
    const say = (command: string) => {
      const answer = script(command, connection) ?? '';
      if (answer !== '') socket.write(`${answer}\r\n`);
      return answer;
    };
    let mail: string[] | null = null;
    let rest = '';
    say('connect');
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (mail === null) {
          const [command = ''] = line.split(/[ :]/);
          commands.push(command);
          if (say(command).startsWith('354')) mail = [];
        } else if (line === '.') {
          mails.push(mail.join('\n'));
          mail = null;
          say('.');
        } else mail.push(line);
      }
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    commands,
    connectionCount: () => sockets.size,
    openSockets: () => [...sockets].filter((socket) => !socket.closed),
  };
}

/** What a server says that takes everything. */
export const agreeable: Script = (command) =>
  ({ connect: '220 here', EHLO: '250-here\r\n250 PIPELINING', DATA: '354 go on', QUIT: '221 bye' })[command] ??
  '250 fine';
