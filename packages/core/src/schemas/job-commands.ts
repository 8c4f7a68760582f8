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

/** Gives a file's bytes, from the beginning each time it is called: it is read more than once. */
export type FileSource = () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** How a file is written, and what its rows do. */
export interface ImportQuery {
  /** `add` gives or takes points, `set` says what balances should be, `opening` brings members with their balances. */
  readonly mode: 'add' | 'set' | 'opening';
  /** Found in the header when left out. */
  readonly delimiter?: ',' | ';' | '\t';
  /** How numbers are written where they are not plain digits: 1,234 in `en`, 1.234 in `de` and `id`. */
  readonly numberLocale?: 'en' | 'de' | 'id';
  /** How phone numbers are written that do not begin with a plus. */
  readonly phoneCountry?: {
    /** Such as "+62". */
    readonly callingCode: string;
    /** What a number within the country begins with, where the calling code comes otherwise; `'0'` when left out. */
    readonly trunkPrefix?: '0' | '';
  };
}

/** What importing a file would do, as far as the file tells. */
export interface PreviewImportQuery extends ImportQuery {
  readonly source: FileSource;
}

/** Imports a file that was previewed. Known by the file and its mode: the same file again is the same job. */
export interface StartImportCommand extends ImportQuery {
  /** What the preview answered. */
  readonly digest: string;
  readonly actor: string;
  /** For staff; a row's own takes its place. */
  readonly reason: string;
  /** For the customer; a row's own takes its place. */
  readonly comment?: string;
}

/** Which rows an import left out, out of its file. */
export interface RejectedRowsQuery extends JobQuery {
  readonly source: FileSource;
}

/** Names a job. */
export interface JobQuery {
  readonly jobId: string;
}

/** Works on a job. */
export interface RunJobCommand extends JobQuery {
  /** The file, of an import. */
  readonly source?: FileSource;
  /** Members in one commit: from 1 to 5,000; 1,000 when left out. Tills wait for a commit, so more is not always faster. */
  readonly chunkSize?: number;
}

/** The file that an import goes on with. */
export interface WantedFile extends JobQuery {
  /** SHA-256, in hexadecimal: what its preview answered. */
  readonly digest: string;
}

/** How much background work to do at once. */
export interface RunDueQuery {
  /** Members and rows, from 1 to 1,000,000; 100,000 when left out. */
  readonly limit?: number;
  /** Gives the file of an import, or null where it is not at hand; without this, imports are left alone. */
  readonly sourceOf?: (wanted: WantedFile) => FileSource | null | Promise<FileSource | null>;
  /** Members in one commit of a job: from 1 to 5,000; 1,000 when left out. */
  readonly chunkSize?: number;
  /**
   * After how many milliseconds without a chunk a job counts as left by its worker: from 1,000 to 3,600,000; 60,000 when
   * left out. Longer than a chunk, and than reading the file of an import, takes.
   */
  readonly leaseMs?: number;
  /** Ends the work after the chunk that is being written, as a process does that was told to go. */
  readonly signal?: AbortSignal;
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
