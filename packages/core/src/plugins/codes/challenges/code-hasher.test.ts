import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ProgramId } from '../../../values/ids.ts';
import type { ChallengeRecord, Unsealed } from './challenge.ts';
import { codeHasher, portableHmac } from './code-hasher.ts';

const secret = 'a secret of thirty-two characters';
const hasher = codeHasher(secret);
const programId = 'warung' as ProgramId;
const unsealed = {
  challengeId: 'c1',
  memberId: 'ayu',
  redemptionId: 'RD-1',
  points: 500,
  value: 50_000,
  rewardId: 'mug',
  invoiceId: 'INV-1',
  actor: 'staff-3',
  deadline: 900_000,
  channel: 'sms',
  destination: 'd1',
  codes: 1,
  expiresAt: 300_000,
  sentAt: 0,
  marks: [],
  attempts: 0,
  guesses: [],
  state: 'open',
  usedBy: null,
} as unknown as Unsealed;
const sealed = hasher.seal(programId, unsealed, '042917');

const hmac = (...parts: readonly unknown[]) => createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex');
const bound = ['c1', 'ayu', 'RD-1', 500, 50_000, 'mug', 'INV-1', 'staff-3', 900_000, 'sms', 'd1', 1, 300_000];

describe('the hashes of a code', () => {
  test('are HMAC-SHA-256 of all that it is good for, under the secret', () => {
    expect(sealed).toEqual({
      ...unsealed,
      codeHash: hmac('code', 'warung', ...bound, '042917'),
      seal: hmac('seal', 'warung', ...bound),
    });
    expect(hasher.destinationOf('+628123456789')).toBe(hmac('destination', '+628123456789'));
    expect(hasher.challengeIdOf(programId, 'asked')).toBe(hmac('challenge', 'warung', 'asked').slice(0, 32));
  });

  test('are the same where the runtime has no hash that answers at once', () => {
    const portable = portableHmac(new TextEncoder().encode(secret));
    for (const parts of [
      ['code', 'warung', ...bound, '042917'],
      ['destination', '+628123456789'],
      ['mark', '☕', '\ud83d'],
    ])
      expect(portable(JSON.stringify(parts))).toBe(hmac(...parts));
  });

  test('know their code, and no other', () => {
    expect(hasher.isSealed(programId, sealed)).toBe(true);
    expect(hasher.isCode(programId, sealed, '042917')).toBe(true);
    for (const code of ['042918', '42917', '0429170', '', ' 042917', '０４２９１７'])
      expect(hasher.isCode(programId, sealed, code)).toBe(false);
  });

  const others: { readonly [Field in keyof ChallengeRecord]?: unknown } = {
    challengeId: 'c2',
    memberId: 'budi',
    redemptionId: 'RD-2',
    points: 501,
    value: 50_001,
    rewardId: null,
    invoiceId: null,
    actor: 'staff-4',
    deadline: 900_001,
    channel: 'whatsapp',
    destination: 'd2',
    codes: 2,
    expiresAt: 300_001,
  };
  test.each(Object.entries(others))('change with %s', (field, other) => {
    const changed = { ...sealed, [field]: other } as ChallengeRecord;
    expect(hasher.isSealed(programId, changed)).toBe(false);
    expect(hasher.isCode(programId, changed, '042917')).toBe(false);
    const again = hasher.seal(programId, changed, '042917');
    expect(again.seal).not.toBe(sealed.seal);
    expect(again.codeHash).not.toBe(sealed.codeHash);
  });

  test('bind every field but the ones that are counted afterwards', () => {
    const counted = ['sentAt', 'marks', 'attempts', 'guesses', 'state', 'usedBy', 'codeHash', 'seal'];
    expect([...Object.keys(others), ...counted].toSorted()).toEqual(Object.keys(sealed).toSorted());
    const later: ChallengeRecord = { ...sealed, attempts: 4, state: 'used', usedBy: 7 };
    expect(hasher.isSealed(programId, later)).toBe(true);
    expect(hasher.isCode(programId, later, '042917')).toBe(true);
  });

  test('change with the program and with the secret', () => {
    const another = codeHasher(`${secret}.`);
    expect(hasher.isSealed('kiosk' as ProgramId, sealed)).toBe(false);
    expect(hasher.isCode('kiosk' as ProgramId, sealed, '042917')).toBe(false);
    expect(another.isSealed(programId, sealed)).toBe(false);
    expect(another.isCode(programId, sealed, '042917')).toBe(false);
    expect(another.destinationOf('a')).not.toBe(hasher.destinationOf('a'));
    expect(another.challengeIdOf(programId, 'a')).not.toBe(hasher.challengeIdOf(programId, 'a'));
    expect(hasher.challengeIdOf('kiosk' as ProgramId, 'a')).not.toBe(hasher.challengeIdOf(programId, 'a'));
  });

  test('of one kind never stand for another', () => {
    const hashes = [
      sealed.seal,
      sealed.codeHash,
      hasher.seal(programId, unsealed, '').codeHash,
      hasher.destinationOf('warung'),
      hasher.destinationOf(JSON.stringify(bound)),
      hasher.challengeIdOf(programId, ''),
      hasher.challengeIdOf(programId, JSON.stringify(bound)),
    ].map((hash) => hash.slice(0, 32));
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('keep fields apart whose texts run together', () => {
    const one = hasher.seal(programId, { ...unsealed, memberId: 'ayu","RD', redemptionId: '1' } as Unsealed, '042917');
    const other = hasher.seal(
      programId,
      { ...unsealed, memberId: 'ayu', redemptionId: 'RD","1' } as Unsealed,
      '042917',
    );
    expect(one.seal).not.toBe(other.seal);
    expect(hasher.seal(programId, { ...unsealed, rewardId: 'null' }, '1').seal).not.toBe(
      hasher.seal(programId, { ...unsealed, rewardId: null }, '1').seal,
    );
  });

  test.each([
    '',
    'a',
    sealed.seal.slice(0, -1),
    `${sealed.seal}0`,
    `${sealed.seal}${sealed.seal}`,
    sealed.seal.toUpperCase(),
  ])('do not match what is stored of another length or kind: %s', (stored) => {
    expect(hasher.isSealed(programId, { ...sealed, seal: stored })).toBe(false);
    expect(hasher.isCode(programId, { ...sealed, codeHash: stored }, '042917')).toBe(false);
  });
});
