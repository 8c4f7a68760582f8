import { createPointbook, type Entry } from '@pointbook/core';
import { jobs } from '@pointbook/core/jobs';
import { entries, type Plugin, type Reaction } from '@pointbook/core/plugin';
import { memoryStore } from '@pointbook/memory';
import { fakeClock } from '@pointbook/testing';
import { err, ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { fileOf, stated } from '../support/shops/bulk-desk.ts';
import { monday, valueOf } from '../support/specification/specification.ts';
import { warung } from '../support/shops/warung.ts';

type React = Reaction<Entry>['react'];

const customers = ['ann', 'ben', 'cat'];

/** A shop with three customers, and a plugin that reacts to entries once `armed`. */
async function openShop(react: React, rules: Parameters<typeof warung>[0] = {}) {
  const clock = fakeClock(monday);
  let armed = false;
  const reaction: Reaction<Entry> = { on: entries, react: (written, book) => (armed ? react(written, book) : ok()) };
  const guard = { name: 'guard', verbs: {}, reactions: [reaction] } as const satisfies Plugin<'guard'>;
  const pointbook = createPointbook({ program: warung(rules), store: memoryStore(), clock, plugins: [jobs(), guard] });
  for (const memberId of customers) {
    valueOf(await pointbook.enrolMember({ memberId, phone: `+62812345678${customers.indexOf(memberId)}` }));
    const gift = { memberId, points: 10, direction: 'add', actor: 'staff-1', reason: 'a gift' } as const;
    valueOf(await pointbook.adjustPoints({ ...gift, idempotencyKey: 'gift' }));
  }
  armed = true;
  const balances = async () =>
    Promise.all(customers.map(async (memberId) => valueOf(await pointbook.getBalance({ memberId })).balance));
  return { pointbook, clock, balances };
}

const refuses: React = ({ after }) =>
  after?.memberId === 'ben' ? err({ kind: 'blocked', message: 'Not ben.' }) : ok();
const throws: React = ({ after }) => {
  if (after?.memberId === 'ben') throw new TypeError('a mistake');
};
const both = [
  ['refuses', refuses, 'reaction-refused', 'The plugin guard refuses: Not ben.'],
  ['throws', throws, 'reaction-failed', 'A reaction of the plugin guard threw an error'],
] as const;

describe.each(both)('A reaction that %s one member', (_how, react, kind, message) => {
  test('leaves that member out of a bulk change, and says why', async () => {
    const { pointbook, balances } = await openShop(react);
    valueOf(await pointbook.jobs.startBulk({ jobId: 'J', members: { everyone: true }, change: { add: 5 }, ...stated }));
    const done = valueOf(await pointbook.jobs.runDue());
    expect(done).toMatchObject({ jobs: [{ state: 'finished', seen: 3, accepted: 2, rejected: 1 }], left: [] });
    const told = valueOf(await pointbook.jobs.listProblems({ jobId: 'J' }));
    expect(told.items).toEqual([
      expect.objectContaining({ memberId: 'ben', kind, message: expect.stringContaining(message) }),
    ]);
    expect(await balances()).toEqual([15, 10, 15]);
  });

  test('leaves the row of that member out of an import, and names who it is and the line', async () => {
    const { pointbook, balances } = await openShop(react);
    const source = fileOf('phone,points\n+628123456780,1\n+628123456781,2\n+628123456782,3\n');
    const { digest } = valueOf(await pointbook.jobs.previewImport({ mode: 'add', source }));
    const { jobId } = valueOf(await pointbook.jobs.startImport({ mode: 'add', digest, ...stated }));
    const done = valueOf(await pointbook.jobs.runDue({ sourceOf: () => source }));
    expect(done).toMatchObject({ jobs: [{ state: 'finished', accepted: 2, rejected: 1 }], left: [] });
    const { items } = valueOf(await pointbook.jobs.listProblems({ jobId }));
    const told = expect.stringContaining(`Line 3: ${message}`) as string;
    expect(items).toEqual([expect.objectContaining({ memberId: 'ben', kind, message: told })]);
    expect(await balances()).toEqual([11, 10, 13]);
  });

  test('leaves its points due, and those of others are posted', async () => {
    const { pointbook, clock, balances } = await openShop(react, {
      expiry: { kind: 'after', period: { unit: 'days', count: 10 } },
    });
    clock.advance(20 * 86_400_000);
    const ben = { memberId: 'ben', kind, message: expect.stringContaining(message) as string };
    const first = valueOf(await pointbook.expireDue({ limit: 1 }));
    expect(first).toMatchObject({ members: 1, entries: 1, more: true });
    expect(valueOf(await pointbook.expireDue({ limit: 1 }))).toEqual({
      members: 1,
      entries: 1,
      left: [ben],
      more: false,
    });
    expect(valueOf(await pointbook.expireDue())).toEqual({ members: 0, entries: 0, left: [ben], more: false });
    expect(valueOf(await pointbook.jobs.runDue())).toMatchObject({ swept: { left: [ben] }, more: false });
    expect(await balances()).toEqual([0, 0, 0]);
  });
});
