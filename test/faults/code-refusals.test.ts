import { createPointbook, type ProgramId } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';
import { auditLedger, fakeClock } from '@pointbook/testing';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { wrong } from '../support/shops/code-desk.ts';
import { postOffice } from '../support/shops/post-office.ts';
import { sqliteDump } from '../support/stores/sqlite-dump.ts';
import { start } from '../support/properties/worlds.ts';
import { program } from './unharmed-ledger.ts';
import { errorOf, valueOf } from '../support/value-of.ts';

/** A ledger in which a code was sent for three of nine points, in a database that refuses rows when told to. */
async function openDesk() {
  const database = new Database(':memory:');
  onTestFinished(() => void database.close());
  const { equipment, outbox, code } = postOffice();
  const clock = fakeClock(start);
  const ledger = createPointbook({ ...equipment, program, store: sqliteStore(database), clock });
  valueOf(await ledger.enrolMember({ memberId: 'M', phone: '+6281110001' }));
  const gift = {
    memberId: 'M',
    points: 9,
    direction: 'add',
    actor: 'ann',
    reason: 'a gift',
    idempotencyKey: 'a',
  } as const;
  valueOf(await ledger.adjustPoints(gift));
  const request = (redemptionId: string) => ledger.codes.requestRedemption({ memberId: 'M', redemptionId, points: 3 });
  const { challengeId } = valueOf(await request('R'));
  clock.advance(60_000);
  const calls = {
    'another request': () => request('R2'),
    'another code': () => ledger.codes.resendCode({ challengeId }),
    'a wrong code': () => ledger.codes.confirmRedemption({ challengeId, code: wrong(code()) }),
    'the right code': () => ledger.codes.confirmRedemption({ challengeId, code: code() }),
    'a cancellation': () => ledger.codes.cancelRedemption({ challengeId }),
    'another number': () => ledger.updateMember({ memberId: 'M', changes: { phone: '+6281110002' } }),
  };
  return {
    calls,
    outbox,
    refuse: (what: string) =>
      database.exec(`CREATE TRIGGER refusal BEFORE ${what} BEGIN SELECT RAISE(ABORT, 'refused by the test'); END`),
    relent: () => database.exec('DROP TRIGGER refusal'),
    dump: () => {
      const dump = sqliteDump(database, program.programId as ProgramId);
      expect(auditLedger(dump)).toEqual([]);
      return dump;
    },
  };
}

const ofKind = (kind: string) =>
  `ON pointbook_records WHEN NEW.kind = (SELECT word FROM pointbook_words WHERE name = '${kind}')`;
const onChallenges = `UPDATE ${ofKind('challenge')}`;
const onBudgets = `UPDATE ${ofKind('code-budget')}`;

describe('a row that SQLite refuses', () => {
  test.each([
    ['another request', `INSERT ${ofKind('challenge')}`],
    ['another request', onBudgets],
    ['another request', 'INSERT ON pointbook_entries'],
    ['another code', onChallenges],
    ['another code', onBudgets],
    ['a wrong code', onChallenges],
    ['a wrong code', onBudgets],
    ['the right code', onChallenges],
    ['the right code', 'INSERT ON pointbook_entries'],
    ['a cancellation', onChallenges],
    ['another number', onChallenges],
  ] as const)('takes all of %s with it: %s', async (name, what) => {
    const { calls, outbox, refuse, relent, dump } = await openDesk();
    const before = dump();
    refuse(what);
    const error = errorOf(await calls[name]());
    expect(error).toMatchObject({ kind: 'store-rejected', written: 'no', retryable: false });
    expect(dump()).toEqual(before);
    expect(outbox).toHaveLength(1);
    relent();
    const later = await calls[name]();
    expect(later.isOk() || later.error.kind === 'wrong-code').toBe(true);
    expect(dump()).not.toEqual(before);
  });
});
