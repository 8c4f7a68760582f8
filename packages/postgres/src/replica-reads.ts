import type { RecordReader, ReplicaReads } from '@pointbook/core/store';
import { type Lifetime, type ReaderParts, runLater } from '@pointbook/sql';
import { ResultAsync } from 'neverthrow';
import type { Connections } from './connections.ts';
import { type Replica, watchReplica } from './replica.ts';

type Run = ReaderParts['run'];

/** What reading on a replica needs of the store. */
export interface ReplicaParts {
  readonly primary: Connections;
  readonly connections: Connections;
  readonly maxLagMs: number;
  readonly lifetime: Pick<Lifetime<string>, 'during' | 'isClosed'>;
  /** Does work on the primary. */
  readonly run: Run;
  /** A reader whose work is done by this. */
  reader(run: Run): RecordReader;
}

/** A replica to read on: whatever fails there, the primary answers. */
export function readOnReplica({ primary, connections, maxLagMs, lifetime, run, reader }: ReplicaParts): {
  readonly replica: Replica;
  reads(): Promise<ReplicaReads | null>;
} {
  const replica = watchReplica(primary, connections, maxLagMs);
  const rows = reader((work) => {
    if (lifetime.isClosed || replica.isDown()) return run(work);
    const there = lifetime.during(runLater(work(), connections.read));
    return ResultAsync.fromPromise(there, (thrown) => thrown).orElse((thrown) => {
      replica.failed(thrown);
      return run(work);
    });
  });
  return {
    replica,
    reads: async () => {
      const asOf = lifetime.isClosed ? null : await replica.usableAsOf();
      return asOf === null ? null : { rows, asOf };
    },
  };
}
