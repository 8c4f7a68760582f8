import type { ClientBase, Pool, PoolClient } from 'pg';
import { withTicks } from './next-tick.ts';
import { askLike } from './session.ts';

/** What of a Pool of pg is needed; one of another copy of pg will do. */
export type PostgresPool = Pick<Pool, 'connect' | 'query' | 'on' | 'off' | 'end'>;

/** What of a client of pg is needed to join its transaction; what a pool does not have tells the two apart. */
export type PostgresClient = Pick<ClientBase, 'query' | 'escapeIdentifier'>;

/**
 * A listener for the errors of connections. The call that waits for an answer gets the error too; without any listener
 * the process would end.
 */
export function ignore(): void {}

/**
 * Takes a client of a pool, and listens to its errors from the first moment.
 *
 * @remarks A server that ends may say so in the packet in which it said that the connection is ready. The error is then
 * emitted before a promise of the client is settled.
 */
export async function takeClient(pool: PostgresPool): Promise<PoolClient> {
  return new Promise((resolve, reject) => {
    withTicks(() =>
      pool.connect((error, client) => {
        if (client === undefined) reject(error);
        else resolve(askLike(pool, client).on('error', ignore));
      }),
    );
  });
}
