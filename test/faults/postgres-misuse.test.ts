import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createPointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { root } from '../../scripts/workspace.ts';
import { fullTour } from '../support/tours/full-tour.ts';
import { dropSchema, freshSchema } from '../support/postgres/postgres-ledger.ts';
import { warung } from '../support/shops/warung.ts';
import { valueOf } from '../support/value-of.ts';

const sale = { invoiceId: 'INV-1', memberId: 'C-1', currency: 'IDR', total: 25_000 };

/** A ledger over a pool of the host's, with one member. */
async function openShop() {
  const schema = freshSchema();
  const pool = new pg.Pool({ connectionString: inject('databaseUrl'), max: 3 });
  const ledger = createPointbook({ program: warung(), store: postgresStore(pool, { schema }) });
  onTestFinished(async () => {
    vi.useRealTimers();
    await pool.end();
    await dropSchema(schema);
  });
  expect((await ledger.enrolMember({ memberId: 'C-1' })).isOk()).toBe(true);
  return { schema, pool, ledger };
}

test('a test that has stopped all timers is answered', async () => {
  const { ledger, pool } = await openShop();
  vi.useFakeTimers({ toNotFake: ['nextTick'] });
  expect((await ledger.saveInvoice(sale)).isOk()).toBe(true);
  const balances = [1, 2, 3].map(async () => ledger.getBalance({ memberId: 'C-1' }));
  for (const balance of await Promise.all(balances)) expect(balance.isOk()).toBe(true);
  const client = await pool.connect();
  await client.query('BEGIN');
  expect((await ledger.within(client).voidInvoice({ invoiceId: 'INV-1', refundId: 'V' })).isOk()).toBe(true);
  await client.query('COMMIT');
  client.release();
});

test('and so is every verb that it calls, over connections of the store and over a pool of the host', async () => {
  const pool = new pg.Pool({ connectionString: inject('databaseUrl'), max: 3 });
  const schemas = [freshSchema(), freshSchema()];
  onTestFinished(async () => {
    vi.useRealTimers();
    await pool.end();
    for (const schema of schemas) await dropSchema(schema);
  });
  vi.useFakeTimers({ toNotFake: ['nextTick'] });
  for (const [index, schema] of schemas.entries()) {
    const ledger = await fullTour(postgresStore(index === 0 ? inject('databaseUrl') : pool, { schema }));
    expect(valueOf(await verify(ledger)).findings).toEqual([]);
    expect((await ledger.close()).isOk()).toBe(true);
  }
});

test('a test whose timers are numbers, as in jsdom, is answered', async () => {
  const schema = freshSchema();
  const { setTimeout: start } = globalThis;
  onTestFinished(async () => {
    vi.unstubAllGlobals();
    await dropSchema(schema);
  });
  vi.stubGlobal('setTimeout', (...given: Parameters<typeof start>) => Number(start(...given)));
  const ledger = createPointbook({ program: warung(), store: postgresStore(inject('databaseUrl'), { schema }) });
  expect((await ledger.enrolMember({ memberId: 'C-1' })).isOk()).toBe(true);
  expect((await ledger.saveInvoice(sale)).isOk()).toBe(true);
  expect((await ledger.close()).isOk()).toBe(true);
});

// In a process of its own: what the test runner itself asks of the next tick would be lost.
test('a test that has stopped the next tick too is answered, as in Jest', async () => {
  const program = `
    import { writeSync } from 'node:fs';
    process.nextTick = () => undefined;
    const calls = [ledger.saveInvoice(${JSON.stringify(sale)}), ledger.getBalance({ memberId: 'C-1' }), ledger.getBalance({ memberId: 'C-1' })];
    for (const answer of await Promise.all(calls)) writeSync(1, answer.isOk() + ' ');
    writeSync(1, String((await verify(ledger)).isOk()));
    process.exit();`;
  expect(await outputOf(program)).toBe('true true true true');
});

test('a client that was never connected, or is only being connected, is told, and nothing waits for it', async () => {
  const { ledger } = await openShop();
  const client = new pg.Client({ connectionString: inject('databaseUrl') });
  const join = async () => ledger.within(client).saveInvoice(sale);
  await expect(join()).rejects.toThrow('Begin a transaction on the client before you join it');
  const connecting = client.connect();
  await expect(join()).rejects.toThrow('Begin a transaction on the client before you join it');
  await connecting;
  await client.end();
});

describe('a call that was not awaited', () => {
  // How many answers the host waits for before it ends its transaction.
  test.each([0, 1, 2, 3, 4].flatMap((turns) => [[turns, 'COMMIT'] as const, [turns, 'ROLLBACK'] as const]))(
    'and was overtaken after %d answers by %s says so, or was not',
    async (turns, end) => {
      const { ledger, pool } = await openShop();
      const client = await pool.connect();
      await client.query('BEGIN');
      const call = Promise.resolve(ledger.within(client).saveInvoice(sale)).then(
        (saved) => (saved.isOk() ? 'saved' : saved.error.message),
        (thrown: unknown) => (thrown as Error).message,
      );
      for (let turn = 0; turn < turns; turn++) await client.query('SELECT 1');
      await client.query(end);
      const said = await call;
      client.release();
      expect(said === 'saved' || said.includes('await each call before COMMIT')).toBe(true);
      expect(valueOf(await verify(ledger))).toMatchObject({ findings: [] });
    },
  );

  test('before COMMIT, at once: nothing is written', async () => {
    const { ledger, pool } = await openShop();
    const client = await pool.connect();
    await client.query('BEGIN');
    const call = Promise.resolve(ledger.within(client).saveInvoice(sale));
    const caught = call.catch((thrown: unknown) => thrown);
    await client.query('COMMIT');
    expect(await caught).toMatchObject({ message: expect.stringContaining('await each call before COMMIT') });
    client.release();
    expect((await ledger.getInvoice({ invoiceId: 'INV-1' })).isErr()).toBe(true);
  });
});

test('a process that forgets to close the ledger ends', async () => {
  const program = `
    console.log(process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length);`;
  // An idle connection of pg would hold the process for ten seconds.
  expect(await outputOf(program)).toBe('0\n');
});

/** What a process writes that has opened a ledger of its own with one member. */
async function outputOf(program: string): Promise<string> {
  const schema = freshSchema();
  onTestFinished(async () => dropSchema(schema));
  const opening = `
    import { createPointbook } from '@pointbook/core';
    import { verify } from '@pointbook/core/verify';
    import { postgresStore } from '@pointbook/postgres';
    const [url, schema, rules] = process.argv.slice(1);
    const ledger = createPointbook({ program: JSON.parse(rules), store: postgresStore(url, { schema }) });
    if ((await ledger.enrolMember({ memberId: 'C-1' })).isErr()) throw new Error('There is no member.');`;
  const args = [inject('databaseUrl'), schema, JSON.stringify(warung())];
  const flags = ['--conditions=@pointbook/source', '--input-type=module', '--eval', `${opening}${program}`, '--'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, ...args], { cwd: root });
  return stdout;
}
