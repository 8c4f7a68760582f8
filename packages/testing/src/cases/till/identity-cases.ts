import { entryId, type MemberId, type MemberRecord, type ProgramId } from '@pointbook/core';
import { claimSame, errorOf, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import { hostileIds, inByteOrder } from '../../conformance/hostile-ids.ts';
import {
  changesOf,
  commandKey,
  invoice,
  member,
  noon,
  profile,
  shop,
  withPoints,
} from '../../conformance/sample-records.ts';
import { enrol, give, read, readPages, write } from '../../conformance/till.ts';
/** What belongs to whom: ids are text and nothing else, programs do not know each other. */
export const identityCases: readonly ConformanceCase[] = [
  {
    name: 'ids: nothing in them is read as anything but text',
    async run({ store, dump }) {
      await enrol(store, hostileIds);
      for (const id of hostileIds) await give(store, id, 1, { key: id, actor: id, reference: { type: 'invoice', id } });
      await write(store, { invoices: hostileIds.map((id) => invoice(id)) });
      for (const id of hostileIds) {
        claimSame((await read(store, id)).account.sequence, 1, `The entries of ${JSON.stringify(id)}`);
        const keys = {
          commands: [{ memberId: member(id), key: commandKey(id) }],
          entries: [{ memberId: member(id), sequence: 1 }],
        };
        const answer = await store.transact(shop, keys, (records) => ({
          changes: changesOf({}),
          value: [
            ...records.commands.values(),
            records.entries.get(entryId({ memberId: member(id), sequence: 1 }))?.entry,
          ],
        }));
        claimSame(
          valueOf(answer).map((entry) => entry?.memberId),
          [id, id],
          'Whom command and entry led to',
        );
        claimSame(
          valueOf(await store.reader.findEntries(shop, { actor: id }, null, 9)).map(({ entry }) => entry.memberId),
          [id],
          'Whom the actor led to',
        );
        claimSame(valueOf(await store.reader.invoice(shop, id as never))?.invoiceId, id, 'The invoice');
      }
      claimSame((await dump(shop)).members.length, hostileIds.length, 'The members kept');
    },
  },
  {
    name: 'ids: members are ordered by the UTF-8 bytes of their ids, in every page size',
    async run({ store }) {
      await enrol(store, hostileIds);
      const expected = inByteOrder(hostileIds);
      for (const limit of [1, 2, 3, hostileIds.length, 1000]) {
        const rows = await readPages<MemberRecord>(limit, async (last) =>
          valueOf(await store.reader.scanMembers(shop, last?.account.memberId ?? null, limit)),
        );
        claimSame(
          rows.map(({ account }) => account.memberId),
          expected,
          `The ids, ${limit} a page`,
        );
        const ids = await readPages<MemberId>(limit, async (last) =>
          valueOf(await store.reader.scanMemberIds(shop, last, limit)),
        );
        claimSame(ids, expected, `The ids alone, ${limit} a page`);
      }
    },
  },
  {
    name: 'programs: the same ids in another program are other records',
    async run({ store, dump }) {
      const programs = [shop, 'SHOP', 'shop2', 'shop%', "shop' --", '__proto__'] as ProgramId[];
      for (const [index, programId] of programs.entries()) {
        await enrol(store, ['m'], programId);
        await give(store, 'm', index + 1, { key: 'k', reason: 'same' }, programId);
        await write(
          store,
          {
            profiles: [profile('m', { phone: '+628111111', cardCode: 'card', email: 'a@b.example' })],
            invoices: [invoice('i', index)],
          },
          programId,
        );
      }
      for (const [index, programId] of programs.entries()) {
        const { reader } = store;
        claimSame((await read(store, 'm', programId)).account.balance, index + 1, `The balance in ${programId}`);
        claimSame((await dump(programId)).entries.length, 1, `The entries in ${programId}`);
        claimSame(
          valueOf(await reader.findEntries(programId, { reason: 'same' }, null, 9)).length,
          1,
          'The entries found',
        );
        claimSame(
          valueOf(await reader.findProfiles(programId, { email: 'a@b.example' as never }, 9)).length,
          1,
          'The profiles found',
        );
        claimSame(valueOf(await reader.scanMembers(programId, null, 9)).length, 1, 'The members scanned');
        claimSame(valueOf(await reader.invoice(programId, 'i' as never))?.sale.total, index, 'The invoice');
      }
    },
  },
  {
    name: 'commands: a key belongs to its member, and its entry is found by it for ever',
    invariants: [18],
    async run({ store, reopen }) {
      const first = await give(store, 'a', 1, { key: 'k', at: noon + 5 });
      const second = await give(store, 'b', 2, { key: 'k', at: noon });
      const again = await reopen();
      const commands = ['a', 'b', 'c'].map((id) => ({ memberId: member(id), key: commandKey('k') }));
      const answer = await again.transact(shop, { commands }, (records) => ({
        changes: changesOf({}),
        value: [...records.commands.values()],
      }));
      claimSame(valueOf(answer), [first, second, null], 'The entries that the key wrote');
      const { record, entry } = withPoints(await read(again, 'a'), 1, { key: 'k', at: noon + 9 });
      errorOf(
        await again.transact(shop, {}, () => ({
          changes: changesOf({ members: [record], entries: [entry] }),
          value: null,
        })),
      );
    },
  },
];
