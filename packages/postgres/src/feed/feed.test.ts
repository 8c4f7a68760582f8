import type { MemberId } from '@pointbook/core';
import type { FeedPlace } from '@pointbook/core/store';
import { type FedEntry, type LedgerReader, type LedgerView, ledgerView } from '@pointbook/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { ayu, budi, changes, entry, load, member, shop, valueOf, write } from '@pointbook/testing/sample-ledger';
import { postgresStore } from '../postgres-store.ts';
import { temporarySchema, joined } from '../sample-ledger-testing.ts';

function openLedger() {
  const { schema, pool } = temporarySchema();
  const store = postgresStore(pool, { schema });
  return { schema, pool, store };
}

/** What an entry of a member changes; the member is put down, so that its place in the feed is known. */
function posting(memberId: MemberId, sequence: number) {
  return changes({ members: [member(memberId, { sequence })], entries: [entry(memberId, sequence)] });
}

/** Posts the next entry of a member, in a transaction of the store or a joined one. */
async function post(view: LedgerView, memberId: MemberId): Promise<void> {
  const result = await view.transact(shop, { members: [memberId] }, ({ members }) => {
    const sequence = (members.get(memberId)?.account.sequence ?? 0) + 1;
    return { changes: posting(memberId, sequence), value: null };
  });
  valueOf(result);
}

function cursorOf({ entry: { memberId, sequence }, position }: FedEntry): FeedPlace {
  return { position, memberId, sequence };
}

async function follow(reader: LedgerReader, after: FeedPlace | null, limit = 100): Promise<FedEntry[]> {
  const page = valueOf(await reader.feed(shop, after, limit));
  if (page === null) throw new Error('The ledger has lost the entry of the cursor.');
  return page;
}

/** So many entries, when they are final: other tests on the server may hold them up by what they write. */
async function fed(reader: LedgerReader, after: FeedPlace | null, count: number): Promise<FedEntry[]> {
  return vi.waitFor(
    async () => {
      const page = await follow(reader, after);
      expect(page.length).toBeGreaterThanOrEqual(count);
      return page;
    },
    { timeout: 600_000, interval: 20 },
  );
}

function named(entries: readonly FedEntry[]): string[] {
  return entries.map(({ entry: { memberId, sequence } }) => `${memberId} ${sequence}`);
}

test('whatever is written while another transaction is open is fed after it, in order', async () => {
  const { pool, store } = openLedger();
  await post(ledgerView(store), ayu);
  const [first] = await fed(ledgerView(store).reader, null, 1);
  if (!first) throw new Error('There is one.');

  const host = await pool.connect();
  await host.query('BEGIN');
  await post(joined(store, host), budi);
  await post(ledgerView(store), ayu);
  expect(await follow(ledgerView(store).reader, cursorOf(first))).toEqual([]);
  expect(named(await follow(ledgerView(store).reader, null))).toEqual(['C-17 1']);
  await host.query('COMMIT');
  host.release();
  const rest = await fed(ledgerView(store).reader, cursorOf(first), 2);
  expect(named(rest)).toEqual(['C-18 1', 'C-17 2']);
  expect(named(await fed(ledgerView(store).reader, null, 3))).toEqual(['C-17 1', 'C-18 1', 'C-17 2']);
});

test('one that is rolled back holds up nothing; one that only reads does not either', async () => {
  const { pool, schema, store } = openLedger();
  await store.open();
  const [writes, reads] = [await pool.connect(), await pool.connect()];
  await writes.query('BEGIN; SELECT pg_current_xact_id()');
  await reads.query(`BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT FROM ${schema}.entries`);
  await post(ledgerView(store), ayu);
  expect(await follow(ledgerView(store).reader, null)).toEqual([]);
  await writes.query('ROLLBACK');
  expect(named(await fed(ledgerView(store).reader, null, 1))).toEqual(['C-17 1']);
  await reads.query('COMMIT');
  writes.release();
  reads.release();
});

test("a member's entries come in their sequence, also where a later one is of an earlier transaction", async () => {
  const { pool, store } = openLedger();
  await store.open();
  const host = await pool.connect();
  await host.query('BEGIN; SELECT pg_current_xact_id()');
  await post(ledgerView(store), ayu);
  await post(joined(store, host), ayu);
  await host.query('COMMIT');
  host.release();
  const all = await fed(ledgerView(store).reader, null, 2);
  expect(named(all)).toEqual(['C-17 1', 'C-17 2']);
  expect(named(await follow(ledgerView(store).reader, all[0] ? cursorOf(all[0]) : null))).toEqual(['C-17 2']);
});

test('many entries of one transaction are paged without a gap', async () => {
  const { store } = openLedger();
  const entries = [budi, ayu].flatMap((memberId) => Array.from({ length: 40 }, (_, s) => entry(memberId, s + 1)));
  await write(store, { entries });
  const found: FedEntry[] = [];
  await fed(ledgerView(store).reader, null, 80);
  for (;;) {
    const last = found.at(-1);
    const page = await follow(ledgerView(store).reader, last ? cursorOf(last) : null, 7);
    if (page.length === 0) break;
    found.push(...page);
  }
  const sequences = Array.from({ length: 40 }, (_, s) => s + 1);
  expect(named(found)).toEqual([ayu, budi].flatMap((memberId) => sequences.map((s) => `${memberId} ${s}`)));
  expect(new Set(found.map(({ position }) => position)).size).toBe(1);
});

