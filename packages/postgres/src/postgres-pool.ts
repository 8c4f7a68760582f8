import type { ClientBase, Pool } from 'pg';

/** What of a Pool of pg is needed; one of another copy of pg will do. */
export type PostgresPool = Pick<Pool, 'connect' | 'query' | 'on' | 'off' | 'end'>;

/** What of a client of pg is needed to join its transaction; what a pool does not have tells the two apart. */
export type PostgresClient = Pick<ClientBase, 'query' | 'escapeIdentifier'>;

/** Listens to the errors of connections: whoever waits for an answer is told by it, and else the process would end. */
export function ignore(): void {}
