import type { ProgramId } from '@pointbook/core';
import {
  nothingToLoad,
  nothingToStore,
  type StoredAccount,
  type StoredChanges,
  type StoredEntry,
} from '@pointbook/core/store';
import { claimSame, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import { noon, shop } from '../../conformance/sample-records.ts';
import { hostileBodies } from '../../rows/hostile-texts.ts';
import {
  accountOf,
  accountRow,
  entryRow,
  inAnyOrder,
  later,
  newRecords,
  readRows,
  refusalOf,
  seenRows,
  writeRows,
} from '../../rows/sample-rows.ts';

/** What a statement needs of an entry, where a store answers with more. */
function toShow(entry: Partial<StoredEntry>) {
  return { ...entry, effect: null, version: null, commandKey: null, commandFingerprint: null };
}

/** What a store promises of versions, accounts, entries and notes, whatever their texts say. */
export const ledgerRowCases: readonly ConformanceCase[] = [
  {
    name: 'requests: a decision is told which of the requests that it was asked with its rows answer',
    async run({ rows: store }) {
      const requests = [nothingToLoad, { ...nothingToLoad, accounts: ['m'] }, { ...nothingToLoad, versions: ['v'] }];
      const answered: boolean[] = [];
      const decided = await store.transact(shop, requests[0] ?? nothingToLoad, ({ request }) => {
        answered.push(request === requests[answered.length]);
        const next = requests[answered.length];
        return next === undefined ? { changes: nothingToStore, value: null } : { request: next };
      });
      claimSame([decided.isOk(), answered], [true, requests.map(() => true)], 'Whether rows name the request itself');
    },
  },
  {
    name: 'versions: kept for good, byte for byte; one that is there stays as it is',
    async run({ rows, reopenRows }) {
      let store = rows;
      const versions = hostileBodies.map((definition, index) => ({ version: `version-${index}`, definition }));
      await writeRows(store, { versions, records: newRecords([{ kind: 'x', key: 'k', body: '' }]) });
      await writeRows(store, { versions: [{ version: 'version-1', definition: 'another' }] });
      const request = { versions: [...versions.map(({ version }) => version), 'unknown'] };
      for (const isAgain of [false, true]) {
        if (isAgain) store = await reopenRows();
        for (const loaded of [await seenRows(store, request), await readRows(store, request)])
          claimSame(inAnyOrder(loaded.versions), inAnyOrder(versions), 'The versions');
      }
    },
  },
  {
    name: 'programIds: those that have a version, where the store can tell',
    async run({ rows: store }) {
      const { programIds } = store.rows;
      if (programIds === undefined) return;
      const known = async (limit: number) => valueOf(await programIds(limit));
      claimSame(await known(5), [], 'The programs of an empty store');
      const ids = ['shop-1', 'Shop-1', 'shop-2'] as ProgramId[];
      for (const id of ids) await writeRows(store, { versions: [{ version: 'v', definition: '{}' }] }, id);
      claimSame((await known(5)).toSorted(), ids.toSorted(), 'The programs');
      claimSame((await known(2)).length, 2, 'How many programs are told');
    },
  },
  {
    name: 'accounts: each update is there, figures, instants and texts',
    async run({ rows: store, reopenRows }) {
      let before: StoredAccount | null = null;
      for (const [index, text] of hostileBodies.entries()) {
        const account: StoredAccount = {
          ...accountRow('m', index, index % 2 === 0 ? index : -index, text),
          lastInstant: later(index),
          dueAt: index % 3 === 0 ? null : later(1000 - index),
          format: index + 1,
          activity: `${text} and more`,
        };
        await writeRows(store, { accounts: [accountOf(before, account)] });
        before = account;
        const { accounts } = await seenRows(store, { accounts: ['m'] });
        claimSame(accounts, [account], `The account after write ${index}`);
        claimSame(valueOf(await store.rows.accounts(shop, null, 9)), [account], 'The page of accounts');
        const due = [999 - index, 1000 - index].map(async (ms) => valueOf(await store.rows.due(shop, later(ms), 9)));
        claimSame(await Promise.all(due), index % 3 === 0 ? [[], []] : [[], ['m']], 'Who is due just before, and then');
      }
      const again = await reopenRows();
      claimSame((await readRows(again, { accounts: ['m', 'n'] })).accounts, [before], 'The account after a restart');
    },
  },
  {
    name: 'entries: every column comes back as it was written',
    async run({ rows: store }) {
      const texts = hostileBodies.filter(({ length }) => length > 0 && length <= 400);
      const entries = texts.map((text, index) =>
        entryRow('m', index + 1, 1, {
          kind: index % 2 === 0 ? 'adjustment' : 'transfer',
          cause: `cause-${'abcdefg'.charAt(index % 7)}`,
          balanceAfter: index + 1,
          postedAt: later(index),
          effectiveAt: later(-index),
          actor: text,
          ...(index % 3 === 0 ? {} : { referenceType: 'external', referenceId: text }),
          ...(index % 3 === 2 ? { referenceDetail: text } : {}),
          format: (index % 9) + 1,
          effect: text,
          version: `version-${index % 4}`,
          commandKey: text,
          commandFingerprint: `of ${text}`,
        }),
      );
      const changes = { accounts: [accountOf(null, accountRow('m', entries.length, entries.length))], entries };
      await writeRows(store, changes);
      const range = { above: null, below: null, order: 'oldest-first' } as const;
      const read = valueOf(await store.rows.memberEntries(shop, 'm', range, 1000));
      claimSame(
        read,
        entries.map((entry) => ({ entry, note: null })),
        'The entries of the member',
      );
      claimSame(valueOf(await store.rows.entries(shop, null, 1000)), entries, 'The entries of all');
      const shown = valueOf(await store.rows.statement(shop, 'm', entries.length, 3));
      claimSame(
        shown.map(({ entry, note }) => ({ entry: toShow(entry), note })),
        entries
          .slice(-4, -1)
          .map((entry) => ({ entry: toShow(entry), note: null }))
          .toReversed(),
        'The statement of the member',
      );
      const commands = texts.map((commandKey) => ({ memberId: 'm', commandKey }));
      const found = await seenRows(store, {
        commands,
        entries: entries.map(({ sequence }) => ({ memberId: 'm', sequence })),
      });
      claimSame(inAnyOrder(found.commands), inAnyOrder(entries), 'The entries by the keys of their commands');
      claimSame(
        inAnyOrder(found.entries),
        inAnyOrder(entries.map((entry) => ({ entry, reversed: 0 }))),
        'The entries by their numbers',
      );
    },
  },
  {
    name: 'entries: a gap in the sequence is refused, and nothing of the commit is there',
    invariants: [21],
    async run({ rows: store }) {
      const account = accountRow('m', 2, 2);
      await writeRows(store, {
        accounts: [accountOf(null, account)],
        entries: [entryRow('m', 1, 1), entryRow('m', 2, 1, { balanceAfter: 2 })],
      });
      const at = (...sequences: number[]) =>
        sequences.map((sequence) => entryRow('m', sequence, 1, { balanceAfter: sequence }));
      const gaps: [string, Partial<StoredChanges>][] = [
        ['after the last one', { accounts: [accountOf(account, accountRow('m', 4, 4))], entries: at(4) }],
        ['within the commit', { accounts: [accountOf(account, accountRow('m', 5, 5))], entries: at(3, 5) }],
        ['without the account', { entries: at(4) }],
        ['a number twice', { entries: at(2) }],
        ['of a new member', { accounts: [accountOf(null, accountRow('n', 2, 2))], entries: [entryRow('n', 2, 2)] }],
        ['of a member without an account', { entries: [entryRow('o', 3, 3)] }],
      ];
      for (const [where, changes] of gaps) {
        const records = newRecords([{ kind: 'x', key: where, body: 'not to be kept' }]);
        const refused = await refusalOf(store, { ...changes, records });
        claimSame([refused.kind, refused.written], ['store-rejected', 'no'], `The error of a gap ${where}`);
      }
      claimSame(valueOf(await store.rows.records(shop, 'x', null, 9)), [], 'What else was in those commits');
      claimSame(valueOf(await store.rows.accounts(shop, null, 9)), [account], 'The accounts');
      claimSame(valueOf(await store.rows.entries(shop, null, 9)).length, 2, 'How many entries there are');
      await writeRows(store, { accounts: [accountOf(account, accountRow('m', 3, 3))], entries: at(3) });
    },
  },
  {
    name: 'notes: a second one for an entry is refused, and the first one stays',
    async run({ rows: store }) {
      const first = { memberId: 'm', sequence: 1, reason: 'the first', comment: null };
      await writeRows(store, {
        accounts: [accountOf(null, accountRow('m', 1, 5))],
        entries: [entryRow('m', 1, 5)],
        notes: [first],
      });
      const second = { ...first, reason: null, comment: 'the second' };
      const refused = await refusalOf(store, {
        notes: [second],
        records: newRecords([{ kind: 'x', key: 'k', body: '' }]),
      });
      claimSame([refused.kind, refused.written], ['store-rejected', 'no'], 'The error');
      const filter = { from: noon };
      claimSame(valueOf(await store.rows.findEntries(shop, filter, null, 9))[0]?.note, first, 'The note');
      claimSame(valueOf(await store.rows.records(shop, 'x', null, 9)), [], 'What else was in the commit');
    },
  },
  {
    name: 'accounts: one that contradicts itself is refused',
    invariants: [1],
    async run({ rows: store }) {
      const account = accountRow('m', 1, 5);
      await writeRows(store, { accounts: [accountOf(null, account)], entries: [entryRow('m', 1, 5)] });
      for (const bad of [{ balance: 6 }, { lotPoints: 4 }, { held: 1 }, { debt: 1 }, { debt: 1, lotPoints: 6 }]) {
        const refused = await refusalOf(store, { accounts: [accountOf(account, { ...account, ...bad })] });
        claimSame([refused.kind, refused.written], ['store-rejected', 'no'], `The error of ${JSON.stringify(bad)}`);
      }
      claimSame(valueOf(await store.rows.accounts(shop, null, 9)), [account], 'The account');
    },
  },
];
