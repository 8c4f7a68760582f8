import { createPointbook } from '@pointbook/core';
import { query, stream } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';
import type { ReplicaReads } from '@pointbook/core/store';
import { memoryStore } from '@pointbook/memory';
import { noInput } from '@pointbook/core/shapes';
import { ok, type Result } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../support/reports/reports.ts';
import { warung } from '../../support/shops/warung.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

const asOf = Date.UTC(2026, 0, 2) as ReplicaReads['asOf'];
const memberId = 'C-17';

/** A ledger whose replica is behind by a sale and a member; `isNear` says whether it may be asked. */
async function laggingLedger({ isNear = true } = {}) {
  const replicated = memoryStore();
  const store = memoryStore();
  const plugins = [reports()];
  const ledger = createPointbook({
    program: warung(),
    store: { ...store, replica: async () => (isNear ? { rows: replicated.rows, asOf } : null) },
    plugins,
  });
  const onReplica = createPointbook({ program: warung(), store: replicated, plugins });
  for (const each of [ledger, onReplica]) {
    await each.enrolMember({ memberId });
    await each.saveInvoice({ invoiceId: 'S1', memberId, currency: 'IDR', total: 20_000 });
  }
  await ledger.saveInvoice({ invoiceId: 'S2', memberId, currency: 'IDR', total: 20_000 });
  await ledger.enrolMember({ memberId: 'new' });
  return ledger;
}

describe('a store that has a replica', () => {
  test('lets it give statements and searches, which say as of when they are', async () => {
    const ledger = await laggingLedger();
    const statement = valueOf(await ledger.getStatement({ memberId }));
    expect(statement.items).toHaveLength(1);
    expect(statement.asOf).toEqual(new Date(asOf));
    const found = valueOf(await ledger.findEntries({}));
    expect(found.items).toHaveLength(1);
    expect(found.asOf).toEqual(new Date(asOf));
  });

  test('lets it give the rows of reports', async () => {
    const ledger = await laggingLedger();
    expect(await rowsOf(ledger.reports.status())).toMatchObject([{ memberId }]);
    expect(await rowsOf(ledger.reports.statement({ memberId }))).toHaveLength(1);
  });

  test('gives the balance itself, unless it may be a little old', async () => {
    const ledger = await laggingLedger();
    const own = valueOf(await ledger.getBalance({ memberId }));
    const asked = valueOf(await ledger.getBalance({ memberId, mayLag: true }));
    expect(own).not.toHaveProperty('asOf');
    expect(valueOf(await ledger.getBalance({ memberId, mayLag: false }))).toEqual(own);
    expect(asked.asOf).toEqual(new Date(asOf));
    expect(own.balance).toBe(2 * asked.balance);
  });

  test('answers for what the replica does not know yet, and says of what nobody knows that it is unknown', async () => {
    const ledger = await laggingLedger();
    expect(valueOf(await ledger.getStatement({ memberId: 'new' }))).toEqual({ items: [], next: null });
    expect(await rowsOf(ledger.reports.statement({ memberId: 'new' }))).toEqual([]);
    expect(errorOf(await ledger.getStatement({ memberId: 'nobody' })).kind).toBe('unknown-member');
    const parts = [];
    for await (const part of ledger.reports.statement({ memberId: 'nobody' }))
      parts.push(part.isErr() && part.error.kind);
    expect(parts).toEqual(['unknown-member']);
  });

  test('answers everything while the replica is too far behind', async () => {
    const ledger = await laggingLedger({ isNear: false });
    const statement = valueOf(await ledger.getStatement({ memberId }));
    expect(statement.items).toHaveLength(2);
    expect(statement).not.toHaveProperty('asOf');
    expect(await rowsOf(ledger.reports.status())).toHaveLength(2);
  });
});

describe('a verb of a plugin', () => {
  const install = (verb: never) => () =>
    createPointbook({ program: warung(), store: memoryStore(), plugins: [{ name: 'odd', verbs: { verb } }] });
  const reading = { name: 'verb', input: noInput, failures: {}, mayLag: true } as const;

  test('that writes or sends cannot be old', () => {
    const answer = async (): Promise<Result<null, never>> => ok(null);
    const refused =
      'The verb verb of the plugin "odd" writes or sends, so it cannot say `mayLag`: nothing is decided on what is old.';
    expect(install(query({ ...reading, answer }) as never)).not.toThrow();
    expect(install(query({ ...reading, writes: true, answer }) as never)).toThrow(refused);
    expect(install(query({ ...reading, sends: true, answer }) as never)).toThrow(refused);
    // oxlint-disable-next-line require-yield -- nothing is read
    const parts = async function* (): AsyncGenerator<Result<null, never>> {};
    expect(install(stream({ ...reading, writes: true, parts }) as never)).toThrow(refused);
  });
});
