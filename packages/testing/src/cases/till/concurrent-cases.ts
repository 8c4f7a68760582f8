import type { CardCode, Phone, ProgramId } from '@pointbook/core';
import { auditLedger } from '../../auditor/audit-ledger.ts';
import { claim, claimSame, errorOf, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import {
  changesOf,
  commandKey,
  member,
  newMember,
  profile,
  shop,
  withPoints,
} from '../../conformance/sample-records.ts';
import { enrol, give, read, write as writeChanges } from '../../conformance/till.ts';

const crowd = Array.from({ length: 40 }, (_, index) => index);

/** What `transact` promises to many callers at once: as if nothing else ran. */
export const concurrentCases: readonly ConformanceCase[] = [
  {
    name: 'transact: no update of one member is lost among many callers',
    invariants: [1, 7, 21, 22],
    async run({ store, dump }) {
      await enrol(store, ['m']);
      await Promise.all(crowd.map(async (index) => give(store, 'm', index + 1, { key: `k${index}` })));
      claimSame((await read(store, 'm')).account.balance, 820, 'The balance after 40 gifts at once');
      const kept = await dump(shop);
      claimSame(kept.entries.length, 40, 'The entries kept');
      claimSame(auditLedger(kept), [], 'What the auditor found');
    },
  },
  {
    name: 'transact: of many who want the last point one gets it',
    invariants: [7],
    async run({ store, dump }) {
      await give(store, 'm', 1);
      const answers = await Promise.all(
        crowd.map(async () =>
          store.transact(shop, { members: [member('m')] }, (records) => {
            const before = records.members.get(member('m')) ?? newMember('m');
            if (before.account.balance < 1) return { changes: changesOf({}), value: false };
            const { record, entry } = withPoints(before, -1);
            return { changes: changesOf({ members: [record], entries: [entry] }), value: true };
          }),
        ),
      );
      claimSame(answers.filter((answer) => valueOf(answer)).length, 1, 'How many got the last point');
      claimSame(auditLedger(await dump(shop)), [], 'What the auditor found');
    },
  },
  {
    name: 'transact: one effect for one command key among many callers',
    invariants: [18],
    async run({ store, dump }) {
      await enrol(store, ['m']);
      const keys = { members: [member('m')], commands: [{ memberId: member('m'), key: commandKey('same') }] };
      const answers = await Promise.all(
        crowd.map(async () =>
          store.transact(shop, keys, (records) => {
            const known = [...records.commands.values()][0];
            if (known) return { changes: changesOf({}), value: known };
            const { record, entry } = withPoints(records.members.get(member('m')) ?? newMember('m'), 7, {
              key: 'same',
            });
            return { changes: changesOf({ members: [record], entries: [entry] }), value: entry };
          }),
        ),
      );
      claimSame(
        new Set(answers.map((answer) => JSON.stringify(valueOf(answer).sequence))).size,
        1,
        'The different answers',
      );
      claimSame((await dump(shop)).entries.length, 1, 'The entries kept');
    },
  },
  {
    name: 'transact: two members locked in either order do not wait for each other for ever',
    invariants: [1, 23],
    async run({ store, dump }) {
      await give(store, 'a', 100);
      await give(store, 'b', 100);
      await Promise.all(
        crowd.map(async (index) => {
          const [from, to] = index % 2 === 0 ? (['a', 'b'] as const) : (['b', 'a'] as const);
          const answer = await store.transact(shop, { members: [member(from), member(to)] }, (records) => {
            const payer = withPoints(records.members.get(member(from)) ?? newMember(from), -1);
            const payee = withPoints(records.members.get(member(to)) ?? newMember(to), 1);
            return {
              changes: changesOf({ members: [payer.record, payee.record], entries: [payer.entry, payee.entry] }),
              value: null,
            };
          });
          valueOf(answer);
        }),
      );
      claimSame(
        [(await read(store, 'a')).account.balance, (await read(store, 'b')).account.balance],
        [100, 100],
        'The balances',
      );
      claimSame(auditLedger(await dump(shop)), [], 'What the auditor found');
    },
  },
  {
    name: 'transact: a reader sees a commit whole or not at all',
    invariants: [22],
    async run({ store }) {
      await enrol(store, ['m']);
      let writing = true;
      const write = async () => {
        try {
          for (let round = 0; round < 30; round += 1) await give(store, 'm', 1);
        } finally {
          writing = false;
        }
      };
      const watch = async () => {
        while (writing) {
          const before = (await read(store, 'm')).account.sequence;
          const lines = valueOf(await store.reader.history(shop, member('m'), 0, 100)).length;
          const after = (await read(store, 'm')).account.sequence;
          await new Promise((resolve) => setTimeout(resolve, 0));
          claim(
            before <= lines && lines <= after,
            `${lines} entries, while the snapshot went from ${before} to ${after}.`,
          );
        }
      };
      await Promise.all([write(), watch()]);
    },
  },
  {
    name: 'phones and cards: of many who enrol with one, one gets it',
    async run({ store, dump }) {
      const phone = '+628111111' as Phone;
      const answers = await Promise.all(
        crowd.map(async (index) =>
          store.transact(shop, { members: [member(`m${index}`)], phones: [phone] }, (records) => {
            if (records.phones.get(phone) != null) return { changes: changesOf({}), value: 'taken' };
            const parts = { members: [newMember(`m${index}`)], profiles: [profile(`m${index}`, { phone })] };
            return { changes: changesOf(parts), value: 'enrolled' };
          }),
        ),
      );
      claimSame(answers.filter((answer) => valueOf(answer) === 'enrolled').length, 1, 'How many got the phone');
      claimSame((await dump(shop)).profiles.length, 1, 'The profiles kept');
    },
  },
  {
    name: 'phones and cards: a second holder is refused, whatever the decision thought',
    async run({ store, dump }) {
      await writeChanges(store, {
        members: [newMember('a')],
        profiles: [profile('a', { phone: '+628111111', cardCode: 'card' })],
      });
      const before = await dump(shop);
      for (const parts of [{ phone: '+628111111' }, { cardCode: 'card' }]) {
        const changes = changesOf({ members: [newMember('b')], profiles: [profile('b', parts)] });
        const refused = errorOf(await store.transact(shop, {}, () => ({ changes, value: null })));
        claimSame([refused.kind, refused.written], ['store-rejected', 'no'], 'The error');
      }
      claimSame(await dump(shop), before, 'The ledger after both');
    },
  },
  {
    name: 'phones and cards: two members may swap theirs in one commit, and one given up is free',
    async run({ store }) {
      await writeChanges(store, {
        members: [newMember('a'), newMember('b')],
        profiles: [profile('a', { phone: '+628111111', cardCode: 'one' }), profile('b', { phone: '+628222222' })],
      });
      await writeChanges(store, {
        profiles: [profile('a', { phone: '+628222222' }), profile('b', { phone: '+628111111', cardCode: 'one' })],
      });
      await writeChanges(store, { profiles: [profile('a')] });
      const phones = ['+628111111', '+628222222'] as Phone[];
      const found = await store.transact(shop, { phones }, ({ phones: holders }) => ({
        changes: changesOf({}),
        value: phones.map((phone) => holders.get(phone)),
      }));
      claimSame(valueOf(found), ['b', null], 'The holders');
    },
  },
  {
    name: 'phones and cards: each program has its own',
    async run({ store }) {
      const parts = (id: string) => ({
        members: [newMember(id)],
        profiles: [profile(id, { phone: '+628111111', cardCode: 'card' })],
      });
      const programs = [shop, 'another shop' as ProgramId] as const;
      for (const [index, programId] of programs.entries())
        valueOf(await store.transact(programId, {}, () => ({ changes: changesOf(parts(`m${index}`)), value: null })));
      const keys = { phones: ['+628111111' as Phone], cardCodes: ['card' as CardCode] };
      for (const [index, programId] of programs.entries()) {
        const found = await store.transact(programId, keys, ({ phones, cardCodes }) => ({
          changes: changesOf({}),
          value: [...phones.values(), ...cardCodes.values()],
        }));
        claimSame(valueOf(found), [`m${index}`, `m${index}`], 'The holders in one of two programs');
      }
    },
  },
];