test('a ledger that was restored into a server with lower numbers goes on after its last entry', async () => {
  const { pool, schema, store } = openLedger();
  await post(ledgerView(store), ayu);
  await post(ledgerView(store), budi);
  const [first] = await fed(ledgerView(store).reader, null, 2);
  if (!first) throw new Error('There is one.');
  // As if the server that it comes from had counted further.
  await pool.query(`ALTER TABLE ${schema}.entries DISABLE TRIGGER USER;
    UPDATE ${schema}.entries SET position = position + 1e12::bigint;
    UPDATE ${schema}.accounts SET position = position + 1e12::bigint`);
  const cursor = { ...cursorOf(first), position: first.position + 1e12 };
  const restored = postgresStore(pool, { schema });
  expect(named(await follow(ledgerView(restored).reader, null))).toEqual(['C-17 1', 'C-18 1']);
  expect(named(await follow(ledgerView(restored).reader, cursor))).toEqual(['C-18 1']);

  // The connections are new where a server is, so those that know its numbers are put away.
  const { pool: fresh } = temporarySchema();
  const after = postgresStore(fresh, { schema });
  await Promise.all([
    post(ledgerView(after), 'C-0' as MemberId),
    post(ledgerView(after), 'C-1' as MemberId),
    post(ledgerView(after), ayu),
  ]);
  const rest = await fed(ledgerView(after).reader, cursor, 4);
  expect(named(rest)[0]).toBe('C-18 1');
  expect(named(rest).toSorted()).toEqual(['C-0 1', 'C-1 1', 'C-17 2', 'C-18 1']);
  const last = rest.at(-1);
  await post(ledgerView(after), budi);
  expect(named(await fed(ledgerView(after).reader, last ? cursorOf(last) : null, 1))).toEqual(['C-18 2']);
});

test('a cursor that the ledger does not have says so, at the end and in the middle', async () => {
  const { store } = openLedger();
  await post(ledgerView(store), ayu);
  await post(ledgerView(store), budi);
  const [first, last] = await fed(ledgerView(store).reader, null, 2);
  if (!first || !last) throw new Error('There are two.');
  const { position } = first;
  expect(valueOf(await ledgerView(store).reader.feed(shop, cursorOf(last), 9))).toEqual([]);
  for (const lost of [
    { position: 1e15, memberId: ayu, sequence: 1 },
    { position, memberId: ayu, sequence: 2 },
    { position, memberId: budi, sequence: 1 },
    { position: position - 1, memberId: ayu, sequence: 1 },
    { position: 0, memberId: ayu, sequence: 1 },
  ])
    expect(valueOf(await ledgerView(store).reader.feed(shop, lost, 9))).toBeNull();
  expect(valueOf(await ledgerView(store).reader.feed('other' as typeof shop, cursorOf(first), 9))).toBeNull();
});

test('notes and positions come with the entries', async () => {
  const { store } = openLedger();
  const note = { memberId: ayu, sequence: 1, reason: 'missed sale', comment: null };
  await write(store, { entries: [entry(ayu, 1), entry(ayu, 2)], notes: [note] });
  const [first, second] = await fed(ledgerView(store).reader, null, 2);
  expect(first).toEqual({ entry: entry(ayu, 1), note, position: second?.position });
  expect(second?.note).toBeNull();
  expect((await load(store, { members: [ayu] })).members.get(ayu)).toBeNull();
});

test('whoever follows while many write gets every entry once, and each member’s in order', async () => {
  const { pool, store } = openLedger();
  const members = ['A', 'B', 'C', 'D'] as unknown as readonly MemberId[];
  const rounds = 25;
  const writer = async (index: number) => {
    for (let round = 0; round < rounds; round++) {
      const memberId = members[(index + round) % members.length] ?? ayu;
      if (index % 2 === 0) {
        await post(ledgerView(store), memberId);
        continue;
      }
      const host = await pool.connect();
      await host.query('BEGIN; SELECT pg_current_xact_id()');
      await host.query(`SELECT pg_sleep(${Math.random() / 100})`);
      await post(joined(store, host), memberId);
      await host.query('COMMIT');
      host.release();
    }
  };
  const found: FedEntry[] = [];
  const followed = (async () => {
    for (let idle = 0; idle < 1000;) {
      const last = found.at(-1);
      const page = await follow(ledgerView(store).reader, last ? cursorOf(last) : null, 3);
      found.push(...page);
      idle = page.length === 0 ? idle + 1 : 0;
      if (idle > 0 && found.length >= 3 * rounds) return;
      if (idle > 0) await pause(20);
    }
  })();
  await Promise.all([...[0, 1, 2].map(writer), followed]);
  expect(new Set(named(found)).size).toBe(3 * rounds);
  expect(found).toHaveLength(3 * rounds);
  for (const memberId of members) {
    const sequences = found.filter((each) => each.entry.memberId === memberId).map((each) => each.entry.sequence);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  }
});
