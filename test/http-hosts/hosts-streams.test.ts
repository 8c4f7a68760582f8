import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEvents, type ToldEvent } from '../http/event-reader.ts';
import { wireTo } from '../http/serve.ts';
import { bunHost, hosts, type Served } from './hosts.ts';

const authorization = 'Bearer owner';
const json = { authorization, 'content-type': 'application/json' };
const asEvents = { authorization, accept: 'text/event-stream' };
const members = ['ayu', 'budi', 'C-17'];
const file = `memberId,points\n${members.map((memberId) => `${memberId},5\n`).join('')}`;

/** A request as it goes over the wire. */
function raw(route: string, lines: readonly string[], body = ''): string {
  const [method, path] = route.split(' ');
  const own = ['Host: till', `Authorization: ${authorization}`, ...lines];
  return [`${method} /points${path} HTTP/1.1`, ...own, '', body].join('\r\n');
}

describe.each(Object.entries({ ...hosts, ...(bunHost ? { Bun: bunHost } : {}) }))('On %s', (_name, host) => {
  let served: Served;
  let ask: (route: string, more?: RequestInit) => Promise<Response>;

  beforeAll(async () => {
    served = await host();
    ask = (route, more = {}) => {
      const [method = '', path = ''] = route.split(' ');
      return fetch(`http://127.0.0.1:${served.port}/points${path}`, { method, headers: json, ...more });
    };
    for (const memberId of members) await ask(`PUT /members/${memberId}`, { body: '{}' });
  });
  afterAll(async () => {
    await served.close();
  });

  const sell = async (invoiceId: string) => {
    const sale = { memberId: 'C-17', currency: 'IDR', total: 5000 };
    expect((await ask(`PUT /invoices/${invoiceId}`, { body: JSON.stringify(sale) })).status).toBe(200);
  };
  /** Waits until nobody reads the feed any more. */
  const untilLeft = async () => {
    const reads = async () => (await (await ask('GET /reports/status')).json())[0].reads as number;
    for (let before = -1, now = await reads(); before !== now; now = await reads()) {
      before = now;
      await passing(50);
    }
  };

  test('the feed is told as it grows, and not read on where its reader leaves in the middle', async () => {
    await sell('INV-1');
    const reader = await wireTo(served.port);
    await reader.write(raw('GET /feed', ['Accept: text/event-stream']));
    await reader.came(/"INV-1"/);
    await sell('INV-2');
    expect(await reader.came(/"INV-2"/)).toMatch(/^HTTP\/1\.1 200 [^]*content-type: text\/event-stream/i);
    reader.leave();
    await untilLeft();
  });

  test('a follower who comes again gets what it has not seen', async () => {
    const first: ToldEvent[] = [];
    await sell('INV-3');
    await readEvents((await ask('GET /feed', { headers: asEvents })).body, (event) => first.push(event) === 1);
    await sell('INV-4');
    const headers = { ...asEvents, 'last-event-id': String(first[0]?.id) };
    await readEvents((await ask('GET /feed', { headers })).body, ({ data }) => {
      expect(data.items.map(({ reference }: { reference: { id: string } }) => reference.id)).toEqual(['INV-4']);
      return true;
    });
    await untilLeft();
  });

  test('the progress of a job is told until it is over', async () => {
    const bulk = { jobId: 'gift', members: { everyone: true }, change: { add: 1 }, reason: 'gift' };
    expect((await ask('POST /bulk', { body: JSON.stringify(bulk) })).status).toBe(200);
    const states: string[] = [];
    await readEvents((await ask('GET /jobs/gift/progress', { headers: asEvents })).body, ({ id, data }) => {
      states.push(`${data.state} ${id}`);
      if (states.length === 1) void ask('POST /jobs/gift/run');
    });
    expect([states[0], states.at(-1)]).toEqual(['running null', 'finished end']);
    const again = { ...asEvents, 'last-event-id': 'end' };
    expect((await ask('GET /jobs/gift/progress', { headers: again })).status).toBe(204);
  });

  test('a file of which the client sends a part, and leaves, is not imported', async () => {
    const office = await wireTo(served.port);
    const part = file.slice(0, 20);
    const lines = ['Content-Type: text/csv', 'Transfer-Encoding: chunked'];
    await office.write(raw('POST /imports?mode=add', lines, `${part.length.toString(16)}\r\n${part}\r\n`));
    office.leave();
    await served.came(/^POST \/imports 400 body-broke-off$/);
    const { items } = await (await ask('GET /jobs')).json();
    expect(items.filter(({ task }: { task: { kind: string } }) => task.kind === 'import')).toEqual([]);
  });

  test('a file is imported as it is sent, in parts', async () => {
    const parts = new ReadableStream<Uint8Array>({
      start(out) {
        for (let at = 0; at < file.length; at += 7) out.enqueue(new TextEncoder().encode(file.slice(at, at + 7)));
        out.close();
      },
    });
    const headers = { authorization, 'content-type': 'text/csv' };
    const sent = await ask('POST /imports?mode=add', { headers, body: parts, duplex: 'half' } as RequestInit);
    expect([sent.status, await sent.json()]).toMatchObject([200, { state: 'finished', accepted: members.length }]);
  });
});

const passing = async (ms: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
