import type { Instant } from '@pointbook/core';
import { type RecordReader, type ReplicaReads, StoreFailure } from '@pointbook/core/store';
import { isError, type Lifetime, pause, type Question, type ReaderParts, type Row, runLater } from '@pointbook/sql';
import { ResultAsync } from 'neverthrow';
import type { Connections } from './connections.ts';

/** What is known of a replica. */
export interface ReplicaStatus {
  /** Milliseconds by which it is behind at most; null where that is not known. */
  readonly lagMs: number | null;
  /** Whether it answers what may be a little old. Otherwise the primary does. */
  readonly isUsed: boolean;
  /** Why it is not used, in words for a log; null where it is. */
  readonly reason: string | null;
}

/** What a look at a replica came to. */
interface Look {
  /** When the look began, by the clock below. */
  readonly at: number;
  /** All that the primary had acknowledged by then is on the replica; null where that is not known. */
  readonly asOf: number | null;
  readonly reason: string | null;
  /** Whether it can never be a replica of this primary. */
  readonly isWrong: boolean;
}

/** The host's, as it is when the module is loaded: a test runner may put one in its place that stands still. */
const now = performance.now.bind(performance);

/** A caller does not wait longer for a look. */
const patienceMs = 1000;

/** For this long, and a tenth of the bound at most, a look serves all who ask. */
const longestHoldMs = 1000;

const identity = `current_database() AS name, (SELECT system_identifier FROM pg_control_system())::text AS server`;

const ofPrimary: Question = {
  sql: `SELECT ${identity}, l.lsn::text AS lsn, left(pg_walfile_name(l.lsn), 8) AS timeline,
    (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now FROM (SELECT pg_current_wal_insert_lsn() AS lsn) l`,
  values: [],
};

/**
 * Less than the record of any commit (40 bytes) is missing where the header of a page stands between what was written
 * last and what will be written next.
 */
const ofReplica = `SELECT ${identity}, pg_is_in_recovery() AS follows,
  (SELECT upper(lpad(to_hex(timeline_id), 8, '0')) FROM pg_control_checkpoint()) AS timeline,
  pg_wal_lsn_diff(?::text::pg_lsn, pg_last_wal_replay_lsn()) < 40 AS reached,
  (extract(epoch FROM pg_last_xact_replay_timestamp()) * 1000)::bigint AS newest`;

type Run = ReaderParts['run'];

/**
 * Reads on a replica: whatever fails there, the primary answers.
 *
 * @remarks The primary is asked first how far its log goes, then the replica whether it has replayed all of that: where
 * it has, it is of the moment at which the primary was asked, also when nothing is written for hours. Where it has not,
 * the newest commit that it replayed tells how old it is, by the primary's clock alone: that overstates, where the
 * primary had paused. What was found holds on: as time passes, the replica is known to be of a moment longer ago, until
 * somebody looks again.
 * @param run - does work on the primary.
 * @param readerBy - a reader whose work is done by this.
 */
export function readOnReplica(
  primary: Connections,
  replica: Connections,
  maxLagMs: number,
  lifetime: Pick<Lifetime<string>, 'during' | 'isClosed'>,
  run: Run,
  readerBy: (run: Run) => RecordReader,
) {
  const holdsMs = Math.min(longestHoldMs, maxLagMs / 10);
  let last: Look | null = null;
  let looking: Promise<Look> | null = null;
  let since = 0;

  const look = async (): Promise<Look> => {
    const at = now();
    try {
      const primaryRow = await rowOf(primary, ofPrimary);
      return compare(at, primaryRow, await rowOf(replica, { sql: ofReplica, values: [String(primaryRow['lsn'])] }));
    } catch (thrown) {
      return unknown(at, thrown);
    }
  };
  const lookAgain = async (): Promise<Look> => {
    if (looking === null) since = now();
    return (looking ??= look().then((found) => {
      looking = null;
      return (last = found);
    }));
  };
  const lagOf = (found: Look | null) => (found === null || found.asOf === null ? null : now() - found.asOf);
  const isDown = () => last !== null && last.asOf === null;
  /** By when the primary had acknowledged all that is there for certain; null where it must not be asked now. */
  const usableAsOf = async (): Promise<Instant | null> => {
    if (last === null || now() - last.at > holdsMs) {
      // Nobody waits for one that was down a moment ago, or that others have waited for.
      const isHopeless = isDown() || (looking !== null && now() - since > patienceMs);
      const found = lookAgain();
      if (!isHopeless) await Promise.race([found, pause(patienceMs)]);
    }
    const lag = lagOf(last);
    return lag === null || lag > maxLagMs ? null : (Math.floor(Date.now() - lag) as Instant);
  };
  const rows = readerBy((work) => {
    if (lifetime.isClosed || isDown()) return run(work);
    const there = lifetime.during(runLater(work(), replica.read));
    return ResultAsync.fromPromise(there, (thrown) => thrown).orElse((thrown) => {
      // Until it was looked at again, nobody asks it.
      last = unknown(now(), thrown);
      return run(work);
    });
  });

  return {
    reads: async (): Promise<ReplicaReads | null> => {
      const asOf = lifetime.isClosed ? null : await usableAsOf();
      return asOf === null ? null : { rows, asOf };
    },
    /** Looks anew. */
    status: async (): Promise<ReplicaStatus> => {
      const found = await lookAgain();
      const lag = lagOf(found);
      const isUsed = lag !== null && lag <= maxLagMs;
      const reason = isUsed ? null : (found.reason ?? `it is behind by more than ${maxLagMs} ms`);
      return { lagMs: lag === null ? null : Math.ceil(lag), isUsed, reason };
    },
    /** Refuses what is no replica of this primary; one that cannot be reached may be. */
    check: async (): Promise<void> => {
      const { isWrong, reason } = await lookAgain();
      if (isWrong)
        throw new StoreFailure('store-path-unusable', `The \`replica\` of postgresStore() will not do: ${reason}.`);
    },
  };
}

async function rowOf(connections: Connections, question: Question): Promise<Row> {
  const [rows] = await connections.read([question]);
  return rows?.[0] ?? {};
}

function compare(at: number, primary: Row, replica: Row): Look {
  const refused = (reason: string, isWrong: boolean): Look => ({ at, asOf: null, reason, isWrong });
  if (replica['server'] !== primary['server'] || replica['name'] !== primary['name'])
    return refused('it is not the database of the primary', true);
  if (replica['follows'] !== 't') return refused('it is a primary itself', true);
  // After another server was promoted, one that does not follow it may have what was lost, and lacks what is new.
  if (replica['timeline'] !== primary['timeline']) return refused('it does not follow the primary yet', false);
  const isReached = replica['reached'] === 't';
  if (!isReached && replica['newest'] === null) return refused('it has replayed nothing yet', false);
  const behind = isReached ? 0 : Math.max(0, Number(primary['now']) - Number(replica['newest']));
  return { at, asOf: at - behind, reason: null, isWrong: false };
}

function unknown(at: number, thrown: unknown): Look {
  const words = isError(thrown) ? thrown.message : String(thrown);
  return { at, asOf: null, reason: `the two could not be compared (${words})`, isWrong: false };
}
