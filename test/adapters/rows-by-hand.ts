import { nothingToLoad, type RecordStore, type StoredChanges } from '@pointbook/core/store';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { valueOf } from '../support/value-of.ts';

/** A database with the tables of a ledger, and a hand that writes to them past the store. */
export interface LedgerByHand {
  readonly store: RecordStore;
  /** Runs a statement; rejects where the database refuses it. */
  run(sql: string): Promise<unknown>;
  /** The names of a table's columns. */
  columnsOf(table: string): Promise<readonly string[]>;
  /** A table, as a statement names it. */
  tableOf(name: string): string;
  /** What one more entry has as its place in the feed. */
  readonly position: string;
  /** How the database says that a row contradicts the tables, or that a value does not fit. */
  readonly refused: RegExp;
  close(): Promise<void>;
}

const maxSafe = Number.MAX_SAFE_INTEGER;
const [ayu, budi] = ['C-17', 'C-18'];

/** The tables of every SQL store refuse by themselves what contradicts itself, whoever writes it. */
export function testRowsByHand(open: () => Promise<LedgerByHand>): void {
  let ledger: LedgerByHand;
  const tableOf = (name: string) => ledger.tableOf(name);
  const update = async (table: string, assignment: string) => ledger.run(`UPDATE ${tableOf(table)} SET ${assignment}`);
  /** Puts a member's row of the table in once more, with some columns changed, and the next sequence unless said. */
  const insertChanged = async (table: string, memberId: string, changed: Readonly<Record<string, string>>) => {
    const values: Readonly<Record<string, string>> = {
      sequence: 'sequence + 1',
      position: ledger.position,
      ...changed,
    };
    const names = await ledger.columnsOf(table);
    await ledger.run(`INSERT INTO ${tableOf(table)} (${names.join(', ')})
      SELECT ${names.map((name) => values[name] ?? name).join(', ')} FROM ${tableOf(table)} WHERE member_id = '${memberId}'`);
  };

  beforeAll(async () => {
    ledger = await open();
    const decide = () => ({ changes: rows, value: null });
    valueOf(await ledger.store.transact('shop' as never, nothingToLoad, decide));
  });
  afterAll(async () => ledger.close());
  // What a test writes is gone after it.
  beforeEach(async () => void (await ledger.run('BEGIN')));
  afterEach(async () => void (await ledger.run('ROLLBACK')));

  describe('an account that does not add up cannot be written, even by hand', () => {
    test.each([
      'balance = 6',
      "balance = 'five'",
      'balance = -1, lot_points = -1',
      'balance = 4, debt = 1',
      'balance = 6, debt = -1',
      'balance = 4, held = -1',
      `balance = ${maxSafe} + 1, lot_points = ${maxSafe} + 1`,
      `balance = -${maxSafe} - 1, lot_points = 0, debt = ${maxSafe} + 1`,
      'balance = 1e30',
      'sequence = -1',
      'sequence = NULL',
      'last_instant = -1',
      'due_at = 253402300800000',
      'format = NULL',
      'account = NULL',
      'activity = NULL',
      'program = NULL',
      "member_id = ''",
    ])('%s', async (assignment) => {
      await expect(update('accounts', assignment)).rejects.toThrow(ledger.refused);
    });

    test('and one that does, can', async () => {
      const owing = update('accounts', 'balance = -3, lot_points = 0, held = 4, debt = 7');
      await expect(owing).resolves.not.toThrow();
    });
  });

  describe('an entry that cannot be is not written, even by hand', () => {
    test.each([
      ['kind', "'gift'"],
      ['kind', "'EARN'"],
      ['kind', 'NULL'],
      ['cause', "'whim'"],
      ['cause', 'NULL'],
      ['delta', `${maxSafe} + 1`],
      ['delta', "'0.5'"],
      ['balance_after', `-${maxSafe} - 1`],
      ['posted_at', '-1'],
      ['effective_at', '253402300800000'],
      ['reference_type', "'email'"],
      ['reference_type', '127'],
      ['reference_id', "'alone'"],
      ['reference_detail', "'alone'"],
      ['effect', 'NULL'],
      ['command_key', "'key:b'"],
      ['command_fingerprint', "'f'"],
      ['sequence', '0'],
      ['kind', '123'],
      ['kind', '125'],
      ['sequence', '1'],
      ['version', 'NULL'],
      ['version', "'rules'"],
      ['format', 'NULL'],
    ])('%s = %s', async (column, value) => {
      await expect(insertChanged('entries', budi, { [column]: value })).rejects.toThrow(ledger.refused);
    });

    test('a row that differs in nothing but its sequence is written', async () => {
      await expect(insertChanged('entries', budi, {})).resolves.toBeUndefined();
      const unmarked = { command_key: 'NULL', command_fingerprint: 'NULL', delta: '0' };
      await expect(insertChanged('entries', ayu, unmarked)).resolves.toBeUndefined();
    });

    const first = { sequence: '1', program: '99' };
    test('a first one is written', async () => {
      await expect(insertChanged('entries', budi, first)).resolves.toBeUndefined();
    });

    test('nor a first one whose balance is not its own points', async () => {
      const other = { ...first, balance_after: '6' };
      await expect(insertChanged('entries', budi, other)).rejects.toThrow(/check/i);
    });

    test('nor one that earns less than nothing', async () => {
      await expect(insertChanged('entries', budi, { kind: '126', delta: '-1' })).rejects.toThrow(/check/i);
    });

    test('nor one with the command of another', async () => {
      await expect(insertChanged('entries', ayu, {})).rejects.toThrow(/command/);
    });
  });

  test.each([
    ['entries', 'sequence = 9'],
    ['versions', "definition = ''"],
    ['programs', "program_id = 'other'"],
    ['words', "name = 'other'"],
  ])('%s are never changed', async (table, assignment) => {
    await expect(update(table, assignment)).rejects.toThrow('never changed');
  });

  test.each(['entries', 'versions', 'programs', 'words', 'accounts', 'records'])(
    '%s are never deleted',
    async (table) => {
      await expect(ledger.run(`DELETE FROM ${tableOf(table)}`)).rejects.toThrow(/never (?:changed or )?deleted/);
    },
  );

  describe('a record that cannot be is not written, even by hand', () => {
    test.each(["key = ''", 'key = NULL', 'format = NULL', "format = 'one'", 'kind = NULL'])('%s', async (set) => {
      await expect(update('records', set)).rejects.toThrow(ledger.refused);
    });

    test.each([`rank = ${maxSafe} + 1`, "rank = '0.5'", 'rank = NULL', 'value = NULL'])(
      'nor a place in a list: %s',
      async (set) => {
        await expect(update('lists', set)).rejects.toThrow(ledger.refused);
      },
    );

    test.each(['+1', 'A'])('nor two profiles alike: %s', async (value) => {
      const held = `SELECT program, kind, field, value, '${budi}' FROM ${tableOf('uniques')} WHERE value = '${value}'`;
      const insert = `INSERT INTO ${tableOf('uniques')} (program, kind, field, value, key) ${held}`;
      await expect(ledger.run(insert)).rejects.toThrow(/unique/i);
    });
  });
}

