import { CommitFailure } from '@pointbook/core/store';
import type { Answers, Question } from '@pointbook/sql';
import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { type Frame, ownFrame, readingFrame } from '../transactions/frame.ts';
import { ignore, type PostgresPool, takeClient } from './postgres-pool.ts';
import type { PostgresStoreOptions } from '../postgres-store-options.ts';
import { type Answer, ask, askAll, asking, askWithoutNames } from './session.ts';
import { sharedReads } from './shared-reads.ts';
import { isLost } from '../store-errors.ts';

/** Where the store's connections come from. */
export interface Connections {
  readonly pool: PostgresPool;
  /** How the store's own transactions begin and end on them. */
  readonly frame: Frame;
  /** Asks one thing that is small. */
  readSmall(question: Question): Promise<Answer>;
  /** Asks several things as they are at one moment. */
  read(questions: readonly Question[]): Promise<Answers>;
  close(): Promise<void>;
}

/** Beyond what the server allows a statement, its answer may take this long to come. */
const answerTimeMs = 5000;
const connectTimeMs = 5000;
/** Between the two flights of a transaction there is hardly a moment. */
const idleTimeMs = 10_000;

/** Connections of the store's own. */
export function ownConnections(connectionString: string, options: PostgresStoreOptions): Connections {
  const { connections = 10, lockTimeoutMs = 5000, statementTimeoutMs = 30_000 } = options;
  const isPooled = options.preparedStatements === false;
  const config: PoolConfig & { readonly pipeline: true } = {
    connectionString,
    max: connections,
    pipeline: true,
    keepAlive: true,
    connectionTimeoutMillis: connectTimeMs,
    application_name: 'pointbook',
    // A host that forgets to close the store ends all the same.
    allowExitOnIdle: timersLetGo(),
    // What a pooler does not take at the connection, each transaction sets.
    ...(isPooled
      ? {}
      : {
          lock_timeout: settingOf(lockTimeoutMs),
          statement_timeout: settingOf(statementTimeoutMs),
          // A till that has vanished from the server's sight: what it has locked is let go.
          idle_in_transaction_session_timeout: idleTimeMs,
        }),
    // A server that has vanished without a word: the connection is given up.
    ...(statementTimeoutMs === 0 ? {} : { query_timeout: statementTimeoutMs + answerTimeMs }),
  };
  const times = isPooled
    ? [setting('statement_timeout', statementTimeoutMs), setting('idle_in_transaction_session_timeout', idleTimeMs)]
    : [];
  const pool = new Pool(config);
  const common = connectionsOn(pool, options, times);
  return {
    ...common,
    // Shared reads keep a connection. Of one or two, that would leave writers waiting for as long as anybody reads.
    readSmall: connections < 3 ? common.readSmall : sharedReads(pool),
    close: async () => pool.end(),
  };
}

/** In jsdom a timer is a number, which the pool cannot ask to hold no process. */
function timersLetGo(): boolean {
  const timer: unknown = setTimeout(ignore, 0);
  clearTimeout(timer as NodeJS.Timeout);
  return typeof (timer as { readonly unref?: unknown }).unref === 'function';
}

/**
 * The host's connections; what is not asked for by an option stays as the host has set it, but for the wait for locks.
 */
export function hostsConnections(pool: PostgresPool, options: PostgresStoreOptions): Connections {
  const { statementTimeoutMs } = options;
  const times = statementTimeoutMs === undefined ? [] : [setting('statement_timeout', statementTimeoutMs)];
  return connectionsOn(pool, options, times);
}

/** Connections of a pool that stays; `times` are set for each transaction. */
function connectionsOn(pool: PostgresPool, options: PostgresStoreOptions, times: readonly string[]): Connections {
  survive(pool, 1);
  if (options.preparedStatements === false) askWithoutNames(pool);
  // Citus passes on what a transaction sets, and not what the connection began with. On the host's own, the host may
  // itself hold the lock that one of its calls waits for, which no server can see.
  const frames = { pool, frame: ownFrame([setting('lock_timeout', options.lockTimeoutMs ?? 5000), ...times]) };
  return {
    ...frames,
    readSmall: async (question) => withConnection(frames, async (client) => ask(client, question)),
    read: readsOfOneMoment(frames),
    close: async () => survive(pool, -1),
  };
}

/** One statement sees one moment by itself, several need a transaction for that. */
function readsOfOneMoment(frames: Pick<Connections, 'pool' | 'frame'>): Connections['read'] {
  const { begin, undo } = readingFrame;
  return async (questions) =>
    withConnection(frames, async (client) => {
      if (questions.length === 1) return asking(client)(questions);
      return (await asking(client)([begin, ...questions, undo])).slice(1, -1);
    });
}

/** Works on a connection that nobody else has meanwhile, and leaves it as it was or leaves it to be thrown away. */
export async function withConnection<T>(
  { pool, frame }: Pick<Connections, 'pool' | 'frame'>,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await idleClient(pool);
  let isUsable = true;
  try {
    return await work(client);
  } catch (thrown) {
    isUsable = !(thrown instanceof CommitFailure) && !isLost(thrown);
    if (isUsable) await askAll(client, frame.undo).catch(() => (isUsable = false));
    throw thrown;
  } finally {
    client.off('error', ignore);
    client.release(!isUsable);
  }
}

/** A client that nobody has left a transaction open on: with ours, that would be committed too. */
async function idleClient(pool: PostgresPool): Promise<PoolClient> {
  for (;;) {
    const client = await takeClient(pool);
    const status = (client as Partial<PoolClient>).getTransactionStatus?.();
    if (status !== 'T' && status !== 'E') return client;
    client.release(true);
  }
}

/** An idle connection that is lost leaves the pool; without a listener it would end the process. */
function survive(pool: PostgresPool, by: 1 | -1): void {
  const stores = (sharing.get(pool) ?? 0) + by;
  sharing.set(pool, stores);
  if (stores === 0) pool.off('error', ignore);
  if (stores === 1 && by === 1) pool.on('error', ignore);
}

/** How many stores work on a pool: one listener does for all. */
const sharing = new WeakMap<PostgresPool, number>();

/** What a transaction sets for itself. */
function setting(name: string, ms: number): string {
  return `SET LOCAL ${name} = ${ms}`;
}

/** As text, for pg leaves a number out that is 0, and a default of the server's own would hold. */
function settingOf(ms: number): number {
  return String(ms) as unknown as number;
}
