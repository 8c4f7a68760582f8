import type { ProgramId } from '@pointbook/core';
import type { FeedPlace } from '@pointbook/core/store';
import { claim, claimSame, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import { changesOf, member, newMember, noon, note, shop, withPoints } from '../../conformance/sample-records.ts';
import { enrol, give, readPages, write } from '../../conformance/till.ts';
import type { LedgerView } from '../../view/ledger-view.ts';
import type { FedEntry } from '../../view/ledger-reader.ts';

const crowd = Array.from({ length: 40 }, (_, index) => index);

/** What the feed promises to those who follow it: every entry once, in an order that never changes. */
export const feedCases: readonly ConformanceCase[] = [
  {
    name: 'feed: in the order of commits, each entry once in every page size, with its note, at every reading',
    invariants: [21],
    async run({ store }) {
      claimSame(valueOf(await store.reader.feed(shop, null, 10)), [], 'The feed of an empty ledger');
      // Dated otherwise than committed, and by members in no order.
      for (const [index, id] of ['b', '😀', 'a', '豈', 'b', 'a', 'c', '😀', 'b'].entries())
        await give(store, id, index + 1, { at: noon - 1000 * 'a😀b'.indexOf(id), reason: `reason ${index}` });
      const expected = ['b1', '😀1', 'a1', '豈1', 'b2', 'a2', 'c1', '😀2', 'b3'];
      for (const limit of [1, 2, 3, 8, 9, 10, 1000]) {
        const rows = await follow(store, limit);
        claimSame(rows.map(nameOf), expected, `The feed, ${limit} a page`);
        claimSame(
          rows.map((row) => row.note?.reason),
          expected.map((_, index) => `reason ${index}`),
          `The reasons, ${limit} a page`,
        );
      }
    },
  },
  {
    name: 'feed: a commit of many entries may be cut in pages anywhere',
    invariants: [21],
    async run({ store }) {
      await give(store, 'b', 1);
      await write(store, manyEntries(['c', 'a', 'd'], 7));
      await give(store, 'a', 1);
      const whole = await follow(store, 1000);
      claimSame(whole.map(nameOf).toSorted(), [...names(['a'], 8), 'b1', ...names(['c', 'd'], 7)], 'The entries');
      claimSame([whole.map(nameOf)[0], whole.map(nameOf).at(-1)], ['b1', 'a8'], 'The first and the last');
      claimInSequence(whole);
      for (const limit of [1, 2, 5, 22, 23])
        claimSame((await follow(store, limit)).map(nameOf), whole.map(nameOf), `The feed, ${limit} a page`);
    },
  },
  {
    name: 'feed: has the entries of its program alone',
    async run({ store }) {
      const other = 'other' as ProgramId;
      for (let round = 1; round <= 3; round += 1) {
        await give(store, 'm', round);
        await give(store, 'm', 10 * round, {}, other);
      }
      const deltas = async (programId: ProgramId, limit: number) =>
        (await follow(store, limit, null, programId)).map(({ entry }) => entry.delta);
      for (const limit of [1, 2, 10]) {
        claimSame(await deltas(shop, limit), [1, 2, 3], `One program, ${limit} a page`);
        claimSame(await deltas(other, limit), [10, 20, 30], `The other, ${limit} a page`);
      }
    },
  },
  {
    name: 'feed: what is new comes after the cursor, whatever its date and its member',
    async run({ store }) {
      for (const id of ['m', 'n']) await give(store, id, 1);
      const end = cursorOf((await follow(store, 10)).at(-1));
      claimSame(await follow(store, 10, end), [], 'What is new before anything is');
      await give(store, 'a', 1, { at: noon - 86_400_000 });
      await enrol(store, ['b']);
      await give(store, 'm', 1);
      await give(store, 'z', 1);
      for (const limit of [1, 2, 10])
        claimSame((await follow(store, limit, end)).map(nameOf), ['a1', 'm2', 'z1'], `What is new, ${limit} a page`);
    },
  },
  {
    name: 'feed: null for a cursor of an entry that is not in the ledger, or not at its position',
    async run({ store }) {
      const nowhere = { position: 1, memberId: member('m'), sequence: 1 };
      claimSame(valueOf(await store.reader.feed(shop, nowhere, 10)), null, 'A cursor in an empty ledger');
      await give(store, 'm', 1);
      await give(store, 'n', 1);
      const [first, second] = (await follow(store, 10)).map(cursorOf);
      claim(first !== null && first !== undefined && second != null, 'Two entries are fed.');
      for (const cursor of [
        { ...second, position: second.position + 1_000_000 },
        { ...second, position: first.position },
        { ...second, memberId: member('nobody') },
        { ...second, sequence: 2 },
      ]) {
        const fed = valueOf(await store.reader.feed(shop, cursor, 10));
        claimSame(fed, null, `After ${JSON.stringify(cursor)}, where ${JSON.stringify(second)} is the last`);
      }
    },
  },
  {
    name: 'feed: a follower sees each entry once, each member’s in sequence, while many write',
    invariants: [21],
    async run({ store, dump }) {
      const ids = ['a', 'b', 'c', 'd', 'e'];
      await enrol(store, ids);
      let writing = true;
      const writeAll = async () => {
        try {
          await Promise.all(crowd.map((index) => pay(store, ids, index)));
        } finally {
          writing = false;
        }
      };
      const seen: FedEntry[] = [];
      const watch = async () => {
        for (let isLast = false; !isLast;) {
          // What was committed before the last look must be in it.
          isLast = !writing;
          seen.push(...(await follow(store, 3, cursorOf(seen.at(-1)))));
          await pause();
        }
      };
      await Promise.all([writeAll(), watch()]);
      claimSame(seen.map(nameOf).toSorted(), (await dump(shop)).entries.map(named).toSorted(), 'What was seen');
      claimInSequence(seen);
      claimSame((await follow(store, 1000)).map(nameOf), seen.map(nameOf), 'What is read afterwards');
    },
  },
  {
    name: 'feed: a cursor outlives a restart',
    async run({ store, reopen }) {
      for (const id of ['b', 'a', 'b', 'c', 'a']) await give(store, id, 1);
      const before = await follow(store, 10);
      const again = await reopen();
      claimSame(await follow(again, 10), before, 'The feed after the restart');
      claimSame(await follow(again, 2, cursorOf(before[1])), before.slice(2), 'What comes after the cursor');
    },
  },
];

/** Everything after a cursor, page by page. */
async function follow(
  { reader }: LedgerView,
  limit: number,
  after: FeedPlace | null = null,
  programId = shop,
): Promise<FedEntry[]> {
  const rows = await readPages<FedEntry>(limit, async (last) => {
    const page = valueOf(await reader.feed(programId, cursorOf(last) ?? after, limit));
    claim(page !== null, `The feed knows its own cursor no more: ${JSON.stringify(cursorOf(last) ?? after)}.`);
    return page;
  });
  const positions = rows.map(({ position }) => position);
  claimSame(
    positions,
    positions.toSorted((a, b) => a - b),
    'The positions',
  );
  return rows;
}

function cursorOf(last: FedEntry | null | undefined): FeedPlace | null {
  return last ? { position: last.position, memberId: last.entry.memberId, sequence: last.entry.sequence } : null;
}

function nameOf({ entry }: FedEntry): string {
  return named(entry);
}

function named({ memberId, sequence }: { readonly memberId: string; readonly sequence: number }): string {
  return `${memberId}${sequence}`;
}

function names(ids: readonly string[], count: number): string[] {
  return ids.flatMap((id) => Array.from({ length: count }, (_, index) => `${id}${index + 1}`));
}

function claimInSequence(rows: readonly FedEntry[]): void {
  for (const id of new Set(rows.map(({ entry }) => entry.memberId))) {
    const sequences = rows.map(({ entry }) => entry).filter(({ memberId }) => memberId === id);
    claimSame(
      sequences.map(({ sequence }) => sequence),
      sequences.map((_, index) => index + 1),
      `The sequences of ${id}`,
    );
  }
}

/** So many entries for each member, those of a round side by side. */
function manyEntries(ids: readonly string[], rounds: number) {
  let records = ids.map(newMember);
  const entries = Array.from({ length: rounds }, () => {
    const given = records.map((record) => withPoints(record, 1));
    records = given.map(({ record }) => record);
    return given.map(({ entry }) => entry);
  }).flat();
  return { members: records, entries, notes: entries.map((entry) => note(entry, 'at once')) };
}

/** Five commits in a row, each on one member, or on two in either order. */
async function pay(store: LedgerView, ids: readonly string[], index: number): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    const first = ids[(index + round) % ids.length] ?? '';
    const second = ids[(index * round + 1) % ids.length] ?? '';
    const both = first === second || index % 4 === 0 ? [first] : [first, second];
    const answer = await store.transact(shop, { members: both.map(member) }, (records) => {
      const paid = both.map((id) => withPoints(records.members.get(member(id)) ?? newMember(id), 1));
      const changes = { members: paid.map(({ record }) => record), entries: paid.map(({ entry }) => entry) };
      return { changes: changesOf(changes), value: null };
    });
    valueOf(answer);
    await pause();
  }
}

async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}
