import { ledgerView } from '@pointbook/testing';
import { expect, test } from 'vitest';
import { entry, load, memberWith, shop, valueOf, write } from '@pointbook/testing/sample-ledger';
import { drivers } from './sample-ledger-testing.ts';
import { sqliteStore } from './sqlite-store.ts';

// What JSON writes otherwise than it is, and what SQLite might take for something else.
const texts = [
  'a',
  'ä',
  '😀',
  '豈',
  '"',
  '\\',
  "'",
  '1',
  '01',
  '1e3',
  'null',
  'true',
  '[1]',
  '{}',
  ' a ',
  '\t',
  '\u0001',
  '\0',
];
const pairs = texts.flatMap((first) => texts.map((second) => first + second));
const ids = [...texts, ...pairs] as never[];
const points = (index: number) => (index % 2 === 0 ? Number.MAX_SAFE_INTEGER - index : index + 1);

test.each(drivers)('many rows at once are written and found as one by one, on %s', async (_, open) => {
  const [together, alone] = [sqliteStore(open(':memory:')), sqliteStore(open(':memory:'))];
  const members = ids.map((id, index) => memberWith(id, points(index)));
  const entries = ids.map((id, index) =>
    entry(id, 1, {
      delta: points(index),
      balanceAfter: points(index),
      actor: id,
      reference: index % 3 === 0 ? null : { type: 'external', id, ...(index % 3 === 1 ? {} : { detail: id }) },
      effect: { added: [{ expiresAt: 'never', availableAt: null, points: points(index) }] },
      command: index % 2 === 0 ? null : { key: `key:${String(id)}`, fingerprint: 'f' },
    }),
  );
  const notes = ids.map((memberId, index) => ({
    memberId,
    sequence: 1,
    reason: index % 2 === 0 ? null : memberId,
    comment: 'the same for all',
  }));
  await write(together, { members, entries, notes });
  for (const [index, member] of members.entries()) {
    const [one, note] = [entries[index], notes[index]];
    if (one && note) await write(alone, { members: [member], entries: [one], notes: [note] });
  }

  for (const store of [together, alone]) {
    const found = await load(store, { members: ['nobody' as never, ...ids] });
    expect([...found.members.values()]).toEqual([null, ...members]);
    const fed = valueOf(await ledgerView(store).reader.feed(shop, null, 1000));
    expect(fed?.map(({ entry: one, note }) => ({ one, note }))).toEqual(
      entries.map((one, index) => ({ one, note: notes[index] })),
    );
  }
});
