import { commandId, type EntryCause, entryId, type EntryKind, type Reference } from '@pointbook/core';
import { ledgerView } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';
import {
  ayu,
  budi,
  changes,
  entry,
  invoice,
  load,
  member,
  memberWith,
  profile,
  shop,
  valueOf,
  write,
} from '@pointbook/testing/sample-ledger';
import { drivers } from './sample-ledger-testing.ts';
import { sqliteStore } from './sqlite-store.ts';

// These lists do not compile when the core knows a word that is not here; the database must accept every one.
const kinds = Object.keys({
  earn: true,
  adjustment: true,
  redemption: true,
  reversal: true,
  expiry: true,
  opening: true,
  transfer: true,
} satisfies Record<EntryKind, true>);

const causes = Object.keys({
  'invoice-saved': true,
  'invoice-edited': true,
  'invoice-paid': true,
  'invoice-claimed': true,
  'invoice-reassigned': true,
  'invoice-refunded': true,
  'invoice-paid-with-points': true,
  'points-returned': true,
  'points-added': true,
  'points-deducted': true,
  'balance-set': true,
  'balance-opened': true,
  'entry-reversed': true,
  'plugin:member-unlocked': true,
  'points-redeemed': true,
  'points-held': true,
  'hold-captured': true,
  'hold-released': true,
  'hold-lapsed': true,
  'lot-expired': true,
  'account-inactive': true,
  'invoice-reinstated': true,
  'payment-reversed': true,
  'redemption-undone': true,
  'goods-returned': true,
  'clock-corrected': true,
} satisfies Record<EntryCause, true>);

const references = Object.keys({
  invoice: true,
  redemption: true,
  entry: true,
  job: true,
  external: true,
  'plugin:order': true,
} satisfies Record<Reference['type'], true>);

