import fc from 'fast-check';
import type { ChallengeRecord } from '../plugins/codes/challenges/challenge.ts';
import type { BudgetSend, CodeBudget } from '../plugins/codes/challenges/code-budget.ts';
import type { JobProblem } from '../plugins/jobs/job-problem.ts';
import type {
  BulkTask,
  ImportTask,
  JobCounts,
  JobPlace,
  JobRecord,
  JobTask,
  MemberFilter,
  PointsChange,
  Selection,
  UndoTask,
} from '../plugins/jobs/job-record.ts';
import type { PartVersions } from '../program/parts/part-versions.ts';
import type { StoredProgram } from '../program/program.ts';
import type { PastProfileSave, ProfileRecord, ProfileSave } from '../members/profile-record.ts';
import { few, fields, figure, figuresByName, id, instant, orNull, plain, text } from './fields-testing.ts';
import { invoice, pastBasis, payment, refund, replacedSale } from './invoice-fields-testing.ts';
import type { LedgerRecord } from './ledger-record.ts';

const flag = fc.boolean();
const one = fc.constantFrom;

const profile = fields<ProfileRecord>({
  memberId: id(),
  name: orNull(text()),
  phone: orNull(id()),
  phoneVerified: flag,
  email: orNull(id()),
  emailVerified: flag,
  cardCode: orNull(id()),
  birthday: orNull(text()),
  tier: orNull(text()),
  enrolledAt: instant,
  saves: few(fields<ProfileSave>({ version: figure, fingerprint: text(), savedAt: instant, actor: id() })),
});

const profileSave = fields<PastProfileSave>(
  {
    memberId: id(),
    version: figure,
    fingerprint: id().map((value) => value.replaceAll(' ', '-')),
    savedAt: instant,
    actor: id(),
    repeatsEarlierSave: fc.constant(true),
  },
  ['repeatsEarlierSave'],
);

const challenge = fields<ChallengeRecord>({
  challengeId: id(),
  memberId: id(),
  redemptionId: id(),
  points: figure,
  value: figure,
  rewardId: orNull(text()),
  invoiceId: orNull(id()),
  actor: id(),
  deadline: instant,
  channel: one('whatsapp', 'sms', 'email'),
  destination: text(),
  codes: figure,
  expiresAt: instant,
  sentAt: instant,
  marks: few(text()),
  codeHash: text(),
  seal: text(),
  attempts: figure,
  guesses: few(text()),
  state: one('open', 'used', 'cancelled', 'void'),
  usedBy: orNull(figure),
});

const budget = fields<CodeBudget>({
  key: text().map((key) => `member:${key}` as const),
  sends: few(fields<BudgetSend>({ at: instant, rejected: flag })),
  failures: few(instant),
});

const words = { reason: text(), comment: orNull(text()) };

const filter = fields<MemberFilter>(
  {
    tier: text(),
    balanceFrom: figure,
    balanceTo: figure,
    enrolledFrom: instant,
    enrolledUntil: instant,
    activeFrom: instant,
    activeUntil: instant,
  },
  ['tier', 'balanceFrom', 'balanceTo', 'enrolledFrom', 'enrolledUntil', 'activeFrom', 'activeUntil'],
);

const selection: fc.Arbitrary<Selection> = fc.oneof(
  fc.constant<Selection>({ who: 'everyone' }),
  few(id<never>()).map((memberIds): Selection => ({ who: 'ids', memberIds })),
  fc.tuple(filter, orNull(fc.tuple(orNull(id<never>()), figure))).map(([made, page]): Selection => ({
    who: 'filter',
    filter: made,
    page: page && { after: page[0], limit: page[1] },
  })),
);

const change: fc.Arbitrary<PointsChange> = fc.oneof(
  fc.tuple(one('add' as const, 'deduct' as const), figure).map(([way, points]): PointsChange => ({ way, points })),
  figure.map((points): PointsChange => ({ way: 'set', balance: points })),
);

const task: fc.Arbitrary<JobTask> = fc.oneof(
  fields<BulkTask>({ kind: fc.constant('bulk'), selection, change, ...words }),
  fields<ImportTask>({
    kind: fc.constant('import'),
    mode: one('add', 'set', 'opening'),
    digest: text(),
    delimiter: orNull(one(',', ';', '\t')),
    encoding: orNull(text()),
    numberLocale: orNull(text()),
    decimals: orNull(one('floor', 'half-up', 'ceil')),
    dateOrder: orNull(one('dmy', 'mdy', 'ymd')),
    phoneCountry: orNull(text()),
    mapping: fc.array(fc.record({ name: text(), column: orNull(text()) }, plain), { maxLength: 3 }),
    ignoreUnknown: fc.boolean(),
    lenient: fc.boolean(),
    withoutBalance: fc.boolean(),
    ...words,
  }),
  fields<UndoTask>({ kind: fc.constant('undo'), undoes: id(), ...words }),
);

const place: fc.Arbitrary<JobPlace> = fc.oneof(
  id<never>().map((after): JobPlace => ({ after })),
  figure.map((record): JobPlace => ({ record })),
  fc
    .tuple(instant, id<never>(), figure)
    .map(([postedAt, memberId, sequence]): JobPlace => ({ before: { postedAt, memberId, sequence } })),
);

const counts = fields<JobCounts>(
  {
    seen: figure,
    accepted: figure,
    rejected: figure,
    skipped: figure,
    given: figure,
    taken: figure,
    ended: figure,
  },
  ['ended'],
);

const job = fields<JobRecord>({
  jobId: id(),
  task,
  actor: id(),
  fingerprint: text(),
  startedAt: instant,
  state: one('running', 'stopped', 'finished'),
  changedAt: instant,
  place: orNull(place),
  counts,
  undoneBy: orNull(id()),
  leasedUntil: orNull(instant),
});

const problem = fields<JobProblem>({
  jobId: id(),
  number: fc.nat(),
  memberId: orNull(id()),
  kind: text(),
  message: text(),
});

const version = fields<StoredProgram>({
  v: fc.constant(1 as const),
  programId: id(),
  version: id(),
  parts: fields<PartVersions>({ when: figuresByName, earn: figuresByName }),
});

const part = fields<LedgerRecord['parts'][number]>({ section: one('when', 'earn'), kind: text(), version: figure });

const ledger = fields<LedgerRecord>({ plugins: few(text()), parts: few(part), formats: figuresByName });

/** Any record of each kind that every ledger knows, by the name of the kind. */
export const recordsByKind: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  program: version,
  profile,
  'profile-save': profileSave,
  invoice,
  payment,
  refund,
  'replaced-sale': replacedSale,
  basis: pastBasis,
  challenge,
  'code-budget': budget,
  job,
  'job-problem': problem,
  ledger,
};