const accountRow = (memberId: string) => ({
  memberId,
  sequence: 1,
  balance: 5,
  lotPoints: 5,
  held: 0,
  debt: 0,
  lastInstant: 0,
  dueAt: null,
  format: 1,
  account: '{}',
  activity: '{}',
});
const entryRow = (memberId: string, commandKey: string | null) => ({
  memberId,
  sequence: 1,
  kind: 'earn',
  cause: 'points-added',
  delta: 5,
  balanceAfter: 5,
  postedAt: 0,
  effectiveAt: 0,
  actor: 'staff-1',
  referenceType: null,
  referenceId: null,
  referenceDetail: null,
  format: 1,
  effect: '{}',
  version: 'rules',
  commandKey,
  commandFingerprint: commandKey && 'f',
});
const taken = (field: string, to: string) => ({ field, from: null, to });

/** Two members with five points each, a note about each entry, and a profile with all that records are found by. */
const rows = {
  versions: [{ version: 'rules', definition: '{}' }],
  accounts: [ayu, budi].map((memberId) => ({ isNew: true, dueWas: undefined, account: accountRow(memberId) })),
  entries: [entryRow(ayu, 'key:a'), entryRow(budi, null)],
  notes: [ayu, budi].map((memberId) => ({ memberId, sequence: 1, reason: 'missed sale', comment: null })),
  records: [
    {
      isNew: true,
      record: { kind: 'profile', key: ayu, format: 1, body: '{}' },
      uniques: [taken('phone', '+1'), taken('cardCode', 'A')],
      places: [{ list: 'email', from: null, to: { value: 'a@b', rank: 0 } }],
    },
  ],
} as unknown as StoredChanges;