describe.each(drivers)('what is written is read again, with %s', (driver) => {
  const open = () => sqliteStore(':memory:', { driver });

  test('members', async () => {
    const store = open();
    const lot = { expiresAt: 1_800_000_000_000, availableAt: null, points: 30 };
    const full = {
      account: {
        ...member(ayu).account,
        sequence: 7,
        balance: 50,
        lots: [lot],
        holds: [
          {
            redemptionId: 'R-1',
            points: 20,
            taken: [lot],
            deadline: 1_700_000_900_000,
            invoiceId: null,
            rewardId: null,
          },
        ],
        lapsed: [{ expiresAt: 1, byInactivity: false, points: 3, forgetAt: 9 }],
        inactivity: { deadline: 1_800_000_000_000, since: 1_600_000_000_000, period: { unit: 'months', count: 12 } },
        lastInstant: 1_700_000_000_000,
      },
      activity: { days: [{ date: '2026-02-28', points: { '': 4, ['__proto__']: 4 } }] },
    } as unknown as ReturnType<typeof member>;
    const indebted = member(budi, { balance: -Number.MAX_SAFE_INTEGER, debt: Number.MAX_SAFE_INTEGER });
    await write(store, { members: [full, indebted] });
    const { members } = await load(store, { members: [ayu, budi] });
    expect([...members.values()]).toEqual([full, indebted]);
    expect(valueOf(await ledgerView(store).reader.dueMembers(shop, 1_700_000_900_000 as never, 9))).toEqual([ayu]);
  });

  test('a member that was there is written over, its due date too', async () => {
    const store = open();
    const lots = (expiresAt: number) => [{ expiresAt: expiresAt as never, availableAt: null, points: 5 }];
    for (const end of [2_000, 2_000, 1_000]) {
      const next = member(ayu, { balance: 5, lots: lots(end) });
      valueOf(
        await ledgerView(store).transact(shop, { members: [ayu] }, () => ({
          changes: changes({ members: [next] }),
          value: null,
        })),
      );
      expect(valueOf(await ledgerView(store).reader.member(shop, ayu))).toEqual(next);
    }
    expect(valueOf(await ledgerView(store).reader.dueMembers(shop, 999 as never, 9))).toEqual([]);
    expect(valueOf(await ledgerView(store).reader.dueMembers(shop, 1_000 as never, 9))).toEqual([ayu]);
  });

  test('profiles, found by phone, card and email', async () => {
    const store = open();
    const full = profile(ayu, {
      name: 'Ayu "O\'Neil" 🙂',
      phone: '+628111',
      phoneVerified: true,
      email: 'ayu@example.test',
      cardCode: 'K-1',
      birthday: '02-29',
      tier: 'gold',
      enrolledAt: 1_700_000_000_000,
      saves: [{ version: 1, fingerprint: 'f', savedAt: 1, actor: 'staff-3' }],
    });
    const bare = profile(budi, { email: 'ayu@example.test', emailVerified: true });
    await write(store, { profiles: [bare, full] });
    const records = await load(store, {
      profiles: [ayu],
      phones: ['+628111', '+1'] as never,
      cardCodes: ['K-1'] as never,
    });
    expect(records.profiles.get(ayu)).toEqual(full);
    expect([...records.phones]).toEqual([
      ['+628111', ayu],
      ['+1', null],
    ]);
    expect([...records.cardCodes]).toEqual([['K-1', ayu]]);
    expect(
      valueOf(await ledgerView(store).reader.findProfiles(shop, { email: 'ayu@example.test' as never }, 9)),
    ).toEqual([full, bare]);
    expect(valueOf(await ledgerView(store).reader.findProfiles(shop, { phone: '+628111' as never }, 9))).toEqual([
      full,
    ]);
  });

  test('two members can swap phones and cards in one batch', async () => {
    const store = open();
    await write(store, {
      profiles: [profile(ayu, { phone: '+1', cardCode: 'A' }), profile(budi, { phone: '+2', cardCode: 'B' })],
    });
    await write(store, {
      profiles: [profile(ayu, { phone: '+2', cardCode: 'B' }), profile(budi, { phone: '+1', cardCode: 'A' })],
    });
    const { phones } = await load(store, { phones: ['+1', '+2'] as never });
    expect([...phones]).toEqual([
      ['+1', budi],
      ['+2', ayu],
    ]);
  });

  test('entries of every kind, cause and reference', async () => {
    const store = open();
    const words = [
      ...kinds.map((kind) => ({ kind, ...(kind === 'redemption' || kind === 'expiry' ? { delta: -5 } : {}) })),
      ...causes.map((cause) => ({ cause })),
      ...references.map((type) => ({ reference: { type, id: '1', detail: 'refund 1' } })),
      {
        kind: 'reversal',
        delta: -Number.MAX_SAFE_INTEGER,
        balanceAfter: Number.MAX_SAFE_INTEGER,
        postedAt: 253_402_300_799_999,
        effect: {},
      },
    ];
    const entries = words.map((some, index) => entry(ayu, index + 1, some));
    await write(store, { entries });
    expect(valueOf(await ledgerView(store).reader.history(shop, ayu, 0, 99))).toEqual(entries);
    expect(
      valueOf(await ledgerView(store).reader.statement(shop, ayu, 3, 9)).map((line) => line.entry.sequence),
    ).toEqual([2, 1]);
  });

  test('an entry with its command, its note, and what reversals undid of it', async () => {
    const store = open();
    const key = 'key:o\'clock "9"' as const;
    const about = { type: 'entry', id: '1' };
    const entries = [
      entry(ayu, 1, { command: { key, fingerprint: 'f' } }),
      entry(ayu, 2, { kind: 'reversal', delta: -2, reference: about }),
      entry(ayu, 3, { kind: 'reversal', delta: -1, reference: about }),
      entry(ayu, 4, { kind: 'reversal', delta: -1, reference: { type: 'invoice', id: '1' } }),
      entry(budi, 1, { kind: 'reversal', delta: -9, balanceAfter: -9, reference: about }),
    ];
    const note = { memberId: ayu, sequence: 1, reason: 'missed sale', comment: null };
    await write(store, { entries, notes: [note] });
    const command = { memberId: ayu, key };
    const records = await load(store, { entries: [{ memberId: ayu, sequence: 1 }], commands: [command] });
    expect(records.entries.get(entryId({ memberId: ayu, sequence: 1 }))).toEqual({ entry: entries[0], reversed: 3 });
    expect(records.commands.get(commandId(command))).toEqual(entries[0]);
    const [newest, , , oldest] = valueOf(await ledgerView(store).reader.statement(shop, ayu, null, 9));
    expect([newest?.note, oldest?.note]).toEqual([null, note]);
  });

  test('ids of any text, sorted by their bytes', async () => {
    const store = open();
    const ids = [
      "Robert'); DROP TABLE x;--",
      '"%_\\',
      'é',
      '豈',
      '🙂',
      'x'.repeat(128),
      '🙂'.repeat(32),
    ] as (typeof ayu)[];
    await write(store, { members: ids.map((id) => memberWith(id, 1)), invoices: ids.map((id) => invoice(id)) });
    const scanned = valueOf(await ledgerView(store).reader.scanMembers(shop, null, 99)).map(
      ({ account }) => account.memberId,
    );
    expect(scanned).toEqual(ids.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    expect(valueOf(await ledgerView(store).reader.scanMembers(shop, scanned[2] ?? null, 1))).toEqual([
      memberWith(scanned[3] ?? ayu, 1),
    ]);
    for (const id of ids)
      expect(valueOf(await ledgerView(store).reader.invoice(shop, id as never))).toEqual(invoice(id));
  });
});
