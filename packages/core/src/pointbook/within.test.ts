import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { MemberReceipt } from '../members/member-receipt.ts';
import type { Overloaded } from '../values/errors.ts';
import { createPointbook } from './create-pointbook.ts';
import type { EnrolMemberFailure } from '../members/enrol-member.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Replayable } from '../kernel/verb.ts';
import type { LoadedRows, LoadRequest } from '../store/load-request.ts';
import type { AsyncJoinableRecordStore, JoinableRecordStore, RecordStore, StoreDecide } from '../store/record-store.ts';
import { storeError, type StoreError } from '../kernel/store-error.ts';
import { codes } from '../plugins/codes/codes.ts';
import { minimal as program } from '../program/parsing/program-testing.ts';
import { errorOf, valueOf } from '../value-of-testing.ts';

/** The host's connection. */
interface Connection {
  readonly name: string;
}

const connection: Connection = { name: 'mine' };
const ayu = { memberId: 'C-17' };

const nothingLoaded: Omit<LoadedRows, 'request'> = {
  versions: [],
  accounts: [],
  entries: [],
  commands: [],
  records: [],
  uniques: [],
  lists: [],
  ranges: [],
};

/** An empty ledger that writes down what was asked of it, and fails where it is told to. */
function fakeLedger(failure: StoreError | null = null) {
  const log: string[] = [];
  const decided = <T>(request: LoadRequest, decide: StoreDecide<T>): T => {
    const answer = decide({ ...nothingLoaded, request });
    if ('request' in answer) return decided(answer.request, decide);
    const { accounts, versions } = answer.changes;
    log.push(`${versions.length} program, ${accounts.map(({ account }) => account.memberId).join(' and ')}`);
    return answer.value;
  };
  const answer = <T>(request: LoadRequest, decide: StoreDecide<T>): Result<T, StoreError> => {
    const value = decided(request, decide);
    return failure ? err(failure) : ok(value);
  };
  return { log, answer };
}

/** A store of which only the way into a transaction is used. */
function storeWith<Joins extends object>(joins: Joins): RecordStore & Joins {
  const transact = () => {
    throw new Error('the engine has no part in it');
  };
  return { transact, rows: {}, ...joins } as unknown as RecordStore & Joins;
}

function asyncStore(failure: StoreError | null = null) {
  const { log, answer } = fakeLedger(failure);
  const store: AsyncJoinableRecordStore<Connection> = storeWith({
    joinAsync: ({ name }: Connection) => {
      log.push(`joined ${name}`);
      const transact = <T>(_program: string, request: LoadRequest, decide: StoreDecide<T>) =>
        new ResultAsync(Promise.resolve().then(() => answer(request, decide)));
      return { transact };
    },
  });
  return { log, store };
}

describe('within, on a store that answers at once', () => {
  const { log, answer } = fakeLedger();
  const store: JoinableRecordStore<Connection> = storeWith({
    join: () => ({
      transact: <T>(_program: string, request: LoadRequest, decide: StoreDecide<T>) => answer(request, decide),
    }),
  });
  const ledger = createPointbook({ program, store });

  test('answers a result', () => {
    const enrolled = ledger.within(connection).enrolMember(ayu);
    expectTypeOf(enrolled).toEqualTypeOf<Result<MemberReceipt & Replayable, Exclude<EnrolMemberFailure, Overloaded>>>();
    expect(valueOf(enrolled)).toMatchObject(ayu);
    expect(log).toEqual(['1 program, C-17']);
  });
});

describe('within, on a store that answers later', () => {
  test('answers a promise of a result', async () => {
    const { store, log } = asyncStore();
    const enrolling = createPointbook({ program, store }).within(connection).enrolMember(ayu);
    expectTypeOf(enrolling).toEqualTypeOf<
      ResultAsync<MemberReceipt & Replayable, Exclude<EnrolMemberFailure, Overloaded>>
    >();
    expect(enrolling).toBeInstanceOf(ResultAsync);
    expect(valueOf(await enrolling)).toMatchObject(ayu);
    expect(log).toEqual(['joined mine', '1 program, C-17']);
  });

  test('gives each call a transaction of its own, in their order, at the time when it was made', async () => {
    const { store, log } = asyncStore();
    const times = [1_000, 2_000];
    const clock: Clock = { now: () => times.shift() ?? Number.NaN };
    const joined = createPointbook({ program, store, clock }).within(connection);
    const receipts = await Promise.all(['a', 'b'].map((memberId) => joined.enrolMember({ memberId })));
    expect(receipts.map((receipt) => valueOf(receipt))).toMatchObject([{ memberId: 'a' }, { memberId: 'b' }]);
    expect(times).toEqual([]);
    expect(log).toEqual(['joined mine', '1 program, a', '1 program, b']);
  });

  test('never asks again, not even when it is unknown what became of it', async () => {
    const lost = storeError({ kind: 'store-unavailable', message: 'The line was cut.', written: 'unknown' });
    const { store, log } = asyncStore(lost);
    const enrolled = await createPointbook({ program, store }).within(connection).enrolMember(ayu);
    expect(errorOf(enrolled)).toEqual(lost);
    expect(log).toEqual(['joined mine', '1 program, C-17']);
  });

  test('answers what is wrong with a command, or with the ledger, as the other verbs do', async () => {
    const { store, log } = asyncStore();
    const joined = createPointbook({ program, store }).within(connection);
    expect(errorOf(await joined.enrolMember({ memberId: '' })).kind).toBe('invalid-command');
    expect(log).toEqual(['joined mine']);
    const sold = { invoiceId: 'INV-1', ...ayu, currency: 'IDR', total: 1000 };
    expect(errorOf(await joined.saveInvoice(sold)).kind).toBe('unknown-member');
  });

  test('rejects where a clock or a store is broken', async () => {
    const { store } = asyncStore();
    const stopped = createPointbook({ program, store, clock: { now: () => Number.NaN } });
    await expect(stopped.within(connection).enrolMember(ayu)).rejects.toThrow('a clock tells');
    const transact = () => new ResultAsync<never, never>(Promise.reject(new Error('Begin a transaction first.')));
    const outside: AsyncJoinableRecordStore<Connection> = storeWith({ joinAsync: () => ({ transact }) });
    await expect(createPointbook({ program, store: outside }).within(connection).enrolMember(ayu)).rejects.toThrow(
      'Begin a transaction',
    );
  });
});

describe('the verbs of codes, inside a transaction', () => {
  const codeVerbs = [
    'requestRedemption',
    'confirmRedemption',
    'resendCode',
    'cancelRedemption',
    'reportDelivery',
    'unlockMember',
    'notifyMember',
  ];

  test.each([
    ['at once', storeWith({ join: () => ({ transact: () => expect.fail('nothing is decided') }) })],
    ['later', asyncStore().store],
  ])('refuse to be called, on a store that answers %s', (_, store) => {
    const ledger = createPointbook({ program, store: store as JoinableRecordStore<Connection>, plugins: [codes()] });
    const joined = ledger.within(connection).codes as unknown as Record<string, (command: object) => unknown>;
    for (const verb of codeVerbs)
      expect(() => joined[verb]?.({})).toThrow(`${verb} is not for use inside your transaction`);
    const forMembers = joined['forMembers'] as unknown as typeof joined;
    expect(() => forMembers['requestRedemption']?.({})).toThrow('not for use inside your transaction');
  });
});

test('a store that joins nothing has no within', () => {
  const ledger = createPointbook({ program, store: storeWith({}) });
  expectTypeOf(ledger).not.toHaveProperty('within');
  expect(ledger).not.toHaveProperty('within');
});
