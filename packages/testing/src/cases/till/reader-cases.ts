import type { Entry, Instant, MemberId, ProgramId } from '@pointbook/core';
import type { EntrySearch } from '@pointbook/core/store';
import { claimSame, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import { member, newMember, noon, profile, programVersion, shop } from '../../conformance/sample-records.ts';
import { enrol, give, readPages, write } from '../../conformance/till.ts';
import type { LedgerView } from '../../view/ledger-view.ts';
import type { NotedEntry } from '../../view/ledger-reader.ts';

/** What the queries of a reader promise: complete, in order, page by page. */
export const readerCases: readonly ConformanceCase[] = [
  {
    name: 'member, profile, invoice: null for what is not there',
    async run({ store: { reader } }) {
      claimSame(valueOf(await reader.member(shop, member('nobody'))), null, 'An unknown member');
      claimSame(valueOf(await reader.profile(shop, member('nobody'))), null, 'An unknown profile');
      claimSame(valueOf(await reader.invoice(shop, 'nothing' as never)), null, 'An unknown invoice');
      claimSame(valueOf(await reader.statement(shop, member('nobody'), null, 10)), [], 'A statement of nobody');
      claimSame(valueOf(await reader.scanMembers(shop, null, 10)), [], 'A scan of an empty ledger');
      claimSame(valueOf(await reader.scanMemberIds(shop, null, 10)), [], 'The ids of an empty ledger');
      claimSame(valueOf(await reader.dueMembers(shop, noon, 10)), [], 'What is due in an empty ledger');
    },
  },
  {
    name: 'programs: all versions of one program that were ever stored',
    async run({ store }) {
      const other = 'shop2' as ProgramId;
      const [first, second, others] = [programVersion('v-1'), programVersion('v-2'), programVersion('v-3', other)];
      await write(store, { programs: [first] });
      await write(store, { programs: [second, first] });
      await write(store, { programs: [others] }, other);
      const versionsOf = async (programId: ProgramId) =>
        valueOf(await store.reader.programs(programId)).toSorted((a, b) => (a.version < b.version ? -1 : 1));
      claimSame(await versionsOf(shop), [first, second], 'The versions of the program');
      claimSame(await versionsOf(other), [others], 'The versions of another program');
      claimSame(await versionsOf('shop3' as ProgramId), [], 'The versions of a program that nobody stored');
      claimSame(valueOf(await store.reader.program(shop, second.version)), second, 'A version by its fingerprint');
    },
  },
  {
    name: 'findProfiles: one by phone or card, all by email in order of id, up to the limit',
    async run({ store }) {
      const email = 'family@shop.example';
      const ids = ['c', 'a', '😀', '豈', 'b'];
      await write(store, {
        members: ids.map(newMember),
        profiles: ids.map((id, index) =>
          profile(id, { email, phone: `+62811111${index}0`, cardCode: `card ${index}` }),
        ),
      });
      const holders = async (by: object, limit = 10) =>
        valueOf(await store.reader.findProfiles(shop, by as never, limit)).map(({ memberId }) => memberId);
      claimSame(await holders({ phone: '+6281111120' }), ['😀'], 'By phone');
      claimSame(await holders({ cardCode: 'card 1' }), ['a'], 'By card');
      claimSame(await holders({ cardCode: 'CARD 1' }), [], 'By a card in other letters');
      claimSame(await holders({ email }), ['a', 'b', 'c', '豈', '😀'], 'By email');
      claimSame(await holders({ email }, 2), ['a', 'b'], 'By email, at most two');
      claimSame(await holders({ phone: '+620000000' }), [], 'By an unknown phone');
    },
  },
  {
    name: 'statement: newest first, each entry once in every page size, with its note',
    invariants: [21],
    async run({ store }) {
      for (let index = 1; index <= 17; index += 1)
        await give(store, 'm', index, index % 2 ? { reason: `reason ${index}` } : {});
      await give(store, 'other', 1);
      const expected = Array.from({ length: 17 }, (_, index) => [
        17 - index,
        (17 - index) % 2 ? `reason ${17 - index}` : null,
      ]);
      for (const limit of [1, 2, 5, 16, 17, 18, 1000]) {
        const rows = await readPages<NotedEntry>(limit, async (last) =>
          valueOf(await store.reader.statement(shop, member('m'), last?.entry.sequence ?? null, limit)),
        );
        claimSame(
          rows.map(({ entry, note }) => [entry.sequence, note?.reason ?? null]),
          expected,
          `The statement, ${limit} a page`,
        );
      }
      claimSame(valueOf(await store.reader.statement(shop, member('m'), 1, 10)), [], 'Nothing is older than the first');
    },
  },
  {
    name: 'history: oldest first, each entry once in every page size',
    invariants: [21],
    async run({ store }) {
      for (let index = 1; index <= 17; index += 1) await give(store, 'm', index);
      await give(store, 'other', 1);
      for (const limit of [1, 5, 17, 1000]) {
        const rows = await readPages<Entry>(limit, async (last) =>
          valueOf(await store.reader.history(shop, member('m'), last?.sequence ?? 0, limit)),
        );
        claimSame(
          rows.map(({ delta }) => delta),
          Array.from({ length: 17 }, (_, index) => index + 1),
          `The history, ${limit} a page`,
        );
      }
    },
  },
  {
    name: 'findEntries: newest first, then by the UTF-8 bytes of the member id, then newest first, in every page size',
    async run({ store }) {
      const ids = ['b', '😀', 'a', '豈', 'A'];
      for (const at of [0, 1000])
        for (const id of ids) for (let times = 0; times < 2; times += 1) await give(store, id, 1, { at: noon + at });
      const byId = ['A', 'a', 'b', '豈', '😀'];
      const expected = [...byId.flatMap((id) => [`${id}4`, `${id}3`]), ...byId.flatMap((id) => [`${id}2`, `${id}1`])];
      for (const limit of [1, 2, 3, 7, 20, 1000])
        claimSame(await found(store, {}, limit), expected, `The entries, ${limit} a page`);
    },
  },
  {
    name: 'findEntries: every filter, alone and together, in every page size',
    async run({ store }) {
      await give(store, 'a', 1, { at: noon, actor: 'ann', reason: 'Missed Sale' });
      await give(store, 'a', 2, {
        at: noon + 1,
        actor: 'Ann',
        reason: 'missed 50% of it',
        kind: 'earn',
        cause: 'invoice-saved',
        reference: { type: 'invoice', id: '7' },
      });
      await give(store, 'b', 3, { at: noon + 2, actor: 'ann', reference: { type: 'external', id: '7' } });
      await give(store, 'b', 4, {
        at: noon + 3,
        reason: 'under_score',
        reference: { type: 'invoice', id: '7', detail: 'refund' },
      });
      await give(store, 'b', -1, { at: noon + 4, reason: 'É sale', kind: 'redemption', cause: 'points-redeemed' });
      const cases: [EntrySearch, string[]][] = [
        [{ memberId: member('a') }, ['a2', 'a1']],
        [{ kinds: ['earn'] }, ['a2']],
        [{ kinds: ['earn', 'redemption'] }, ['b3', 'a2']],
        [{ kinds: [] }, []],
        [{ causes: ['invoice-saved', 'points-deducted'] }, ['a2']],
        [{ actor: 'ann' }, ['b1', 'a1']],
        [{ reference: { type: 'invoice', id: '7' } }, ['b2', 'a2']],
        [{ from: (noon + 2) as Instant }, ['b3', 'b2', 'b1']],
        [{ until: (noon + 2) as Instant }, ['a2', 'a1']],
        [{ from: (noon + 1) as Instant, until: (noon + 3) as Instant }, ['b1', 'a2']],
        [{ reason: 'MISSED' }, ['a2', 'a1']],
        [{ reason: '%' }, ['a2']],
        [{ reason: '_' }, ['b2']],
        [{ reason: 'sale' }, ['b3', 'a1']],
        [{ reason: 'é' }, []],
        [{ reason: 'É' }, ['b3']],
        [{ memberId: member('a'), actor: 'ann', reason: 'sale' }, ['a1']],
        [{ memberId: member('b'), actor: 'Ann' }, []],
      ];
      for (const limit of [1, 2, 100]) {
        for (const [filter, expected] of cases)
          claimSame(
            await found(store, filter, limit),
            expected,
            `The entries with ${JSON.stringify(filter)}, ${limit} a page`,
          );
      }
    },
  },
  {
    name: 'dueMembers: who has something to lapse by an instant, longest due first, then by id; gone once posted',
    invariants: [12],
    async run({ store }) {
      await enrol(store, ['nothing']);
      await give(store, 'never', 5);
      for (const id of ['😀', '豈', 'b', 'a']) await give(store, id, 5, { expiresAt: noon + 2000 });
      await give(store, 'z', 5, { expiresAt: noon + 1000 });
      await give(store, 'later', 5, { expiresAt: noon + 2001 });
      const due = async (now: number, limit = 100) =>
        valueOf(await store.reader.dueMembers(shop, now as Instant, limit));
      claimSame(await due(noon + 999), [], 'Before anything is due');
      claimSame(await due(noon + 1000), ['z'], 'At the instant of the first');
      claimSame(await due(noon + 2000), ['z', 'a', 'b', '豈', '😀'], 'At the instant of the others');
      claimSame(await due(noon + 2000, 3), ['z', 'a', 'b'], 'At most three');
      await give(store, 'a', -5, { expiresAt: noon + 2000, kind: 'expiry', cause: 'lot-expired' });
      claimSame(await due(noon + 2000), ['z', 'b', '豈', '😀'], 'After the expiry of one was posted');
    },
  },
  {
    name: 'scanMembers: a member who comes while pages are read disturbs none of the others',
    async run({ store }) {
      await enrol(store, ['b', 'd', 'f', 'h']);
      const seen: MemberId[] = [];
      for (;;) {
        const page = valueOf(await store.reader.scanMembers(shop, seen.at(-1) ?? null, 2));
        seen.push(...page.map(({ account }) => account.memberId));
        if (page.length < 2) break;
        await enrol(store, [`a${seen.length}`]);
      }
      claimSame(seen, ['b', 'd', 'f', 'h'], 'The members seen');
    },
  },
];

/** All pages of a search, as member and number. */
async function found({ reader }: LedgerView, filter: EntrySearch, limit: number): Promise<string[]> {
  const rows = await readPages<NotedEntry>(limit, async (last) =>
    valueOf(
      await reader.findEntries(
        shop,
        filter,
        last && { postedAt: last.entry.postedAt, memberId: last.entry.memberId, sequence: last.entry.sequence },
        limit,
      ),
    ),
  );
  return rows.map(({ entry }) => `${entry.memberId}${entry.sequence}`);
}
