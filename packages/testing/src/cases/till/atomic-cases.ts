import { claim, claimSame, errorOf, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import {
  budget,
  challenge,
  changesOf,
  commandKey,
  invoice,
  job,
  jobProblem,
  member,
  newMember,
  note,
  profile,
  shop,
  withPoints,
} from '../../conformance/sample-records.ts';
import { enrol, give, read, write } from '../../conformance/till.ts';
import { noChanges, type Records } from '../../view/records.ts';

/** A record of each kind that is not of a member. */
const others = {
  invoices: [invoice('i')],
  challenges: [challenge('c')],
  budgets: [budget('member:m')],
  jobs: [job('j')],
  jobProblems: [jobProblem('j', 1)],
};

/** What `transact` promises to one caller: all or nothing, and then for good. */
export const atomicCases: readonly ConformanceCase[] = [
  {
    name: 'transact: what does not exist is null, what was not named is absent',
    async run({ store }) {
      const keys = { members: [member('m')], commands: [{ memberId: member('m'), key: commandKey('k') }] };
      const seen = valueOf(
        await store.transact(shop, keys, (records) => ({ changes: changesOf({}), value: shapeOf(records) })),
      );
      claimSame(seen, { members: [['m', null]], commands: [null], unnamed: 0 }, 'The records of an empty ledger');
    },
  },
  {
    name: 'transact: no changes, nothing written',
    invariants: [20],
    async run({ store, dump }) {
      valueOf(
        await store.transact(shop, { members: [member('m')] }, () => ({ changes: changesOf({}), value: 'refused' })),
      );
      claimSame(await dump(shop), noChanges, 'The ledger after a decision without changes');
    },
  },
  {
    name: 'transact: every part of the changes is kept, and nothing else',
    invariants: [22],
    async run({ store, dump }) {
      const { record, entry } = withPoints(newMember('m'), 10, { key: 'k' });
      const parts = {
        members: [record],
        profiles: [profile('m', { phone: '+628111111' })],
        entries: [entry],
        notes: [note(entry, 'why')],
        ...others,
      };
      await write(store, parts);
      claimSame(await dump(shop), { ...noChanges, ...parts }, 'The ledger after one write');
    },
  },
  {
    name: 'transact: a decision that throws writes nothing, and the caller gets what it threw',
    invariants: [20],
    async run({ store, dump }) {
      await give(store, 'm', 10);
      const before = await dump(shop);
      const thrown = new Error('a mistake in a decision');
      const caught = await caughtFrom(async () =>
        store.transact(shop, { members: [member('m')] }, () => {
          throw thrown;
        }),
      );
      claim(caught === thrown, 'The promise should reject with what the decision threw.');
      claimSame(await dump(shop), before, 'The ledger after a decision that threw');
      await give(store, 'm', 5);
      claimSame((await read(store, 'm')).account.balance, 15, 'The balance after the store went on');
    },
  },
  {
    name: 'transact: `needs` starts again with the records of all keys',
    async run({ store }) {
      await enrol(store, ['a', 'b', 'c']);
      const seen: (string | null)[][] = [];
      const answer = await store.transact(shop, { members: [member('a')] }, (records) => {
        seen.push([...records.members].map(([id, found]) => found && id));
        claim(seen.length < 10, 'A decision that asked for more goes on for ever.');
        const next = ['b', 'c', 'nobody'].map(member).find((id) => !records.members.has(id));
        return next ? { needs: { members: [next] } } : { changes: changesOf({}), value: 'enough' };
      });
      claimSame(valueOf(answer), 'enough', 'The answer');
      claimSame(
        seen.map((ids) => ids.toSorted((a, b) => String(a).localeCompare(String(b)))),
        [['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', null]],
        'The records that each round saw',
      );
    },
  },
  {
    name: 'transact: `needs` may name records of every kind',
    async run({ store }) {
      const entry = await give(store, 'm', 10, { key: 'k' });
      await write(store, {
        profiles: [profile('m', { phone: '+628111111', cardCode: 'card' })],
        ...others,
      });
      const keys = {
        profiles: [member('m')],
        phones: ['+628111111'],
        cardCodes: ['card'],
        invoices: ['i'],
        challenges: ['c'],
        budgets: ['member:m'],
        jobs: ['j'],
        entries: [{ memberId: 'm', sequence: 1 }],
        commands: [{ memberId: 'm', key: 'key:k' }],
      } as never;
      const found = valueOf(
        await store.transact(shop, {}, (records) =>
          records.commands.size === 0 ? { needs: keys } : { changes: changesOf({}), value: firstOfEach(records) },
        ),
      );
      const expected = ['m', 'm', 'm', 'i', 'c', 'member:m', 'j', { entry, reversed: 0 }, entry];
      claimSame(found, expected, 'What each of the keys led to');
    },
  },
  {
    name: 'transact: a batch of which the store refuses a part is refused whole',
    invariants: [18, 20],
    async run({ store, dump }) {
      await give(store, 'm', 10, { key: 'used' });
      const before = await dump(shop);
      const { record, entry } = withPoints(before.members[0] ?? newMember('m'), 5, { key: 'used' });
      const other = withPoints(newMember('other'), 5, { key: 'fine' });
      const parts = {
        members: [other.record, record],
        profiles: [profile('other')],
        entries: [other.entry, entry],
        notes: [note(other.entry, 'x')],
        ...others,
      };
      const refused = errorOf(await store.transact(shop, {}, () => ({ changes: changesOf(parts), value: null })));
      claim(refused.written === 'no', 'A refusal says that nothing was written.');
      claim(refused.kind === 'store-rejected', `A second use of a command key is store-rejected, not ${refused.kind}.`);
      claimSame(await dump(shop), before, 'The ledger after the refusal');
      await give(store, 'm', 5, { key: 'another' });
    },
  },
  {
    name: 'transact: an entry is never replaced',
    invariants: [21],
    async run({ store, dump }) {
      await give(store, 'm', 10);
      const before = await dump(shop);
      const { entry } = withPoints(newMember('m'), 99);
      errorOf(await store.transact(shop, {}, () => ({ changes: changesOf({ entries: [entry] }), value: null })));
      claimSame(await dump(shop), before, 'The ledger after a second entry with the number of the first');
    },
  },
  {
    name: 'transact: each call sees what was acknowledged before it',
    invariants: [1, 22],
    async run({ store, dump }) {
      for (let round = 1; round <= 20; round += 1) {
        await give(store, 'm', 1);
        claimSame((await read(store, 'm')).account.balance, round, 'The balance that the reader tells');
        const keys = { members: [member('m')] };
        const inside = await store.transact(shop, keys, (records) => ({
          changes: changesOf({}),
          value: records.members.get(member('m'))?.account.sequence,
        }));
        claimSame(valueOf(inside), round, 'The sequence that a decision sees');
      }
      claimSame((await dump(shop)).entries.length, 20, 'The entries kept');
    },
  },
  {
    name: 'reopen: what was acknowledged is there after a restart, byte for byte',
    invariants: [21],
    async run({ store, dump, reopen }) {
      await enrol(store, ['m']);
      await give(store, 'm', 10, { key: 'k', reason: 'a "reason"\nin two lines' });
      await write(store, others);
      const before = await dump(shop);
      const again = await reopen();
      claimSame(await dump(shop), before, 'The ledger after a restart');
      await give(again, 'm', 5);
      claimSame((await read(again, 'm')).account.balance, 15, 'The balance after the first write of the new store');
    },
  },
  {
    name: 'close: a closed store says so by name, and closing again does nothing',
    async run({ store }) {
      await enrol(store, ['m']);
      valueOf(await store.close());
      valueOf(await store.close());
      const writing = errorOf(await store.transact(shop, {}, () => ({ changes: changesOf({}), value: null })));
      claimSame([writing.kind, writing.written], ['store-closed', 'no'], 'The error of a write');
      claimSame(errorOf(await store.reader.member(shop, member('m'))).kind, 'store-closed', 'The error of a read');
    },
  },
  {
    name: 'open: once, often, or at first use',
    async run({ store }) {
      await enrol(store, ['m']);
      valueOf(await store.open());
      valueOf(await store.open());
      claimSame((await read(store, 'm')).account.memberId, 'm', 'The member after opening twice');
    },
  },
];

/** Whom the records that were named are of, and how many there are of all other kinds. */
function shapeOf({ members, commands, ...rest }: Records) {
  const unnamed = Object.values(rest).reduce((sum, found) => sum + found.size, 0);
  return { members: [...members], commands: [...commands.values()], unnamed };
}

function firstOfEach(records: Records): unknown[] {
  const { profiles, phones, cardCodes, invoices, challenges, budgets, jobs, entries, commands } = records;
  const first = <T>(found: ReadonlyMap<unknown, T>): T | undefined => [...found.values()][0];
  return [
    first(profiles)?.memberId,
    first(phones),
    first(cardCodes),
    first(invoices)?.invoiceId,
    first(challenges)?.challengeId,
    first(budgets)?.key,
    first(jobs)?.jobId,
    first(entries),
    first(commands),
  ];
}

async function caughtFrom(run: () => Promise<unknown>): Promise<unknown> {
  try {
    await run();
  } catch (thrown) {
    return thrown;
  }
  return 'nothing';
}
