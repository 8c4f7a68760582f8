import { verbsOf } from '@pointbook/core/plugin';
import { memoryStore } from '@pointbook/memory';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { ownPlugins } from '../support/shops/own-plugins.ts';
import { openAgent } from './agent.ts';

const allowWrites = { actor: 'agent-7' };
const verbs = verbsOf(ownPlugins);
/** Their files are bytes, which JSON cannot hold. */
const withFiles = ['jobs_previewImport', 'jobs_importFile', 'jobs_rejectedRows'];
const nameOf = ({ path }: { readonly path: readonly string[] }) => path.join('_');

describe('An agent that may only read', () => {
  test('has every verb that neither writes nor sends as a tool, and no other', async () => {
    const { client } = await openAgent();
    const { tools } = await client.listTools();
    const reading = verbs.filter(({ writes, sends }) => !writes && !sends).map(nameOf);
    expect(tools.map(({ name }) => name)).toEqual(reading.filter((name) => !withFiles.includes(name)));
    for (const { annotations } of tools)
      expect(annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false });
  });

  test('reads', async () => {
    const { call } = await openAgent();
    expect(await call('getBalance', { memberId: 'ayu' })).toMatchObject({ isError: false, value: { balance: 50 } });
    expect(await call('reports_status')).toMatchObject({ value: { rows: [{ memberId: 'ayu' }], more: false } });
    expect(await call('quoteEarning', { currency: 'IDR', total: 7000, soldAt: '2026-03-02T03:00:00Z' })).toMatchObject({
      value: { points: 7 },
    });
  });

  test('cannot write by naming a tool that it was not shown', async () => {
    const { pointbook, client } = await openAgent();
    const before = (await pointbook.readFeed({}))._unsafeUnwrap();
    const adjust = { memberId: 'ayu', points: 5, direction: 'add', reason: 'gift', idempotencyKey: 'k', actor: 'me' };
    for (const name of ['adjustPoints', '__proto__', 'constructor', 'ports', 'close', 'within'])
      await expect(client.callTool({ name, arguments: adjust })).rejects.toThrow('There is no tool');
    expect((await pointbook.readFeed({}))._unsafeUnwrap()).toEqual(before);
  });

  test('is told what was asked wrongly as the library tells it', async () => {
    const { call } = await openAgent();
    expect(await call('getBalance', { memberId: 'nobody' })).toMatchObject({
      isError: true,
      value: { kind: 'unknown-member', memberId: 'nobody' },
    });
    expect(await call('getBalance', { member: 'ayu' })).toMatchObject({
      isError: true,
      value: { kind: 'invalid-command' },
    });
    expect(await call('reports_daily', { columns: ['nothing'] })).toMatchObject({
      isError: true,
      value: { kind: 'invalid-command' },
    });
  });
});

describe('An agent that may write', () => {
  test('has every verb as a tool, with a schema that describes an object', async () => {
    const { client } = await openAgent({ allowWrites });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(verbs.map(nameOf).filter((name) => ![...withFiles].includes(name)));
    const ajv = new Ajv({ strict: false, validateFormats: false });
    for (const { name, description, inputSchema } of tools) {
      expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
      expect(description, `the tool ${name}`).toMatch(/^[A-Z].+/);
      expect(() => ajv.compile(inputSchema), `the tool ${name}`).not.toThrow();
    }
  });

  test('needs an idempotency key or an id of every command that changes points', async () => {
    const { client, call, pointbook } = await openAgent({ allowWrites });
    const before = (await pointbook.readFeed({}))._unsafeUnwrap();
    const { tools } = await client.listTools();
    const keyed = tools.filter(({ inputSchema }) => Object.hasOwn(inputSchema.properties ?? {}, 'idempotencyKey'));
    expect(keyed.map(({ name }) => name)).toContain('adjustPoints');
    for (const { name, inputSchema } of keyed)
      expect(inputSchema.required, `the tool ${name}`).toContain('idempotencyKey');
    const adjust = { memberId: 'ayu', points: 5, direction: 'add', reason: 'gift' };
    expect(await call('adjustPoints', adjust)).toMatchObject({ isError: true, value: { kind: 'invalid-command' } });
    expect((await pointbook.readFeed({}))._unsafeUnwrap()).toEqual(before);
  });

  test('does a command once, however often it sends it, in the name of who started the server', async () => {
    const { call, pointbook } = await openAgent({ allowWrites });
    const adjust = { memberId: 'ayu', points: 5, direction: 'add', reason: 'gift', idempotencyKey: 'k-1' };
    expect(await call('adjustPoints', adjust)).toMatchObject({ isError: false, value: { replayed: false } });
    expect(await call('adjustPoints', adjust)).toMatchObject({ isError: false, value: { replayed: true } });
    const { items } = (await pointbook.getStatement({ memberId: 'ayu' }))._unsafeUnwrap();
    expect(items.map(({ actor, delta }) => [actor, delta])).toEqual([
      ['agent-7', 5],
      ['system', 50],
    ]);
  });

  test('cannot say who the actor is', async () => {
    const { client, call } = await openAgent({ allowWrites });
    const adjust = { memberId: 'ayu', points: 5, direction: 'add', reason: 'gift', idempotencyKey: 'k-1' };
    expect(await call('adjustPoints', { ...adjust, actor: 'owner' })).toMatchObject({
      isError: true,
      value: { kind: 'invalid-command', field: 'actor' },
    });
    const { tools } = await client.listTools();
    const acted = tools.filter(({ annotations, inputSchema }) => !annotations?.readOnlyHint && inputSchema.properties);
    for (const { name, inputSchema } of acted)
      expect(Object.keys(inputSchema.properties ?? {}), `the tool ${name}`).not.toContain('actor');
  });

  test.each([[null], [{}], [{ actor: '' }], [{ actor: ' ' }], [{ actor: 7 }], [true]])(
    'needs an actor: %j is none',
    async (given) => {
      await expect(openAgent({ allowWrites: given as never })).rejects.toThrow('`allowWrites` needs an `actor`');
    },
  );
});

test('A report that is long ends early, and says so', async () => {
  const { call, pointbook } = await openAgent();
  const ids = Array.from({ length: 600 }, (_, index) => `m${index}`);
  await Promise.all(ids.map(async (memberId) => pointbook.enrolMember({ memberId })));
  const { value } = await call('reports_members');
  expect([(value['rows'] as unknown[]).length, value['more']]).toEqual([500, true]);
});

test('A mistake in code is told to who runs the server, and not to the agent', async () => {
  const store = memoryStore();
  const load: never = (() => {
    throw new Error('a secret of the inside');
  }) as never;
  const { client, faults } = await openAgent({}, { ...store, rows: { ...store.rows, load } });
  const read = client.callTool({ name: 'getBalance', arguments: { memberId: 'ayu' } });
  await expect(read).rejects.toThrow('It failed by a fault of the server');
  await expect(read).rejects.not.toThrow('secret');
  expect(faults.map(({ message }) => message)).toEqual(['a secret of the inside']);
});

test('A ledger tells an agent its currency, and what it may do', async () => {
  const { client } = await openAgent();
  expect(client.getInstructions()).toContain('minor units of IDR');
  expect(client.getInstructions()).toContain('All tools only read.');
});
