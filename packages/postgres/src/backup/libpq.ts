import { Client, type ClientConfig } from 'pg';

/** A database on a server, as pg understands a connection string. */
export interface Server {
  readonly host: string;
  readonly port: number;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly database: string | undefined;
  readonly ssl: ClientConfig['ssl'];
}

/**
 * Where a connection string leads to. Nothing is connected.
 *
 * @throws Error that `postgresErrorOf` knows, for what is no connection string.
 */
export function serverOf(connectionString: string): Server {
  const { host, port, user, password, database, ssl } = new Client({ connectionString });
  return { host, port, user, password: password ?? undefined, database, ssl };
}

/**
 * The environment in which PostgreSQL's own programs connect to the same database.
 *
 * @remarks Nothing of it stands on a command line, which every user of the machine may read. What would lead them past
 * the connection string is left out. Of TLS they have their own understanding, and certificates are theirs to read.
 */
export function environmentFor(connectionString: string, server: Server): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !elsewhere.includes(name));
  const parameters = new URLSearchParams(connectionString.split('?', 2)[1] ?? '');
  const set: NodeJS.ProcessEnv = {
    PGHOST: server.host,
    PGPORT: String(server.port),
    PGUSER: server.user,
    PGDATABASE: server.database,
    PGPASSWORD: server.password,
    PGSSLMODE: sslModeOf(parameters),
    PGSSLROOTCERT: parameters.get('sslrootcert') ?? undefined,
    PGSSLCERT: parameters.get('sslcert') ?? undefined,
    PGSSLKEY: parameters.get('sslkey') ?? undefined,
    PGOPTIONS: parameters.get('options') ?? undefined,
    PGAPPNAME: 'pointbook backup',
  };
  const known = Object.entries(set).filter(([, value]) => value !== undefined);
  // Their messages are read by us, too.
  return { ...Object.fromEntries([...inherited, ...known]), LC_ALL: 'C' };
}

/** What leads to another server than the string says, which pg does not heed. */
const elsewhere = ['PGHOSTADDR', 'PGSERVICE', 'PGSERVICEFILE'];

function sslModeOf(parameters: URLSearchParams): string | undefined {
  const mode = parameters.get('sslmode');
  if (mode !== null) return mode === 'no-verify' ? 'require' : mode;
  return ['true', '1'].includes(parameters.get('ssl') ?? '') ? 'require' : undefined;
}
