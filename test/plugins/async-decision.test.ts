import { createPointbook, InvariantError } from '@pointbook/core';
import {
  type Book,
  command,
  jsonCodec,
  type Plugin,
  record,
  sendingCommand,
  standardShape,
} from '@pointbook/core/plugin';
import { memoryStore } from '@pointbook/memory';
import { sqliteStore } from '@pointbook/sqlite';
import { ok, okAsync, type Result } from 'neverthrow';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { valueOf } from '../support/specification/specification.ts';
import { warung } from '../support/shops/warung.ts';

interface Thing {
  readonly id: string;
}

const kind = record<Thing>({ kind: 'thing', format: 1, codec: jsonCodec(), key: ({ id }) => id });
const input = standardShape<Thing, Thing>({ '~standard': { validate: (value) => ({ value: value as Thing }) } });
const base = { input, failures: {}, joins: 'host', recall: 'runs-again', receipt: (did: Thing) => did } as const;

/** A decision that the compiler refuses: in JavaScript nobody does. */
function unchecked(decide: (thing: Thing, book: Book) => unknown) {
  return decide as (thing: Thing, book: Book) => Result<Thing, never>;
}

const things = {
  name: 'things',
  records: [kind],
  verbs: {
    put: command({ ...base, name: 'put', decide: (thing, book) => (book.put(kind, thing), ok(thing)) }),
    putsLater: command({
      ...base,
      name: 'putsLater',
      decide: unchecked(async (thing, book) => (book.put(kind, thing), ok(thing))),
    }),
    failsLater: command({
      ...base,
      name: 'failsLater',
      decide: unchecked(async () => Promise.reject(new Error('too late'))),
    }),
    answersLater: command({ ...base, name: 'answersLater', decide: unchecked((thing) => okAsync(thing)) }),
    preparesLater: sendingCommand({
      ...base,
      name: 'preparesLater',
      prepare: (async (thing: Thing) => ok(thing)) as unknown as (thing: Thing) => Result<Thing, never>,
      decide: (thing) => ok(thing),
      after: (answer) => okAsync(answer),
    }),
  },
} as const satisfies Plugin<'things'>;

const open = (store: Parameters<typeof createPointbook>[0]['store']) =>
  createPointbook({ program: warung(), store, plugins: [things] });

test.each(['putsLater', 'failsLater', 'answersLater'] as const)(
  'A decision that is an async function (%s) is refused by name, and disturbs no other call',
  async (verb) => {
    for (const newStore of [memoryStore, () => sqliteStore(':memory:')]) {
      const pointbook = open(newStore());
      const [wrong, right] = await Promise.allSettled([
        pointbook.things[verb]({ id: 'x' }),
        pointbook.things.put({ id: 'y' }),
      ]);
      expect(wrong).toMatchObject({ status: 'rejected', reason: expect.any(InvariantError) as unknown });
      expect(wrong).toMatchObject({ reason: { message: expect.stringContaining('answers at once') as unknown } });
      expect(right).toMatchObject({ value: { value: { id: 'y' } } });
      await pointbook.close();
    }
  },
);

test('What prepares a decision is refused as well where it is an async function', () => {
  expect(() => open(memoryStore()).things.preparesLater({ id: 'x' })).toThrow(
    'What prepares a decision answers at once',
  );
});

test('Inside a transaction of the host an async decision is refused, and leaves nothing', async () => {
  const database = new DatabaseSync(':memory:');
  const pointbook = createPointbook({ program: warung(), store: sqliteStore(database), plugins: [things] });
  valueOf(await pointbook.enrolMember({ memberId: 'C-17' }));
  database.exec('BEGIN IMMEDIATE');
  expect(() => pointbook.within(database).things.putsLater({ id: 'x' })).toThrow(InvariantError);
  database.exec('COMMIT');
  valueOf(await pointbook.things.put({ id: 'x' }));
  await pointbook.close();
});
