import type { Handler, LogLine } from '@pointbook/http';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serve } from '../http/serve.ts';
import { sampled } from '../support/properties/sampled.ts';
import { type Answered, judgeOf } from './judge.ts';
import type { OpenApi } from './openapi.ts';
import { requestsOf, type Sent } from './requests.ts';
import { sendOver, sendWithin } from './send.ts';
import { openStage } from './stage.ts';

/** Sends a request to a handler. */
type Send = (handler: Handler, sent: Sent) => Promise<Answered>;

const atATime = 50;
const first = await openStage();
const document = (await (await first.handler(new Request('https://till.example/openapi.json'))).json()) as OpenApi;
const judge = judgeOf(document);
const requests = requestsOf(document, first.known, first.tokens);

/** In the place of a line of the log that is not there. */
const untold: LogLine = { id: '', method: '', route: null, status: 0, ms: 0, problem: null };

/** Verbs that write down what they refuse: a code that was wrong is counted. */
const countedRefusals = ['wrong-code', 'code-not-accepted', 'code-locked', 'code-not-sent'];

/**
 * Sends so many hostile requests, each lot to a shop of its own, and answers how many there were of each status and
 * each form.
 */
async function fuzz(count: number, seed: number, send: Send): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(fc.array(requests, { minLength: atATime, maxLength: atATime }), async (lot) => {
      const { handler, lines, dump, findings } = await openStage();
      let before = JSON.stringify(await dump());
      for (const sent of lot) {
        const answered = await send(handler, sent);
        const line = lines.at(-1) ?? untold;
        const after = JSON.stringify(await dump());
        const mistake = judge(answered, line) ?? (before === after ? null : writtenBy(sent, line));
        if (mistake !== null) throw new Error(`${mistake}\n${shown(sent)}\n${answered.status} ${answered.text}`);
        before = after;
        const [type = ''] = (answered.headers.get('content-type') ?? '').split(';');
        for (const what of [answered.status, type]) seen[what] = (seen[what] ?? 0) + 1;
      }
      expect(await findings()).toEqual([]);
    }),
    { numRuns: Math.ceil(count / atATime), endOnFailure: true, ...sampled({ seed }, {}) },
  );
  return seen;
}

/** What is wrong with a request that wrote something; null where it may. */
function writtenBy({ method }: Sent, { status, problem }: LogLine): string | null {
  const mayWrite = method !== 'GET' && (status < 300 || countedRefusals.includes(problem ?? ''));
  return mayWrite ? null : 'something was written';
}

function shown({ method, target, headers, body }: Sent): string {
  return `${method} ${target} ${JSON.stringify(headers)} ${String(body).slice(0, 3000)}`;
}

describe('Hostile requests that are built from the OpenAPI document', () => {
  test('are each answered as it says, write only what is answered with success, and find no fault', async () => {
    const seen = await fuzz(sampled(1000, 20_000), 14, sendWithin);
    expect(Object.keys(seen)).toEqual(expect.arrayContaining(['200', '400', '401', '403', '404', '409', '415', '422']));
    const forms = ['application/json', 'application/x-ndjson', 'text/csv', 'text/event-stream'];
    expect(Object.keys(seen)).toEqual(expect.arrayContaining(forms));
  });

  test('over a connection, too', async () => {
    let served: { readonly handler: Handler } = first;
    const { port } = await serve((request) => served.handler(request));
    const seen = await fuzz(sampled(200, 2000), 15, (handler, sent) => {
      served = { handler };
      return sendOver(port, sent);
    });
    expect(Object.keys(seen)).toEqual(expect.arrayContaining(['200', '400']));
  });
});
