import { createPointbook } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { auditLedger, fakeClock, recordingStore } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';
import {
  adjust,
  command,
  enrol,
  given,
  monday,
  refused,
  sale,
  stageOf,
  update,
  valueOf,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

describe('Enrolling', () => {
  test('lets a customer take part with nothing but an id, and a balance of 0', () =>
    given(warung())
      .when(enrol('C-17'))
      .then({ receipt: { memberId: 'C-17', version: 1 }, balanceOf: { 'C-17': 0 } }));

  test('again with the same words answers the same', () =>
    given(warung(), enrol('C-17', { name: 'Citra' }))
      .when(enrol('C-17', { name: 'Citra' }))
      .then({ receipt: { version: 1 } }));

  test('again with the same words answers the same after the profile changed', () =>
    given(warung(), enrol('C-17', { name: 'Citra' }), change('C-17', { name: 'Citra Dewi' }))
      .when(enrol('C-17', { name: 'Citra' }))
      .then({ receipt: { version: 1 } }));

  test('somebody else under a used id is refused', () =>
    given(warung(), enrol('C-17', { name: 'Citra' }))
      .when(enrol('C-17', { name: 'Dian' }))
      .then({ error: { kind: 'idempotency-key-reused', field: 'memberId', id: 'C-17' } }));

  test('with a phone that another member has is refused, however it is written', () =>
    given(warung(), enrol('C-17', { phone: '+628123456789' }))
      .when(enrol('C-18', { phone: '+62 (812) 345-6789' }))
      .then({ error: { kind: 'phone-taken', field: 'phone' } }));

  test('with a card that another member has is refused', () =>
    given(warung(), enrol('C-17', { cardCode: '4711' }))
      .when(enrol('C-18', { cardCode: '4711' }))
      .then({ error: { kind: 'card-taken', field: 'cardCode' } }));

  test('a family may share an email', () =>
    given(warung(), enrol('C-17', { email: 'family@example.org' }))
      .when(enrol('C-18', { email: 'family@example.org' }))
      .then({ receipt: { version: 1 } }));

  test('a failed enrolment may be tried again under its id', () =>
    given(warung(), enrol('C-17', { cardCode: '4711' }), refused(enrol('C-18', { cardCode: '4711' })))
      .when(enrol('C-18', { cardCode: '4712' }))
      .then({ receipt: { version: 1 } }));
});

describe('Ids', () => {
  test('are the host’s own text, case-sensitive', () =>
    given(warung(), enrol('c-17'))
      .when(enrol('C-17'))
      .then({ receipt: { memberId: 'C-17' } }));

  test('are the same however their accents are encoded', () =>
    given(warung(), enrol('caf\u00e9'))
      .when(enrol('cafe\u0301'))
      .then({ receipt: { memberId: 'caf\u00e9', version: 1 } }));

  test('are 1 to 128 bytes', async () => {
    await given(warung())
      .when(enrol('x'.repeat(128)))
      .then({ receipt: { version: 1 } });
    await given(warung())
      .when(enrol('x'.repeat(129)))
      .then({ error: { kind: 'invalid-command', field: 'memberId' } });
    await given(warung())
      .when(enrol('é'.repeat(65)))
      .then({ error: { kind: 'invalid-command', field: 'memberId' } });
    await given(warung())
      .when(enrol(''))
      .then({ error: { kind: 'invalid-command', field: 'memberId' } });
  });

  test('have no control characters', () =>
    given(warung())
      .when(enrol('C\n17'))
      .then({ error: { kind: 'invalid-command', field: 'memberId' } }));
});

describe('A change of a profile', () => {
  test('changes what is given, and null removes', async () => {
    const { ledger } = await stageOf(
      warung(),
      enrol('C-17', { name: 'Citra', phone: '+628123456789', tier: 'gold' }),
      change('C-17', { name: 'Citra Dewi', tier: null }),
    );
    expect(valueOf(await ledger().getMember({ memberId: 'C-17' }))).toMatchObject({
      name: 'Citra Dewi',
      phone: '+628123456789',
      tier: null,
      version: 2,
    });
  });

  test('is known by the version that it is based on', () =>
    given(warung(), update({ name: 'Ayu' }, 1))
      .when(update({ tier: 'gold' }, 2))
      .then({ receipt: { version: 3 } }));

  test('based on an older version is a conflict that says the one that is there', () =>
    given(warung(), update({ name: 'Ayu' }, 1))
      .when(update({ tier: 'gold' }, 1))
      .then({ error: { kind: 'member-changed', memberId: 'ayu', version: 2 } }));

  test('sent again answers the same, even after later changes', () =>
    given(warung(), update({ name: 'Ayu' }, 1), update({ tier: 'gold' }, 2))
      .when(update({ name: 'Ayu' }, 1))
      .then({ receipt: { version: 2 } }));

  test('of long ago, with a version or without, answers the same; and the profile keeps two of its saves', async () => {
    const { store, dump } = recordingStore(memoryStore());
    const ledger = createPointbook({ program: warung(), store, clock: fakeClock(monday) });
    valueOf(await ledger.enrolMember({ memberId: 'C-17' }));
    const names = Array.from({ length: 20 }, (_, index) => `Citra ${index}`);
    const changes = [
      ...names.map((name) => ({ memberId: 'C-17', changes: { name } })),
      ...names.map((name, index) => ({ memberId: 'C-17', version: 21 + index, changes: { name } })),
    ];
    for (const each of changes) valueOf(await ledger.updateMember(each));
    // The last call of saveMember decides, and its saves are all kept.
    for (const name of ['Dewi', 'Eka', 'Dewi', 'Eka', 'Dewi', 'Eka']) {
      valueOf(await ledger.saveMember({ memberId: 'C-17', name }));
    }
    for (const [index, each] of changes.entries()) {
      expect(valueOf(await ledger.updateMember(each))).toEqual({
        memberId: 'C-17',
        version: index + 2,
        replayed: true,
      });
    }
    const kept = await dump('warung' as never);
    expect(kept.profiles).toMatchObject([{ name: 'Eka', saves: [{ version: 1 }, { version: 47 }] }]);
    expect(kept.profileSaves.map(({ version }) => version).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 45 }, (_, index) => index + 2),
    );
    expect(auditLedger(kept)).toEqual([]);
  });

  test('without a version changes what is there', () =>
    given(warung(), update({ name: 'Ayu' }))
      .when(update({ tier: 'gold' }))
      .then({ receipt: { version: 3 } }));

  test('of an unknown member is an error', () =>
    given(warung())
      .when(change('nobody', { name: 'X' }))
      .then({ error: { kind: 'unknown-member', memberId: 'nobody' } }));

  test('to a phone that another member has is refused', () =>
    given(warung(), enrol('C-17', { phone: '+628123456789' }))
      .when(update({ phone: '+628123456789' }))
      .then({ error: 'phone-taken' }));

  test('frees the phone and card that it gives up', () =>
    given(
      warung(),
      enrol('C-17', { phone: '+628123456789', cardCode: '4711' }),
      change('C-17', { phone: null, cardCode: '4712' }),
    )
      .when(update({ phone: '+628123456789', cardCode: '4711' }))
      .then({ receipt: { version: 2 } }));

  test('of phone or email takes their verification, unless it says otherwise', async () => {
    const before = { phone: '+628123456789', phoneVerified: true, email: 'a@example.org', emailVerified: true };
    const changed = await stageOf(
      warung(),
      enrol('C-17', before),
      change('C-17', { phone: '+628123456780', email: 'b@example.org', emailVerified: true }),
    );
    expect(valueOf(await changed.ledger().getMember({ memberId: 'C-17' }))).toMatchObject({
      phoneVerified: false,
      emailVerified: true,
    });
    const same = await stageOf(warung(), enrol('C-17', before), change('C-17', { email: 'a@example.org' }));
    expect(valueOf(await same.ledger().getMember({ memberId: 'C-17' }))).toMatchObject({ emailVerified: true });
  });

  test('touches no points', () =>
    given(warung(), adjust(5), sale('INV-1', 10_000))
      .when(update({ name: 'Ayu' }))
      .then({ entries: [], balance: 15 }));
});

describe('A member is found', () => {
  const family = [
    enrol('C-17', { name: 'Citra', phone: '+628123456789', email: 'family@Example.org', cardCode: '4711' }),
    enrol('C-18', { email: 'family@example.org' }),
  ];
  async function found(query: object): Promise<readonly string[]> {
    const { ledger } = await stageOf(warung(), ...family);
    return valueOf(await ledger().findMembers(query)).map(({ memberId }) => memberId);
  }

  test('by id, phone, email or card', async () => {
    expect(await found({ memberId: 'C-17' })).toEqual(['C-17']);
    expect(await found({ phone: '+62 812 345 6789' })).toEqual(['C-17']);
    expect(await found({ cardCode: '4711' })).toEqual(['C-17']);
    expect((await found({ email: 'family@EXAMPLE.org' })).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      'C-17',
      'C-18',
    ]);
  });
  test('not at all where there is none', async () => expect(await found({ phone: '+628000000000' })).toEqual([]));
});

function change(memberId: string, changes: Parameters<typeof update>[0]) {
  return command('updateMember', { memberId, changes });
}
