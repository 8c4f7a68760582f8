import type { ActorId, Instant, JobId, MemberId } from '../../index.ts';
import { forms, record, rowCodec } from '../../plugin.ts';
import { actorForm } from '../../till.ts';
import type { ImportOptions } from './csv/import-options.ts';

/** Work on many members that is done in chunks: what is to be done, and how far it is. */
export interface JobRecord {
  /** The host's own id of the job, unique in the program. */
  readonly jobId: JobId;
  /** What the job does. */
  readonly task: JobTask;
  /** Who started it. */
  readonly actor: ActorId;
  /** A digest of what was asked for, by which a retry is recognised. */
  readonly fingerprint: string;
  /** When it was started. */
  readonly startedAt: Instant;
  /** How far it is, or how it ended. */
  readonly state: JobState;
  /** When a chunk was written last, or the state changed. */
  readonly changedAt: Instant;
  /** Where the next chunk begins; null before the first. */
  readonly place: JobPlace | null;
  /** How many members it has changed and left out so far. */
  readonly counts: JobCounts;
  /** The job that undoes it. */
  readonly undoneBy: JobId | null;
  /** Until when other background workers leave it to the one that took it; null where none has it. */
  readonly leasedUntil: Instant | null;
}

const written = forms.row<Omit<JobRecord, 'jobId'>>({
  task: forms.json(),
  fingerprint: forms.text(),
  startedAt: forms.instant(),
  changedAt: forms.instant(),
  counts: forms.row<JobCounts>({
    seen: forms.figure(),
    accepted: forms.figure(),
    rejected: forms.figure(),
    skipped: forms.figure(),
    given: forms.figure(),
    taken: forms.figure(),
    ended: forms.optional(forms.figure()),
  }),
  state: forms.or(forms.text(), 'running'),
  actor: actorForm(),
  place: forms.orNull(forms.json()),
  leasedUntil: forms.orNull(forms.instant()),
  undoneBy: forms.orNull(forms.text()),
});

/** Work on many members. */
export const jobRecords = record<JobRecord>({
  kind: 'job',
  format: 1,
  codec: rowCodec<JobRecord, 'jobId'>(written, { ofKey: (key) => ({ jobId: key as JobId }) }),
  key: ({ jobId }) => jobId,
  // Newest first.
  listed: {
    date: ({ startedAt }) => ({ value: '', rank: 0 - startedAt }),
    state: ({ state, startedAt }) => ({ value: state, rank: 0 - startedAt }),
  },
  columns: {
    task: { field: 'task.kind', type: 'text' },
    reason: { field: 'task.reason', type: 'text' },
    actor: { field: 'actor', type: 'text' },
    state: { field: 'state', type: 'text' },
    started_at: { field: 'startedAt', type: 'instant' },
    changed_at: { field: 'changedAt', type: 'instant' },
    seen: { field: 'counts.seen', type: 'integer' },
    accepted: { field: 'counts.accepted', type: 'integer' },
    rejected: { field: 'counts.rejected', type: 'integer' },
    skipped: { field: 'counts.skipped', type: 'integer' },
    given: { field: 'counts.given', type: 'integer' },
    taken: { field: 'counts.taken', type: 'integer' },
    undone_by: { field: 'undoneBy', type: 'text' },
  },
});

/** `running` means that the job may be worked on, whether or not a process does. */
export type JobState = 'running' | 'stopped' | 'finished';

/** What a job does. */
export type JobTask = BulkTask | ImportTask | UndoTask;

/** The same change for each of many members. */
export interface BulkTask {
  /** Tells the task from other tasks. */
  readonly kind: 'bulk';
  /** The members whom it changes. */
  readonly selection: Selection;
  /** What it does to each member. */
  readonly change: PointsChange;
  /** Why, for staff; null where nothing is said. */
  readonly reason: string | null;
  /** Why, for the customer; null where nothing is said. */
  readonly comment: string | null;
}

/** What the rows of a file say. */
export interface ImportTask extends ImportOptions {
  /** Tells the task from other tasks. */
  readonly kind: 'import';
  /** SHA-256 of the file, in hexadecimal. */
  readonly digest: string;
  /** For rows that give no reason of their own; null where nothing is said. */
  readonly reason: string | null;
  /** For rows that give no comment of their own. */
  readonly comment: string | null;
}

/** Takes back what another job wrote. */
export interface UndoTask {
  /** Tells the task from other tasks. */
  readonly kind: 'undo';
  /** The job whose entries it takes back. */
  readonly undoes: JobId;
  /** Why, for staff; null where nothing is said. */
  readonly reason: string | null;
  /** Why, for the customer; null where nothing is said. */
  readonly comment: string | null;
}

/** Which members a job is for. */
export type Selection =
  | { readonly who: 'everyone' }
  | { readonly who: 'ids'; readonly memberIds: readonly MemberId[] }
  | { readonly who: 'filter'; readonly filter: MemberFilter; readonly page: SelectionPage | null };

/** A filter of members. A field that is left out does not matter. */
export interface MemberFilter {
  /** The host's own name of the tier. */
  readonly tier?: string;
  /** Points, both inclusive. */
  readonly balanceFrom?: number;
  /** The greatest balance, in points; inclusive. */
  readonly balanceTo?: number;
  /** When they were enrolled: from inclusive, until exclusive. */
  readonly enrolledFrom?: Instant;
  /** The end of the enrolment dates; exclusive. */
  readonly enrolledUntil?: Instant;
  /** When their last entry was written: from inclusive, until exclusive; a member without an entry was never active. */
  readonly activeFrom?: Instant;
  /** The end of the dates of the last entry; exclusive. */
  readonly activeUntil?: Instant;
}

/** One page of the members that a filter finds, in the order of their ids. */
export interface SelectionPage {
  /** Members with greater ids follow; null for the first page. */
  readonly after: MemberId | null;
  /** How many members at most. */
  readonly limit: number;
}

/** What happens to the points of each member. */
export type PointsChange =
  | { readonly way: 'add' | 'deduct'; readonly points: number }
  | { readonly way: 'set'; readonly balance: number };

/** Where a job is: after a member, after a row of its file, or before an entry of the job that it undoes. */
export type JobPlace =
  | { readonly after: MemberId }
  | { readonly record: number }
  | { readonly before: { readonly postedAt: Instant; readonly memberId: MemberId; readonly sequence: number } };

/** How a job went so far. `accepted + rejected + skipped = seen`. */
export interface JobCounts {
  /** Members, rows, or entries to undo, that it was for. */
  readonly seen: number;
  /** Of these, how many have an entry by it. */
  readonly accepted: number;
  /** How many could not be changed; `listProblems` lists them. */
  readonly rejected: number;
  /** How many had nothing to change. */
  readonly skipped: number;
  /** Points given. */
  readonly given: number;
  /** Points taken. */
  readonly taken: number;
  /** Those of the points given that had ended already, and were gone at once; left out where there were none. */
  readonly ended?: number;
}
