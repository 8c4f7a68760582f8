import { inspect } from 'node:util';
import type { SendOutcome } from '@pointbook/core/codes';
import { expect, onTestFinished, test, vi } from 'vitest';
import { selfSigned } from './certificate-testing.ts';
import { codeMessage, notifierTo, startMailServer } from './mail-server-testing.ts';

const own = selfSigned();
const message = codeMessage({
  to: 'canary.ani@customer.example',
  text: 'canary text 482913',
  subject: 'canary subject',
});
const auth = { user: 'canary-user', pass: 'canary-password' };
const secrets = /canary|482913|Y2FuYXJ5/i; // the last is how "canary" begins in Base64
const echo = `5.1.1 <canary.ani@customer.example> canary text 482913 ${JSON.stringify(auth)}`;

/** Everything that is written to the terminal until the test is over. */
function listen(): string[] {
  const written: string[] = [];
  const write = (chunk: unknown) => written.push(String(chunk)) > 0;
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(write),
    vi.spyOn(process.stderr, 'write').mockImplementation(write),
    ...(['log', 'info', 'warn', 'error', 'debug', 'trace'] as const).map((name) =>
      vi
        .spyOn(console, name)
        .mockImplementation((...things) => void write(things.map((each) => inspect(each)).join(' '))),
    ),
  ];
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore();
  });
  return written;
}

type Server = Parameters<typeof startMailServer>[0];
type Notifier = Parameters<typeof notifierTo>[1];

const refusing = (responseCode: number) => Object.assign(new Error(echo), { responseCode });
const cases: [string, Server, Notifier?][] = [
  ['is sent', {}],
  ['is refused at the connection', { onConnect: (_, callback) => callback(refusing(554)) }],
  ['has its login refused', { onAuth: (_, __, callback) => callback(null, { message: echo, responseCode: 535 }) }],
  ['has its sender refused', { onMailFrom: (_, __, callback) => callback(refusing(550)) }],
  ['has its address refused', { onRcptTo: (_, __, callback) => callback(refusing(550)) }],
  ['is put off', { onRcptTo: (_, __, callback) => callback(refusing(450)) }],
  [
    'is refused itself',
    { onData: (stream, _, callback) => void stream.resume().once('end', () => callback(refusing(554))) },
  ],
  ['meets a certificate that nobody trusts', {}, { ca: selfSigned().cert }],
  ['meets no TLS', { disabledCommands: ['STARTTLS'] }],
];

test.each(cases)('a message that %s shows nothing of itself', async (_, options, more = {}) => {
  const written = listen();
  const server = await startMailServer({
    ...own,
    onAuth: (__, ___, callback) => callback(null, { user: 'sari' }),
    ...options,
  });
  const notifier = notifierTo(server, { tls: 'starttls', ca: own.cert, auth, ...more });
  expectNothing(await notifier.send(message, { signal: new AbortController().signal }));
  expectNothing(notifier);
  expect(written).toEqual([]);
});

test('nor does one that is lost, given up or sent to no address', async () => {
  const written = listen();
  const caller = new AbortController();
  const server = await startMailServer({
    ...own,
    onAuth: (_, __, callback) => callback(null, { user: 'sari' }),
    onMailFrom: (_, session, callback) => (server.connectionCount() === 1 ? server.cut(session) : callback()),
    onRcptTo: () => caller.abort(new Error(echo)),
  });
  const notifier = notifierTo(server, { tls: 'starttls', ca: own.cert, auth });
  expectNothing(await notifier.send(message, { signal: new AbortController().signal }));
  expectNothing(await notifier.send(message, caller));
  expectNothing(await notifier.send({ ...message, to: `${message.to}, x` }, { signal: new AbortController().signal }));
  expect(written).toEqual([]);
});

function expectNothing(shown: SendOutcome | object): void {
  expect(JSON.stringify(shown)).not.toMatch(secrets);
  expect(inspect(shown, { depth: null, showHidden: true, getters: true })).not.toMatch(secrets);
}
