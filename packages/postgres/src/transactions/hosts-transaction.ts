import { libraryOf, whatIs } from '@pointbook/sql';
import { notBegun } from './misused-transaction.ts';
import { type PGliteTransaction, queryOfPGlite } from '../connections/pglite.ts';
import type { PostgresClient } from '../connections/postgres-pool.ts';
import { clientOver, type Query } from '../connections/query-client.ts';
import type { Queryable } from '../connections/session.ts';

/**
 * An open transaction of any library, as the one function that asks in it: rows come as a list, or as `rows` of an
 * object.
 */
export interface QueryTransaction {
  /** Asks one statement, in which `$1` stands for the first value. */
  query(text: string, values: unknown[]): PromiseLike<unknown>;
  /** A pool of pg has this: it asks in no transaction. */
  readonly totalCount?: never;
}

/** What Drizzle hands to the callback of `transaction()`, over node-postgres, postgres.js or PGlite. */
export interface DrizzleTransaction {
  /** Where Drizzle keeps its driver. */
  readonly _: { readonly session: object };
  /** Only a transaction has it. */
  rollback(): never;
}

/** A `Transaction` of Kysely, controlled or not. */
export interface KyselyTransaction {
  /** Only a transaction has it. */
  readonly isTransaction: true;
  /** The same transaction, with the names of columns as the database has them. */
  withoutPlugins(): object;
}

/** A `Knex.Transaction`. */
export interface KnexTransaction {
  /** Whether it is over. */
  isCompleted(): boolean;
  /** The client of Knex, which holds the connection. */
  readonly client: unknown;
}

/** An `EntityManager` of MikroORM within `transactional()`, or after `begin()`. */
export interface MikroOrmTransaction {
  /** The transaction of Kysely beneath it. */
  getTransactionContext(): unknown;
}

/** What postgres.js hands to the callback of `begin()`. */
export interface PostgresJsTransaction {
  /** Asks one statement. */
  unsafe(text: string, values: never[]): PromiseLike<unknown>;
  /** What is no transaction has it. */
  readonly begin?: never;
}

/**
 * What hosts have in their hands while they have a transaction open: a client of pg, the transaction of a library over
 * PostgreSQL (of TypeORM, an `EntityManager` or a `QueryRunner`), or an object with a function that asks in it.
 */
export type PostgresTransaction =
  | PostgresClient
  | PGliteTransaction
  | QueryTransaction
  | DrizzleTransaction
  | KyselyTransaction
  | KnexTransaction
  | MikroOrmTransaction
  | PostgresJsTransaction;

/**
 * How to come to what answers in a host's transaction: a client of pg where the library shows it.
 *
 * @throws TypeError for what is no transaction.
 */
export function clientIn(given: unknown): () => Queryable | PromiseLike<Queryable> {
  const host = Object(given) as Host;
  if ('$count' in host && host.session?.client !== undefined) return clientIn(host.session.client);
  if (isFunction(host.getTransactionContext)) return clientOfMikroOrm(host);
  if ('selectFrom' in host && host.isTransaction === true) return once(host, () => clientOver(queryOfKysely(host)));
  if ('raw' in host && host.isTransaction === true) return clientOfKnex(host);
  if ('queryRunner' in host && host.queryRunner) return clientOfTypeOrm(host.queryRunner);
  if ('executeMemoryDownSql' in host) return clientOfTypeOrm(host);
  if (isFunction(host.unsafe) && 'typed' in host && !('begin' in host))
    return once(host, () => clientOver(queryOfPostgresJs(host)));
  if (!isFunction(host.query) || 'totalCount' in host || libraryOf(given) !== null)
    throw new TypeError(
      `Join a client of pg on which you have begun a transaction, or a transaction of your library, and not ${whatIs(given)}; a pool has many.`,
    );
  // A query of ours would have other settings than one of the host's.
  if (host.binary === true)
    throw new TypeError('Join a client of pg without `binary: true`: its answers cannot be read.');
  if ('escapeIdentifier' in host) return () => host as unknown as Queryable;
  if ('exec' in host && 'rollback' in host)
    return once(host, () => clientOver(queryOfPGlite(host as unknown as PGliteTransaction)));
  return once(host, () => clientOver((text, values) => (host as Required<Host>).query(text, values)));
}

/** What the libraries' transactions have, each its own part of it. */
interface Host {
  readonly session?: { readonly client?: unknown };
  readonly getTransactionContext?: () => unknown;
  readonly isTransaction?: unknown;
  readonly isCompleted?: () => boolean;
  readonly client?: { acquireConnection(): PromiseLike<Queryable> };
  readonly queryRunner?: Host;
  readonly isTransactionActive?: boolean;
  readonly isReleased?: boolean;
  readonly connect?: () => PromiseLike<Queryable>;
  readonly unsafe?: Query;
  readonly query?: Query;
  readonly binary?: unknown;
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

/** One client for each transaction: the calls on it take turns. */
function once(host: object, make: () => Queryable): () => Queryable {
  return () => {
    const client = clients.get(host) ?? make();
    clients.set(host, client);
    return client;
  };
}

const clients = new WeakMap<object, Queryable>();

function clientOfMikroOrm(host: Host): () => Queryable | PromiseLike<Queryable> {
  return () => {
    const transaction = host.getTransactionContext?.();
    if (transaction === undefined) throw notBegun();
    return clientIn(transaction)();
  };
}

/** Knex gives the connection of a transaction out as it gives others out, and takes none back. */
function clientOfKnex({ isCompleted, client }: Host): () => PromiseLike<Queryable> {
  return async () => {
    if (client === undefined || isCompleted?.() !== false) throw notBegun();
    return clientIn(await client.acquireConnection())();
  };
}

function clientOfTypeOrm(runner: Host): () => PromiseLike<Queryable> {
  return async () => {
    // Without a transaction it would take a connection of the pool.
    if (runner.isTransactionActive !== true || runner.isReleased === true || !runner.connect) throw notBegun();
    return clientIn(await runner.connect())();
  };
}

/** What Kysely compiles `sql` to; its plugins would give the columns of answers other names. */
function queryOfKysely(host: Host): Query {
  const transaction = (host as unknown as KyselyTransaction).withoutPlugins() as {
    executeQuery(query: object): Promise<unknown>;
  };
  return (text, parameters) =>
    transaction.executeQuery({
      sql: text,
      parameters,
      query: { kind: 'RawNode', sqlFragments: [text], parameters: [] },
      queryId: { queryId: 'pointbook' },
    });
}

/** Options of postgres.js may give the columns of answers other names: as in `memberId`, `MemberId` or `member-id`. */
function queryOfPostgresJs(host: Host): Query {
  return async (text, values) => {
    const rows = (await (host as Required<Host>).unsafe(text, values)) as object[];
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [nameOf(name), value])));
  };
}

function nameOf(column: string): string {
  const snake = column.replaceAll(/[A-Z]|-/g, (letter) => (letter === '-' ? '_' : `_${letter.toLowerCase()}`));
  return snake.startsWith('_') ? snake.slice(1) : snake;
}
