import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { KeeperAnswer, KeeperRequest, KeeperSetup } from './postgres-keeper.ts';

/** A PostgreSQL to test against. */
export interface PostgresServer {
  /** Connects as the superuser, to a database in UTF-8 with the C locale. */
  readonly url: string;
  /** Ends the server and removes its data; a second call does nothing. */
  stop(): Promise<void>;
  /**
   * Ends the server as a crash would (`immediate`) or in good order (`fast`), and starts it on the same data and port.
   */
  restart(mode: 'immediate' | 'fast'): Promise<void>;
  /** Ends the server in an instant, as the loss of its machine would; it is not started again. */
  kill(): Promise<void>;
}

/** How a server is to be. */
export interface PostgresServerOptions {
  /**
   * Whether it writes to the disk before it says that it has; a test that ends with the server need not wait for that.
   */
  readonly durable: boolean;
  /** A free one unless said. */
  readonly port?: number;
  /** Whether it is a server of the caller's own whatever DATABASE_URL says, for a test that ends it. */
  readonly disposable?: boolean;
  /** More flags of `postgres`, as `-c name=value`. */
  readonly flags?: readonly string[];
  /** The folder of its programs; those of the dependency unless said. */
  readonly programs?: string;
  /** The url of a server that it is to be a standby of, as a superuser. That one needs `wal_keep_size`. */
  readonly standbyOf?: string;
}

/**
 * Starts a PostgreSQL of its own in a fresh folder, on this machine alone. It ends with the process that started it,
 * however that one ends. Where DATABASE_URL is set, that server is taken as it is.
 *
 * @throws Error that says what to do, when there can be none.
 */
export async function startPostgres({
  durable,
  port,
  disposable = false,
  flags = [],
  programs,
  standbyOf,
}: PostgresServerOptions): Promise<PostgresServer> {
  const given = process.env['DATABASE_URL'];
  if (given && !disposable) return strangersServer(given);
  const setup: KeeperSetup = {
    durable,
    port: port ?? null,
    flags,
    programs: programs ?? null,
    standbyOf: standbyOf ?? null,
  };
  // The keeper is in no group of ours, so that what ends us all at once leaves it the time to clean up.
  const keeper = fork(join(import.meta.dirname, 'postgres-keeper.ts'), [JSON.stringify(setup)], {
    detached: true,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const answer = async (): Promise<string> => {
    const ended = once(keeper, 'exit').then(() => ({ error: 'The process that keeps PostgreSQL ended.' }));
    const said = once(keeper, 'message').then(([message]) => message as KeeperAnswer);
    const first = await Promise.race([said, ended]);
    if ('error' in first) throw new Error(`${first.error}\nOr set DATABASE_URL to a PostgreSQL that tests may fill.`);
    return first.url;
  };
  const url = await answer();
  const request = async (what: KeeperRequest) => {
    keeper.channel?.ref();
    const answered = answer();
    keeper.send(what);
    await answered;
    keeper.channel?.unref();
  };
  // It keeps nobody waiting: without us it ends.
  keeper.unref();
  keeper.channel?.unref();
  return {
    url,
    stop: async () => {
      if (!keeper.connected) return;
      keeper.ref();
      const ended = once(keeper, 'exit');
      keeper.disconnect();
      await ended;
    },
    restart: request,
    kill: async () => request('kill'),
  };
}

/** A server that was there before us, and stays. */
function strangersServer(url: string): PostgresServer {
  return {
    url,
    stop: async () => {},
    restart: notOurs,
    kill: notOurs,
  };
}

async function notOurs(): Promise<never> {
  throw new Error('The server of DATABASE_URL is not ours to end: unset it, and the tests start one.');
}
