import type { Entry, EntryStep, EntrySum, Instant, MemberTotals, ProgramId } from '@pointbook/core';
import type { EntryName } from '@pointbook/core/store';
import { claimSame, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import { hostileIds, inByteOrder } from '../../conformance/hostile-ids.ts';
import { member, newMember, noon, profile, shop } from '../../conformance/sample-records.ts';
import { enrol, give, read, readPages, write } from '../../conformance/till.ts';
import type { LedgerView } from '../../view/ledger-view.ts';

const maxSafe = Number.MAX_SAFE_INTEGER;
const nowhere = 'empty' as ProgramId;
const other = 'another shop' as ProgramId;

/** What the queries that reports are made of promise: every entry summed once, where and when it belongs. */
export const reportCases: readonly ConformanceCase[] = [
  {
    name: 'memberTotals: each member once in every page size, with the sums of all of the own entries by kind and cause',
    async run({ store }) {
      await write(store, { members: hostileIds.map(newMember), profiles: hostileIds.map((id) => profile(id)) });
      await give(store, 'a', 5, { at: noon + 1 });
      await give(store, 'a', 7, { at: noon + 2 });
      await give(store, 'a', 30, { at: noon + 2, kind: 'earn', cause: 'invoice-saved' });
      await give(store, 'a', 9, { at: noon + 4, kind: 'earn', cause: 'invoice-edited' });
      await give(store, 'a', 0, { at: noon + 5, kind: 'earn', cause: 'invoice-edited' });
      await give(store, 'a', -20, { at: noon + 6, kind: 'redemption', cause: 'points-redeemed' });
      await give(store, 'a', -4, { at: noon + 7, kind: 'reversal', cause: 'invoice-edited' });
      await give(store, 'A', -0, { at: noon, cause: 'plugin:member-unlocked' });
      await give(store, 'a', 1000, { at: noon + 9 }, other);
      const sums = new Map<string, readonly EntrySum[]>([
        [
          'a',
          [
            sum('adjustment', 'points-added', 2, 12, noon + 2),
            sum('earn', 'invoice-edited', 2, 9, noon + 5),
            sum('earn', 'invoice-saved', 1, 30, noon + 2),
            sum('redemption', 'points-redeemed', 1, -20, noon + 6),
            sum('reversal', 'invoice-edited', 1, -4, noon + 7),
          ],
        ],
        ['A', [sum('adjustment', 'plugin:member-unlocked', 1, 0, noon)]],
      ]);
      const expected: MemberTotals[] = [];
      for (const id of inByteOrder(hostileIds))
        expected.push({ account: (await read(store, id)).account, sums: sums.get(id) ?? [] });
      for (const limit of [1, 2, 3, hostileIds.length, 1000])
        claimSame(await totalsOf(store, limit), expected, `The members with their sums, ${limit} a page`);
      claimSame(valueOf(await store.reader.memberTotals(nowhere, null, 9)), [], 'The sums of an empty ledger');
    },
  },
  {
    name: 'memberTotals, entryTotals: sums up to 2^53 − 1 are exact, wherever they were on the way, and greater ones show',
    async run({ store }) {
      await enrol(store, ['m', 'n']);
      for (const points of [maxSafe, -maxSafe, maxSafe, -maxSafe, maxSafe])
        await give(store, 'm', points, { cause: 'balance-set' });
      await give(store, 'm', -maxSafe, { kind: 'redemption', cause: 'points-redeemed' });
      await give(store, 'n', maxSafe, { kind: 'earn', cause: 'invoice-saved' });
      await give(store, 'n', -maxSafe, { kind: 'redemption', cause: 'points-redeemed' });
      const [first] = await totalsOf(store, 9);
      claimSame(
        first?.sums.map(({ points }) => points),
        [maxSafe, -maxSafe],
        'The sums of a member',
      );
      const all = sorted(valueOf(await store.reader.entryTotals(shop, noon, (noon + 1) as Instant)).sums);
      claimSame(
        all.map(({ points }) => (Number.isSafeInteger(points) ? points : Math.sign(points) * Infinity)),
        [maxSafe, maxSafe, -Infinity],
        'The sums of all entries',
      );
    },
  },
  {
    name: 'entryTotals: of a time, its beginning inclusive and its end exclusive, of all members of the program',
    async run({ store }) {
      for (const [id, points, at] of [
        ['b', 1, noon],
        ['b', 2, noon + 1],
        ['a', 4, noon + 1],
        ['b', 8, noon + 2],
        ['a', 16, noon + 3],
      ] as const)
        await give(store, id, points, { at });
      await give(store, 'b', -3, { at: noon + 3, kind: 'redemption', cause: 'points-redeemed' });
      await give(store, 'c', 100, { at: noon + 1 }, other);
      const between = async (from: number, until: number, programId = shop) => {
        const totals = valueOf(await store.reader.entryTotals(programId, from as Instant, until as Instant));
        return { ...totals, sums: sorted(totals.sums) };
      };
      const given = (entries: number, points: number, at: number) =>
        sum('adjustment', 'points-added', entries, points, at);
      claimSame(
        await between(noon, noon + 4),
        {
          members: 2,
          sums: [given(5, 31, noon + 3), sum('redemption', 'points-redeemed', 1, -3, noon + 3)],
        },
        'All of them',
      );
      claimSame(await between(noon + 1, noon + 2), { members: 2, sums: [given(2, 6, noon + 1)] }, 'One millisecond');
      claimSame(await between(noon + 1, noon + 3), { members: 2, sums: [given(3, 14, noon + 2)] }, 'Two milliseconds');
      claimSame(await between(0, noon + 1), { members: 1, sums: [given(1, 1, noon)] }, 'Up to the first');
      claimSame(await between(noon + 4, noon + 9), { members: 0, sums: [] }, 'After the last');
      claimSame(await between(noon + 1, noon + 1), { members: 0, sums: [] }, 'No time at all');
      claimSame(await between(0, noon + 9, nowhere), { members: 0, sums: [] }, 'Another program');
    },
  },
  {
    name: 'nextEntryAt: when the first entry of any member was posted at or after an instant; null after the last',
    async run({ store }) {
      await give(store, 'z', 1, { at: noon + 5 });
      await give(store, 'a', 1, { at: noon + 9 });
      await give(store, 'b', 1, { at: noon + 5 });
      await give(store, 'c', 1, { at: noon + 7 }, other);
      const next = async (from: number, programId = shop) =>
        valueOf(await store.reader.nextEntryAt(programId, from as Instant));
      const found = [];
      for (const from of [0, noon + 5, noon + 6, noon + 9, noon + 10]) found.push(await next(from));
      claimSame(found, [noon + 5, noon + 5, noon + 9, noon + 9, null], 'What comes next');
      claimSame(await next(0, nowhere), null, 'In an empty ledger');
    },
  },
  {
    name: 'scanSteps: every entry once in every page size, by the UTF-8 bytes of the member id, then oldest first',
    invariants: [21],
    async run({ store }) {
      const ids = ['b', '😀', 'a', '\uFFFD', 'A', 'a b'];
      for (let times = 0; times < 3; times += 1)
        for (const id of ids) await give(store, id, times + 1, { at: noon + times, key: `${times}` });
      await give(store, 'a', 1, {}, other);
      const stepOf = ({ memberId, sequence, delta, balanceAfter, postedAt, effect }: Entry): EntryStep => ({
        memberId,
        sequence,
        delta,
        balanceAfter,
        postedAt,
        effect,
      });
      const expected: EntryStep[] = [];
      for (const id of inByteOrder(ids))
        expected.push(...valueOf(await store.reader.history(shop, member(id), 0, 9)).map(stepOf));
      for (const limit of [1, 2, 3, 4, 17, 18, 1000]) {
        const rows = await readPages<EntryStep>(limit, async (last) => {
          const after: EntryName | null = last && { memberId: last.memberId, sequence: last.sequence };
          return valueOf(await store.reader.scanSteps(shop, after, limit));
        });
        claimSame(rows, expected, `The entries, ${limit} a page`);
      }
      claimSame(valueOf(await store.reader.scanSteps(nowhere, null, 9)), [], 'A scan of nothing');
    },
  },
];

function sum(
  kind: EntrySum['kind'],
  cause: EntrySum['cause'],
  entries: number,
  points: number,
  lastAt: number,
): EntrySum {
  return { kind, cause, entries, points, lastAt: lastAt as Instant };
}

/** All pages, the sums of each member in an order of their own. */
async function totalsOf({ reader }: LedgerView, limit: number): Promise<MemberTotals[]> {
  const rows = await readPages<MemberTotals>(limit, async (last) =>
    valueOf(await reader.memberTotals(shop, last?.account.memberId ?? null, limit)),
  );
  return rows.map((row) => ({ ...row, sums: sorted(row.sums) }));
}

function sorted(sums: readonly EntrySum[]): EntrySum[] {
  const nameOf = ({ kind, cause }: EntrySum) => `${kind} ${cause}`;
  return sums.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}
