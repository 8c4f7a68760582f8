import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountSid, codeMessage, earnedMessage, messagingServiceSid, patient } from './sample-message-testing.ts';
import type { TwilioOptions } from './twilio-messages.ts';
import { twilioSmsNotifier } from './twilio-sms.ts';

// Prism answers as Twilio's own OpenAPI document says, and with errors to what that document does not allow.
const require = createRequire(import.meta.url);
const prism = join(dirname(require.resolve('@stoplight/prism-cli/package.json')), 'dist', 'index.js');
const document = require.resolve('@twilio/cli-core/src/services/twilio-api/twilio_api_v2010.json');
// When whoever started it dies, its standard input ends, and it too.
const endsWithParent = 'data:text/javascript,process.stdin.on("end",()=>process.exit()).resume()';

let child: ChildProcess;
let baseUrl: string;

beforeAll(async () => {
  child = spawn(process.execPath, ['--import', endsWithParent, prism, 'mock', '--errors', '--port', '0', document], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'test' },
  });
  baseUrl = await addressOf(child);
});
afterAll(async () => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
});

/** Where it listens, as it says when it does. */
async function addressOf({ stdout }: ChildProcess): Promise<string> {
  const said: string[] = [];
  if (stdout) {
    for await (const line of createInterface(stdout)) {
      said.push(line);
      const address = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
      if (address === undefined) continue;
      stdout.resume();
      return address;
    }
  }
  throw new Error(`Prism did not start:\n${said.join('\n')}`);
}

function notifier(more: Partial<TwilioOptions> = {}) {
  const options = { accountSid, authToken: 'token', from: '+6281100000000', countries: ['+62'], baseUrl };
  return twilioSmsNotifier({ ...options, ...more } as TwilioOptions);
}

/** What the adapter gives to fetch. */
interface Posted {
  readonly headers: Record<string, string>;
  readonly body: string;
}

test('what Twilio documents is what is sent', async () => {
  const sent = { status: 'sent', providerId: expect.stringMatching(/^SM[0-9a-f]{32}$/) as string };
  expect(await notifier().send(codeMessage, patient)).toEqual(sent);
  expect(await notifier().send(earnedMessage, patient)).toEqual(sent);
  expect(await notifier({ from: undefined as never, messagingServiceSid }).send(codeMessage, patient)).toEqual(sent);
});

test.each<[string, (init: Posted) => Posted, object]>([
  [
    'without credentials',
    (init) => ({ ...init, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    { status: 'rejected', reason: 'account', message: expect.stringContaining('HTTP 401') },
  ],
  [
    'without To',
    (init) => ({ ...init, body: 'Body=Halo' }),
    { status: 'rejected', reason: 'content', message: expect.stringContaining('HTTP 422') },
  ],
  [
    'with another time in the queue than a whole number',
    (init) => ({ ...init, body: `${init.body}&ValidityPeriod=soon` }),
    { status: 'rejected', reason: 'content', message: expect.stringContaining('HTTP 422') },
  ],
  [
    'and a server that has nothing to answer',
    (init) => ({ ...init, headers: { ...init.headers, Prefer: 'code=500' } }),
    { status: 'rejected', reason: 'account', message: expect.stringContaining('HTTP 404') },
  ],
])('what Twilio does not document is refused: %s', async (_, spoil, outcome) => {
  const spoiling: typeof fetch = async (url, init) => fetch(url, { ...init, ...spoil(init as Posted) });
  expect(await notifier({ fetch: spoiling }).send(earnedMessage, patient)).toMatchObject(outcome);
});
