import type { JobId } from '@pointbook/core';
import type { JobCounts } from '@pointbook/core/jobs';
import { auditLedger } from '../../auditor/audit-ledger.ts';
import { claimSame, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import {
  changesOf,
  job,
  jobProblem,
  member,
  newMember,
  note,
  shop,
  withPoints,
} from '../../conformance/sample-records.ts';
import { enrol, write } from '../../conformance/till.ts';
import type { LedgerView } from '../../view/ledger-view.ts';

const crowd = Array.from({ length: 40 }, (_, index) => index);
const j = 'j' as JobId;

/** What `transact` promises to many who work on one job at once. */
export const jobRaceCases: readonly ConformanceCase[] = [
  {
    name: 'jobs: no step of one job is lost among many callers, and every problem has its own number',
    invariants: [25],
    async run({ store, dump }) {
      await write(store, { jobs: [job('j')] });
      await Promise.all(
        crowd.map(async () => {
          const answer = await store.transact(shop, { jobs: [j] }, ({ jobs }) => {
            const before = jobs.get(j) ?? job('j');
            const counts = counted(before.counts, 'rejected');
            const jobProblems = [jobProblem('j', counts.seen)];
            return { changes: changesOf({ jobs: [{ ...before, counts }], jobProblems }), value: null };
          });
          valueOf(answer);
        }),
      );
      const kept = await dump(shop);
      const numbers = crowd.map((index) => index + 1);
      claimSame([kept.jobs[0]?.counts.seen, kept.jobs[0]?.counts.rejected], [40, 40], 'What the job saw');
      claimSame(
        kept.jobProblems.map(({ number }) => number),
        numbers,
        'The numbers of its problems',
      );
      claimSame(auditLedger(kept), [], 'What the auditor found');
    },
  },
  {
    name: 'jobs: of many who start one job it is started once',
    invariants: [18, 25],
    async run({ store, dump }) {
      const answers = await Promise.all(
        crowd.map(async (index) =>
          store.transact(shop, { jobs: [j] }, ({ jobs }) => {
            const known = jobs.get(j);
            if (known) return { changes: changesOf({}), value: known };
            const started = job('j', { actor: `staff-${index}` });
            return { changes: changesOf({ jobs: [started] }), value: started };
          }),
        ),
      );
      const [kept] = (await dump(shop)).jobs;
      for (const answer of answers) claimSame(valueOf(answer), kept, 'What a caller was told, against what was kept');
    },
  },
  {
    name: 'jobs: of many who want to take a job from its beginning one does',
    invariants: [25],
    async run({ store, dump }) {
      await enrol(store, ['a', 'b']);
      await write(store, { jobs: [job('j')] });
      const answers = await Promise.all(crowd.map(async () => advance(store, ['a', 'b'])));
      claimSame(answers.filter(Boolean).length, 1, 'How many took the job on');
      const kept = await dump(shop);
      claimSame(
        kept.entries.map(({ memberId, delta }) => [memberId, delta]),
        [
          ['a', 5],
          ['b', 5],
        ],
        'The entries',
      );
      claimSame([kept.jobs[0]?.place, kept.jobs[0]?.counts.accepted], [{ after: 'b' }, 2], 'Where the job is');
      claimSame(auditLedger(kept), [], 'What the auditor found');
    },
  },
  {
    name: 'jobs: two locked in either order, beside a member, do not wait for each other for ever',
    invariants: [25],
    async run({ store, dump }) {
      await enrol(store, ['m']);
      const [one, two] = ['one', 'two'] as JobId[] as [JobId, JobId];
      await write(store, { jobs: [job(one), job(two)] });
      await Promise.all(
        crowd.map(async (index) => {
          const keys = { jobs: index % 2 === 0 ? [one, two] : [two, one], members: [member('m')] };
          const answer = await store.transact(shop, keys, ({ jobs }) => {
            const after = keys.jobs.map((id) => jobs.get(id) ?? job(id));
            const changed = after.map((each) => ({ ...each, counts: counted(each.counts, 'skipped') }));
            return { changes: changesOf({ jobs: changed }), value: null };
          });
          valueOf(answer);
        }),
      );
      claimSame(
        (await dump(shop)).jobs.map(({ counts }) => counts.skipped),
        [40, 40],
        'How many each job passed over',
      );
    },
  },
];

/** One more that the job saw, and what came of it. */
function counted(counts: JobCounts, went: 'accepted' | 'rejected' | 'skipped'): JobCounts {
  return { ...counts, seen: counts.seen + 1, [went]: counts[went] + 1 };
}

/** Does the first chunk of the job, unless somebody did: the place of the job alone says so. */
async function advance(store: LedgerView, ids: readonly string[]): Promise<boolean> {
  const answer = await store.transact(shop, { jobs: [j], members: ids.map(member) }, ({ jobs, members }) => {
    const before = jobs.get(j);
    if (before?.place !== null) return { changes: changesOf({}), value: false };
    const reference = { type: 'job', id: 'j' } as const;
    const posted = ids.map((id) => withPoints(members.get(member(id)) ?? newMember(id), 5, { reference }));
    const entries = posted.map(({ entry }) => entry);
    const counts = { ...before.counts, seen: ids.length, accepted: ids.length, given: 5 * ids.length };
    const changes = changesOf({
      members: posted.map(({ record }) => record),
      entries,
      notes: entries.map((entry) => note(entry, 'a birthday')),
      jobs: [{ ...before, place: { after: member(ids.at(-1) ?? '') }, counts }],
    });
    return { changes, value: true };
  });
  return valueOf(answer);
}
