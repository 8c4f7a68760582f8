/** Whom a bulk adjustment is for: exactly one of `everyone`, `ids` and `filter`. */
export interface MembersQuery {
  readonly everyone?: true;
  /** At most 10,000; for more, import a CSV file. */
  readonly ids?: readonly string[];
  readonly filter?: MemberFilterQuery;
  /** With `filter`: only so many of those that it finds, in the order of their ids. */
  readonly page?: {
    /** The last member of the page before. */
    readonly after?: string;
    /** From 1 to 10,000. */
    readonly limit: number;
  };
}

/** What members must be like; what is left out does not matter. */
export interface MemberFilterQuery {
  readonly tier?: string;
  /** Points, inclusive. */
  readonly balanceFrom?: number;
  /** Points, inclusive. */
  readonly balanceTo?: number;
  readonly enrolledFrom?: Date;
  /** Exclusive. */
  readonly enrolledUntil?: Date;
  /** The last entry was written at or after this. */
  readonly activeFrom?: Date;
  /** The last entry was written before this; who has none was never active. */
  readonly activeUntil?: Date;
}

/** What happens to the points of each member: exactly one of the three. */
export interface PointsChangeQuery {
  readonly add?: number;
  /** Available points first, then pending ones, never held ones; who has fewer is left out. */
  readonly deduct?: number;
  /** The balance wanted, 0 or more. */
  readonly set?: number;
}

/** What a bulk adjustment would do. */
export interface PreviewBulkQuery {
  readonly members: MembersQuery;
  readonly change: PointsChangeQuery;
}

/** The same change for each of many members. Known by `jobId`. */
export interface StartBulkCommand extends PreviewBulkQuery {
  readonly jobId: string;
  readonly actor: string;
  /** For staff. */
  readonly reason: string;
  /** For the customer. */
  readonly comment?: string;
}

/** Names a job. */
export interface JobQuery {
  readonly jobId: string;
}

/** Works on a job. */
export interface RunJobCommand extends JobQuery {
  /** Members in one commit: from 1 to 5,000; 1,000 when left out. Tills wait for a commit, so more is not always faster. */
  readonly chunkSize?: number;
}

/** Takes back all that a job wrote. Known by `jobId`. */
export interface UndoJobCommand {
  readonly jobId: string;
  /** The job to undo. */
  readonly undoes: string;
  readonly actor: string;
  readonly reason: string;
  readonly comment?: string;
}

/** What is left out does not filter. */
export interface ListJobsQuery {
  readonly state?: 'running' | 'stopped' | 'finished';
  /** From 1 to 1,000; 50 when left out. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly cursor?: string;
}

/** Which problems of a job. */
export interface ListProblemsQuery {
  readonly jobId: string;
  /** From 1 to 1,000; 50 when left out. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly cursor?: string;
}
