import type { BudgetKey, ChallengeRecord } from '@pointbook/core/codes';
import { okAsync } from 'neverthrow';
import { type BrokenView, unlocked, withReader, withTransact, withWritten } from './broken-store.ts';
import type { LedgerView } from '../view/ledger-view.ts';

const all = 1_000_000;

/** Stores that forget, mix up or do not lock what makes one-time codes good for one use, and for few tries. */
export const brokenCodes: readonly BrokenView[] = [
  {
    name: 'forgets challenges',
    noticedBy: 'transact: `needs` may name records of every kind',
    spoil: (store) => withWritten(store, (changes) => ({ ...changes, challenges: [] })),
  },
  {
    name: 'never changes a challenge that is there',
    noticedBy: 'scanChallenges: each once in every page size, in the order of the UTF-8 bytes of their ids',
    spoil: (store) =>
      withWritten(store, (changes, { challenges }) => ({
        ...changes,
        challenges: changes.challenges.filter(({ challengeId }) => challenges.get(challengeId) == null),
      })),
  },
  {
    name: 'forgets budgets when they change',
    noticedBy: 'challenges and budgets: nothing in their ids is read as anything but text',
    spoil: (store) =>
      withWritten(store, (changes, { budgets }) => ({
        ...changes,
        budgets: changes.budgets.filter(({ key }) => budgets.get(key) == null),
      })),
  },
  {
    name: 'keeps one budget of a commit',
    noticedBy: 'challenges and budgets: every field comes back as it was written, after a restart too',
    spoil: (store) => withWritten(store, (changes) => ({ ...changes, budgets: changes.budgets.slice(0, 1) })),
  },
  {
    name: 'forgets which codes were refused by the provider',
    noticedBy: 'challenges and budgets: every field comes back as it was written, after a restart too',
    spoil: (store) =>
      withWritten(store, (changes) => ({
        ...changes,
        budgets: changes.budgets.map((budget) => ({
          ...budget,
          sends: budget.sends.map(({ at }) => ({ at, rejected: false })),
        })),
      })),
  },
  {
    name: 'does not lock budgets',
    noticedBy: 'budgets: no failure is lost among many callers',
    spoil: (store) => unlocked(store, 'budgets'),
  },
  {
    name: 'does not lock challenges',
    noticedBy: 'challenges: no wrong answer is lost among many callers, and what was used stays used',
    spoil: (store) => unlocked(store, 'challenges'),
  },
  {
    name: 'cuts keys of budgets off where ids end',
    noticedBy: 'challenges and budgets: nothing in their ids is read as anything but text',
    spoil: (store) => withShortKeys(store),
  },
  {
    name: 'shows decisions the challenges of nobody',
    noticedBy: 'transact: `needs` may name records of every kind',
    spoil: (store) =>
      withTransact(store, (programId, keys, decide) =>
        store.transact(programId, keys, (records) =>
          decide({ ...records, challenges: new Map([...records.challenges.keys()].map((id) => [id, null])) }),
        ),
      ),
  },
  {
    name: 'reads the challenges of one program for all',
    noticedBy: 'programs: the same challenges and budgets in another program are other records',
    spoil: (store) =>
      withReader(store, { challenge: (_, challengeId) => store.reader.challenge('shop' as never, challengeId) }),
  },
  {
    name: 'scans the challenges of one program for all',
    noticedBy: 'challenges and budgets: null for what is not there, absent for what was not named',
    spoil: (store) =>
      withReader(store, {
        scanChallenges: (_, after, limit) => store.reader.scanChallenges('shop' as never, after, limit),
      }),
  },
  {
    name: 'a scan of challenges leaves out one at the end of each page',
    noticedBy: 'programs: the same challenges and budgets in another program are other records',
    spoil: (store) =>
      withScan(store, (programId, after, limit) =>
        store.reader
          .scanChallenges(programId, after, limit + 1)
          .map((page) => [...page.slice(0, limit - 1), ...page.slice(-1)].slice(0, limit)),
      ),
  },
  {
    name: 'a scan of challenges forgets where the page before it ended',
    noticedBy: 'programs: the same challenges and budgets in another program are other records',
    spoil: (store) => withScan(store, (programId, _, limit) => store.reader.scanChallenges(programId, null, limit)),
  },
  {
    name: 'a scan of challenges begins with the last one of the page before it',
    noticedBy: 'programs: the same challenges and budgets in another program are other records',
    spoil: (store) =>
      withScan(store, (programId, after, limit) =>
        store.reader
          .scanChallenges(programId, null, all)
          .map((found) => found.filter(({ challengeId }) => after === null || challengeId >= after).slice(0, limit)),
      ),
  },
  {
    name: 'orders challenges by UTF-16 units',
    noticedBy: 'scanChallenges: each once in every page size, in the order of the UTF-8 bytes of their ids',
    spoil: (store) =>
      withScan(store, (programId, after, limit) =>
        store.reader.scanChallenges(programId, null, all).map((found) =>
          found
            .filter(({ challengeId }) => after === null || challengeId > after)
            .sort(byUnits)
            .slice(0, limit),
        ),
      ),
  },
  {
    name: 'scans no challenges',
    noticedBy: 'programs: the same challenges and budgets in another program are other records',
    spoil: (store) => withScan(store, () => okAsync([])),
  },
];

/** A store that has 128 characters for the keys of budgets. */
function withShortKeys(store: LedgerView): LedgerView {
  const short = (key: BudgetKey) => key.slice(0, 128) as BudgetKey;
  const written = withWritten(store, (changes) => ({
    ...changes,
    budgets: changes.budgets.map((budget) => ({ ...budget, key: short(budget.key) })),
  }));
  return withTransact(store, (programId, keys, decide) =>
    written.transact(programId, { ...keys, budgets: keys.budgets?.map(short) ?? [] }, (records) => {
      const found = (keys.budgets ?? []).map((key) => {
        const budget = records.budgets.get(short(key)) ?? null;
        return [key, budget && { ...budget, key }] as const;
      });
      return decide({ ...records, budgets: new Map([...records.budgets, ...found]) });
    }),
  );
}

type Scan = LedgerView['reader']['scanChallenges'];

function withScan(store: LedgerView, scanChallenges: Scan): LedgerView {
  return withReader(store, { scanChallenges });
}

function byUnits(a: ChallengeRecord, b: ChallengeRecord): number {
  return a.challengeId < b.challengeId ? -1 : 1;
}
