import type { Instant } from '../values/instant.ts';

/**
 * Which answers of a verb may be a little old, where the store has a replica: all, those that are asked with
 * `mayLag: true`, or none.
 */
export type MayLag = boolean | 'when-asked';

/** An answer that may be a little old, where the store reads from a replica. */
export interface Lagging {
  /**
   * Where a replica gave the answer: all that was acknowledged by then is in it. Left out where the answer is of now.
   */
  readonly asOf?: Date;
}

/** What queries and streams work with. Most need more of a host, and a plugin's verbs the plugin's own services. */
export interface ReadsHost {
  /** How it reads what is committed. */
  readonly reads: {
    /** The same reads, which trust no row. */
    strict(): ReadsHost['reads'];
    /** These reads on a replica; null where none is near enough. Left out where there is none. */
    readonly replica?: (() => Promise<ReadsHost['reads'] | null>) | undefined;
    /** For reads on a replica: all that was acknowledged by then is there. */
    readonly asOf?: Instant | undefined;
  };
}

/** A host whose reads go to a replica. */
export interface ReplicaHost<On> {
  readonly host: On;
  readonly asOf: Instant | undefined;
}

/** Whether a replica may be asked for what a host reads. */
export function hasReplica({ reads }: ReadsHost): boolean {
  return reads.replica !== undefined;
}

/**
 * The host for an answer that may be a little old; undefined where no replica is to be asked, null where none is near
 * enough.
 */
export function onReplica<On extends ReadsHost>(
  host: On,
  mayLag: MayLag,
  checked: unknown,
): Promise<ReplicaHost<On> | null> | undefined {
  if (mayLag === false || (mayLag !== true && (checked as { readonly mayLag?: boolean }).mayLag !== true))
    return undefined;
  return host.reads.replica?.().then((reads) => reads && { host: { ...host, reads }, asOf: reads.asOf });
}

/** The answer of a replica, with the instant that it is of. */
export function withAsOf(answer: unknown, asOf: Instant | undefined): unknown {
  return asOf === undefined ? answer : { ...(answer as object), asOf: new Date(asOf) };
}
