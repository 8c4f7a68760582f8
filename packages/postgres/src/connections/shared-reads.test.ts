import { EventEmitter } from 'node:events';
import type { PoolClient } from 'pg';
import { describe, expect, test } from 'vitest';
import type { PostgresPool } from './postgres-pool.ts';
import { sharedReads } from './shared-reads.ts';

/** A pool whose clients answer when they are told to, and which remembers how they came back. */
function poolOf() {
  const released: boolean[] = [];
  const waiting: { answer: () => void; fail: (error: Error) => void }[] = [];
  let connected = 0;
  const connect = (given: (error: undefined, client: PoolClient) => void) => {
    connected += 1;
    const client = Object.assign(new EventEmitter(), {
      query: async () =>
        new Promise((resolve, reject) => {
          waiting.push({ answer: () => resolve({ command: 'SELECT', rows: [] }), fail: reject });
        }),
      release: (destroy: boolean) => void released.push(destroy),
    });
    given(undefined, client as unknown as PoolClient);
  };
  const asked = async (count: number) => {
    while (waiting.length < count) await new Promise(setImmediate);
    return waiting.splice(0);
  };
  return { read: sharedReads({ connect } as unknown as PostgresPool), released, asked, connections: () => connected };
}

const question = { sql: 'SELECT 1', values: [] };

describe('small reads', () => {
  test('that come together share a connection, which goes back once the last is answered', async () => {
    const { read, released, asked, connections } = poolOf();
    const first = [read(question), read(question)];
    const [one, two] = await asked(2);
    one?.answer();
    await first[0];
    const third = read(question);
    two?.answer();
    await first[1];
    expect(released).toEqual([]);
    (await asked(1))[0]?.answer();
    await third;
    expect([connections(), released]).toEqual([1, [false]]);
    const later = read(question);
    (await asked(1))[0]?.answer();
    await later;
    expect([connections(), released]).toEqual([2, [false, false]]);
  });

  test('fail each by itself for what the server says of one', async () => {
    const { read, released, asked } = poolOf();
    const both = [read(question), read(question)];
    const [one, two] = await asked(2);
    one?.fail(Object.assign(new Error('no such column'), { code: '42703' }));
    await expect(both[0]).rejects.toThrow('no such column');
    two?.answer();
    await expect(both[1]).resolves.toMatchObject({ command: 'SELECT' });
    expect(released).toEqual([false]);
  });

  test('leave a connection that is lost, and throw it away when all have', async () => {
    const { read, released, asked, connections } = poolOf();
    const both = [read(question), read(question)];
    const [one, two] = await asked(2);
    one?.fail(new Error('Connection terminated unexpectedly'));
    await expect(both[0]).rejects.toThrow('terminated');
    const next = read(question);
    const [three] = await asked(1);
    two?.fail(new Error('Connection terminated unexpectedly'));
    await expect(both[1]).rejects.toThrow('terminated');
    three?.answer();
    await next;
    expect([connections(), released]).toEqual([2, [true, false]]);
  });

  test('all hear of it when there is no connection to be had, and the next asks for one again', async () => {
    let connected = 0;
    const connect = (given: (error: Error) => void) => {
      connected += 1;
      given(new Error('connect ECONNREFUSED'));
    };
    const read = sharedReads({ connect } as unknown as PostgresPool);
    const both = [read(question), read(question)];
    for (const each of both) await expect(each).rejects.toThrow('ECONNREFUSED');
    await expect(read(question)).rejects.toThrow('ECONNREFUSED');
    expect(connected).toBe(2);
  });
});
