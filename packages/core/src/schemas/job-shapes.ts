import type { ActorId, JobId, MemberId } from '../values/ids.ts';
import { instant, note, points } from './command-fields.ts';
import { idRule } from './field-rules.ts';
import { field, id, leaf, list, oneOf, optional, text, whole } from './fields.ts';
import { strict, withMeaning } from './objects.ts';
import type { Mistake } from './problem.ts';
import type { FileSource, RunDueQuery } from './job-commands.ts';
import { mustBe } from './words.ts';

/** A job keeps them in its record, which every chunk writes anew. */
const mostIds = 10_000;

const filter = strict({
  tier: optional(text()),
  balanceFrom: optional(whole(-Number.MAX_SAFE_INTEGER)),
  balanceTo: optional(whole(-Number.MAX_SAFE_INTEGER)),
  enrolledFrom: optional(instant()),
  enrolledUntil: optional(instant()),
  activeFrom: optional(instant()),
  activeUntil: optional(instant()),
});

const members = withMeaning(
  strict({
    everyone: optional(
      leaf<true>((value) => (value === true ? null : mustBe('true', value, 'Leave it out, or write true.'))),
    ),
    ids: optional(list(id<MemberId>(), 1, mostIds)),
    filter: optional(filter),
    page: optional(strict({ after: optional(id<MemberId>()), limit: whole(1, mostIds) })),
  }),
  function* (said): Iterable<Mistake> {
    if (countOf(said, ['everyone', 'ids', 'filter']) !== 1) {
      const fix = 'Write { everyone: true }, { ids: [ … ] } or { filter: { … } }.';
      yield { path: [], problem: 'must say everyone, ids or filter, and only one of them', fix };
    }
    if (said.page !== undefined && said.filter === undefined) {
      yield { path: ['page'], problem: 'goes with filter only', fix: 'Leave it out.' };
    }
  },
);

const change = withMeaning(
  strict({ add: optional(points()), deduct: optional(points()), set: optional(whole(0)) }),
  function* (said): Iterable<Mistake> {
    if (countOf(said, ['add', 'deduct', 'set']) === 1) return;
    yield { path: [], problem: 'must say add, deduct or set, and only one of them', fix: 'Write { add: 50 }, say.' };
  },
);

const stated = { actor: id<ActorId>(), reason: note(), comment: optional(note()) };

export const previewBulkShape = strict({ members, change });
export const startBulkShape = strict({ jobId: newJobId(), members, change, ...stated });
export const jobShape = strict({ jobId: id<JobId>() });
export const runJobShape = strict({
  jobId: id<JobId>(),
  source: optional(source()),
  chunkSize: optional(whole(1, 5000)),
});

export const runDueShape = strict({
  limit: optional(whole(1, 1_000_000)),
  sourceOf: optional(sourceOf()),
  chunkSize: optional(whole(1, 5000)),
  leaseMs: optional(whole(1000, 3_600_000)),
  signal: optional(signal()),
});

const imported = {
  mode: oneOf(['add', 'set', 'opening']),
  delimiter: optional(oneOf([',', ';', '\t'])),
  numberLocale: optional(oneOf(['en', 'de', 'id'])),
  phoneCountry: optional(strict({ callingCode: callingCode(), trunkPrefix: optional(oneOf(['0', ''])) })),
};

export const previewImportShape = strict({ source: source(), ...imported });
export const startImportShape = strict({ ...imported, digest: digest(), ...stated });
export const rejectedRowsShape = strict({ jobId: id<JobId>(), source: source() });
export const undoJobShape = strict({ jobId: newJobId(), undoes: id<JobId>(), ...stated });

const page = { limit: optional(whole(1, 1000)), cursor: optional(text()) };

export const listJobsShape = strict({ state: optional(oneOf(['running', 'stopped', 'finished'])), ...page });
export const listProblemsShape = strict({ jobId: id<JobId>(), ...page });

function countOf<Said extends object>(said: Said, fields: readonly (keyof Said)[]): number {
  return fields.filter((name) => said[name] !== undefined).length;
}

function source() {
  return leaf<FileSource>((value) =>
    typeof value === 'function'
      ? null
      : mustBe('a function that gives the bytes of the file', value, 'Write () => createReadStream(path), say.'),
  );
}

function sourceOf() {
  return leaf<NonNullable<RunDueQuery['sourceOf']>>((value) =>
    typeof value === 'function'
      ? null
      : mustBe('a function that tells where the file of a job is', value, 'Write (job) => source, say.'),
  );
}

function signal() {
  return leaf<AbortSignal>((value) =>
    typeof value === 'object' && value !== null && 'aborted' in value
      ? null
      : mustBe('an AbortSignal', value, 'Pass the signal of an AbortController.'),
  );
}

function digest() {
  return leaf<string>((value) =>
    typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
      ? null
      : mustBe('the digest that a preview answered', value, 'Call previewImport first, and pass its digest.'),
  );
}

function callingCode() {
  return leaf<string>((value) =>
    typeof value === 'string' && /^\+[1-9]\d{0,2}$/.test(value)
      ? null
      : mustBe('a calling code', value, 'Write "+62", say.'),
  );
}

/** What the ids of imports begin with, which are made of their files. */
export const importPrefix = 'import-';

function newJobId() {
  const { judge, ...rule } = idRule<JobId>();
  return field<JobId>({
    ...rule,
    judge: (value) =>
      judge(value) ??
      (String(value).startsWith(importPrefix)
        ? { problem: `must not begin with "${importPrefix}", as imports do`, fix: 'Choose another id.' }
        : null),
  });
}
