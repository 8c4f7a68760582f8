import type { ChallengeId, Instant, ProgramId } from '@pointbook/core';
import type { BudgetKey, ChallengeRecord, CodeBudget } from '@pointbook/core/codes';
import { claim, claimSame, errorOf, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import { hostileIds, inByteOrder } from '../../conformance/hostile-ids.ts';
import { budget, challenge, changesOf, newMember, noon, shop, withPoints } from '../../conformance/sample-records.ts';
import { give, readPages, write } from '../../conformance/till.ts';
import type { LedgerView } from '../../view/ledger-view.ts';

const maxSafe = Number.MAX_SAFE_INTEGER;
const last = 253_402_300_799_999;
/** Longer than any id, for an id of a member may be as long as an id can be. */
const longIds = ['1', '2'].map((end) => 'x'.repeat(127) + end);
const hostileKeys = [...hostileIds, ...longIds].flatMap((id): BudgetKey[] => [`member:${id}`, `destination:${id}`]);

/** What becomes of challenges and budgets: each is kept and found as it was written, in its program. */
export const codeCases: readonly ConformanceCase[] = [
  {
    name: 'challenges and budgets: null for what is not there, absent for what was not named',
    async run({ store }) {
      const { reader } = store;
      await write(store, { challenges: [challenge('c'), challenge('d')], budgets: [budget('member:c')] });
      const expected = [
        ['c', challenge('c')],
        ['gone', null],
      ];
      claimSame((await found(store, ['c', 'gone'], [])).challenges, expected, 'The challenges that were named');
      claimSame(
        (await found(store, [], ['member:gone'])).budgets,
        [['member:gone', null]],
        'A budget that is not there',
      );
      claimSame((await found(store, ['c'], [])).budgets, [], 'The budgets, where none was named');
      claimSame(valueOf(await reader.challenge(shop, 'gone' as ChallengeId)), null, 'An unknown challenge');
      claimSame(valueOf(await reader.scanChallenges('empty' as ProgramId, null, 9)), [], 'A scan of nothing');
    },
  },
  {
    name: 'challenges and budgets: every field comes back as it was written, after a restart too',
    invariants: [27, 29],
    async run({ store, dump, reopen }) {
      const text = `"it's" 100 %, \\ {braces}\n豈 😀 $1 \u2028 `;
      const full = challenge('full', {
        memberId: text,
        redemptionId: text,
        points: maxSafe,
        value: maxSafe,
        rewardId: text,
        invoiceId: text,
        deadline: last,
        channel: 'whatsapp',
        destination: text,
        codes: maxSafe,
        expiresAt: last,
        codeHash: '',
        seal: text,
        attempts: maxSafe,
        state: 'used',
        usedBy: maxSafe,
      });
      const instants = [0, noon, noon, last] as Instant[];
      const spent: CodeBudget = {
        ...budget('destination:a', instants),
        sends: instants.map((at, index) => ({ at, rejected: index % 2 === 0 })),
      };
      const empty: CodeBudget = { ...budget('member:a'), sends: [] };
      const [challenges, budgets] = [
        [challenge('bare'), full],
        [spent, empty],
      ];
      await write(store, { challenges, budgets });
      const kept = await dump(shop);
      claimSame([kept.challenges, kept.budgets], [challenges, budgets], 'What was kept');
      const again = await reopen();
      const seen = await found(again, ['bare', 'full'], ['destination:a', 'member:a']);
      claimSame(recordsIn(seen), [challenges, budgets], 'What a decision sees');
      for (const each of challenges)
        claimSame(valueOf(await again.reader.challenge(shop, each.challengeId)), each, 'What the reader tells');
    },
  },
  {
    name: 'challenges and budgets: many in one commit; what changes some leaves the others as they are',
    async run({ store, dump }) {
      const ids = Array.from({ length: 300 }, (_, index) => `c${String(index).padStart(3, '0')}`);
      const save = async (changed: readonly string[], attempts: number) => {
        const challenges = changed.map((id) => challenge(id, { attempts }));
        const budgets = changed.map((id) => budget(`member:${id}`, Array<number>(attempts).fill(noon)));
        const keys = {
          challenges: challenges.map(({ challengeId }) => challengeId),
          budgets: budgets.map(({ key }) => key),
        };
        const changes = changesOf({ challenges, budgets });
        valueOf(await store.transact(shop, keys, () => ({ changes, value: null })));
      };
      await save(ids, 0);
      await save(['c007'], 1);
      await save(['c007', 'c008', 'c300'], 2);
      const kept = await dump(shop);
      const expected = [...ids, 'c300'].map((id) => (['c007', 'c008', 'c300'].includes(id) ? 2 : 0));
      claimSame(
        kept.challenges.map(({ attempts }) => attempts),
        expected,
        'The attempts',
      );
      claimSame(
        kept.budgets.map(({ failures }) => failures.length),
        expected,
        'The failures',
      );
    },
  },
  {
    name: 'challenges and budgets: of a commit that is refused none is kept, neither new nor changed',
    invariants: [20, 27],
    async run({ store, dump }) {
      await give(store, 'm', 10, { key: 'used' });
      await write(store, { challenges: [challenge('c')], budgets: [budget('member:m')] });
      const before = await dump(shop);
      const { record, entry } = withPoints(before.members[0] ?? newMember('m'), -5, { key: 'used' });
      const changes = changesOf({
        members: [record],
        entries: [entry],
        challenges: [challenge('c', { state: 'used', usedBy: 2 }), challenge('new')],
        budgets: [budget('member:m', [noon]), budget('destination:new')],
      });
      const refused = errorOf(await store.transact(shop, {}, () => ({ changes, value: null })));
      claim(refused.kind === 'store-rejected', `A second use of a command key is store-rejected, not ${refused.kind}.`);
      claimSame(await dump(shop), before, 'The ledger after the refusal');
    },
  },
  {
    name: 'challenges and budgets: nothing in their ids is read as anything but text',
    async run({ store, dump }) {
      const budgets = hostileKeys.map((key) => budget(key));
      await write(store, { challenges: hostileIds.map((id) => challenge(id)), budgets });
      for (const id of hostileIds) {
        claimSame((await found(store, [id], [])).challenges, [[id, challenge(id)]], 'The challenge');
        claimSame(
          valueOf(await store.reader.challenge(shop, id as ChallengeId)),
          challenge(id),
          'What the reader tells',
        );
      }
      for (const [index, key] of hostileKeys.entries()) {
        claimSame((await found(store, [], [key])).budgets, [[key, budget(key)]], 'The budget');
        await write(store, { budgets: [budget(key, [index])] });
      }
      const kept = new Map((await dump(shop)).budgets.map(({ key, failures }) => [key, failures]));
      claimSame(kept.size, hostileKeys.length, 'How many budgets there are');
      for (const [index, key] of hostileKeys.entries()) claimSame(kept.get(key), [index], 'The failures of a budget');
    },
  },
  {
    name: 'scanChallenges: each once in every page size, in the order of the UTF-8 bytes of their ids',
    async run({ store }) {
      await write(store, { challenges: hostileIds.map((id) => challenge(id)) });
      const expected = inByteOrder(hostileIds).map((id) => challenge(id));
      for (const limit of [1, 2, 3, hostileIds.length, 1000])
        claimSame(await scan(store, shop, limit), expected, `The challenges, ${limit} a page`);
      const used = challenge('a', { state: 'used', usedBy: 1 });
      await write(store, { challenges: [used] });
      const after = 'A' as ChallengeId;
      claimSame(valueOf(await store.reader.scanChallenges(shop, after, 1)).length, 1, 'A page of one');
      const changed = expected.map((each) => (each.challengeId === used.challengeId ? used : each));
      claimSame(await scan(store, shop, 7), changed, 'The challenges after one was used');
    },
  },
  {
    name: 'programs: the same challenges and budgets in another program are other records',
    async run({ store, dump }) {
      const programs = [shop, 'SHOP', 'shop2', 'shop%', "shop' --", '__proto__'] as ProgramId[];
      const challengesOf = (index: number) => [challenge('c', { points: index }), challenge(`of ${index}`)];
      for (const [index, programId] of programs.entries())
        await write(store, { challenges: challengesOf(index), budgets: [budget('member:m', [index])] }, programId);
      for (const [index, programId] of programs.entries()) {
        const challenges = challengesOf(index);
        const records = [challenges, [budget('member:m', [index])]];
        const seen = await found(store, ['c', `of ${index}`], ['member:m'], programId);
        claimSame(recordsIn(seen), records, `What a decision sees in ${programId}`);
        claimSame(valueOf(await store.reader.challenge(programId, 'c' as ChallengeId)), challenges[0], 'The challenge');
        claimSame(await scan(store, programId, 1), challenges, `The challenges of ${programId}`);
        const kept = await dump(programId);
        claimSame([kept.challenges, kept.budgets], records, `What was kept of ${programId}`);
      }
    },
  },
];

/** What a decision sees under some keys. */
async function found(
  store: LedgerView,
  challengeIds: readonly string[],
  budgets: readonly BudgetKey[],
  programId: ProgramId = shop,
) {
  const keys = { challenges: challengeIds as readonly ChallengeId[], budgets };
  const answer = await store.transact(programId, keys, (records) => ({
    changes: changesOf({}),
    value: { challenges: [...records.challenges], budgets: [...records.budgets] },
  }));
  return valueOf(answer);
}

function recordsIn({ challenges, budgets }: Awaited<ReturnType<typeof found>>): unknown[] {
  return [challenges.map(([, record]) => record), budgets.map(([, record]) => record)];
}

/** All pages of a scan. */
async function scan({ reader }: LedgerView, programId: ProgramId, limit: number): Promise<ChallengeRecord[]> {
  return readPages<ChallengeRecord>(limit, async (before) =>
    valueOf(await reader.scanChallenges(programId, before?.challengeId ?? null, limit)),
  );
}
