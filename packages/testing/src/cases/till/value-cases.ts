import { entryId } from '@pointbook/core';
import { claimSame, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import {
  changesOf,
  commandKey,
  invoice,
  member,
  newMember,
  note,
  profile,
  shop,
  withPoints,
} from '../../conformance/sample-records.ts';
import { give, read, write } from '../../conformance/till.ts';

const maxSafe = Number.MAX_SAFE_INTEGER;
/** Values that a store must give back as they came: figures, texts, sizes. */
export const valueCases: readonly ConformanceCase[] = [
  {
    name: 'figures: ±(2^53 − 1) come back exact',
    invariants: [29],
    async run({ store, dump }) {
      await give(store, 'rich', maxSafe, { expiresAt: 253_402_300_799_999 });
      await give(store, 'rich', -maxSafe, { expiresAt: 253_402_300_799_999 });
      const { record } = withPoints(newMember('poor'), 0);
      const owing = { ...record, account: { ...record.account, balance: -maxSafe, debt: maxSafe } };
      const entry = {
        ...withPoints(newMember('poor'), 0).entry,
        delta: -maxSafe,
        balanceAfter: -maxSafe,
        effect: { debt: maxSafe },
      };
      await write(store, {
        members: [owing],
        entries: [entry],
        invoices: [invoice('huge', maxSafe), invoice('least', -maxSafe)],
      });
      const kept = await dump(shop);
      claimSame(
        kept.entries.map(({ delta }) => delta).toSorted((a, b) => a - b),
        [-maxSafe, -maxSafe, maxSafe],
        'The deltas',
      );
      claimSame((await read(store, 'poor')).account, owing.account, 'The account of the member in debt');
      claimSame(valueOf(await store.reader.invoice(shop, 'huge' as never)), invoice('huge', maxSafe), 'The invoice');
    },
  },
  {
    name: 'texts: reasons, comments and names come back as they were',
    async run({ store, dump }) {
      const texts = [
        "it's",
        '100 % sure_',
        'two\nlines\tand a tab',
        '"quoted" \\ back',
        'ẞß İı 豈 😀',
        '$1 ?1 :name',
        '\u2028',
        ' spaces ',
      ];
      let record = newMember('m');
      for (const text of texts) {
        const next = withPoints(record, 1);
        ({ record } = next);
        await write(store, {
          members: [record],
          entries: [next.entry],
          notes: [note(next.entry, text, text)],
          profiles: [profile('m', { name: text })],
        });
        claimSame(valueOf(await store.reader.profile(shop, member('m')))?.name, text, 'The name');
      }
      claimSame(
        (await dump(shop)).notes.map(({ reason }) => reason),
        texts,
        'The reasons',
      );
      const lines = valueOf(await store.reader.statement(shop, member('m'), null, 100)).toReversed();
      claimSame(
        lines.map(({ note: words }) => words?.comment),
        texts,
        'The comments in the statement',
      );
    },
  },
  {
    name: 'sizes: a thousand members in one commit, and a thousand entries of one member in another',
    invariants: [24],
    async run({ store, dump }) {
      const crowd = Array.from({ length: 1000 }, (_, index) =>
        withPoints(newMember(`m${index}`), index + 1, { key: 'gift' }),
      );
      await write(store, {
        members: crowd.map(({ record }) => record),
        entries: crowd.map(({ entry }) => entry),
        notes: crowd.map(({ entry }) => note(entry, 'gift')),
      });
      const keys = {
        members: crowd.map(({ record }) => record.account.memberId),
        commands: crowd.map(({ entry }) => ({ memberId: entry.memberId, key: commandKey('gift') })),
      };
      const answer = await store.transact(shop, keys, (records) => ({
        changes: changesOf({}),
        value: [
          records.members.size,
          [...records.commands.values()].filter(Boolean).length,
          [...records.members.values()].filter(Boolean).length,
        ],
      }));
      claimSame(valueOf(answer), [1000, 1000, 1000], 'The records found in one go');
      const busy = [];
      let { record } = withPoints(newMember('busy'), 1);
      busy.push(withPoints(newMember('busy'), 1).entry);
      while (busy.length < 1000) {
        const next = withPoints(record, 1);
        ({ record } = next);
        busy.push(next.entry);
      }
      await write(store, { members: [record], entries: busy });
      claimSame((await dump(shop)).entries.length, 2000, 'The entries kept');
      claimSame((await read(store, 'busy')).account.balance, 1000, 'The balance');
    },
  },
  {
    name: 'reversals: an entry is found with the points that were undone of it, and of it alone',
    invariants: [14],
    async run({ store }) {
      await give(store, 'm', 100);
      await give(store, 'other', 100);
      const undo = { kind: 'reversal', cause: 'entry-reversed', reference: { type: 'entry', id: '1' } } as const;
      await give(store, 'm', -30, undo);
      await give(store, 'm', -20, undo);
      await give(store, 'other', -5, undo);
      await give(store, 'm', -7, {
        kind: 'reversal',
        cause: 'invoice-refunded',
        reference: { type: 'invoice', id: '1' },
      });
      await give(store, 'm', -3, { reference: { type: 'entry', id: '1' } });
      const entries = [1, 2, 99].map((sequence) => ({ memberId: member('m'), sequence }));
      const answer = await store.transact(shop, { entries }, (records) => ({
        changes: changesOf({}),
        value: entries.map((key) => records.entries.get(entryId(key))?.reversed ?? null),
      }));
      claimSame(valueOf(answer), [50, 0, null], 'The points undone of entries 1, 2 and 99');
    },
  },
];
