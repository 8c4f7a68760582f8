import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FileSource, ImportQuery } from '@pointbook/core/jobs';
import type Database from 'better-sqlite3';

/** A file as it came. */
export interface BroughtFile {
  readonly fileId: string;
  /** As it is called where it came from. */
  readonly name: string;
  readonly bytes: number;
  /** SHA-256, in hexadecimal. */
  readonly digest: string;
  readonly query: ImportQuery;
}

/** A file that is to be imported, or was. */
export interface ImportFile extends BroughtFile {
  /** When somebody brought it. */
  readonly at: Date;
  /** Its rows, as the import counted them; null before it was started. */
  readonly rows: number | null;
  /** The job that imports it; null before it was started. */
  readonly jobId: string | null;
}

/** A file that nobody imports is forgotten after a day. */
const lifeMs = 86_400_000;

/**
 * The files that people bring. They are kept beside the database, for an import goes on with its file after a restart.
 */
export class ImportFiles {
  readonly #database: Database.Database;
  readonly #folder: string;

  constructor(database: Database.Database, folder: string) {
    this.#database = database;
    this.#folder = join(folder, 'imports');
    mkdirSync(this.#folder, { recursive: true });
    database.exec(`
      CREATE TABLE IF NOT EXISTS office_files (
        file_id TEXT PRIMARY KEY, name TEXT NOT NULL, bytes INTEGER NOT NULL, digest TEXT NOT NULL, query TEXT NOT NULL,
        at INTEGER NOT NULL, rows INTEGER, job_id TEXT, new_customers INTEGER NOT NULL DEFAULT 0);
      CREATE INDEX IF NOT EXISTS office_files_digest ON office_files (digest);
      CREATE INDEX IF NOT EXISTS office_files_job ON office_files (job_id) WHERE job_id IS NOT NULL;
      CREATE TABLE IF NOT EXISTS office_readings (header TEXT PRIMARY KEY, query TEXT NOT NULL)`);
  }

  /** A place for a new file. */
  newPlace(): { readonly fileId: string; readonly path: string } {
    const fileId = randomUUID();
    return { fileId, path: this.path(fileId) };
  }

  path(fileId: string): string {
    return join(this.#folder, `${fileId}.csv`);
  }

  add({ fileId, name, bytes, digest, query }: BroughtFile): void {
    this.#forgetOld();
    this.#database
      .prepare('INSERT INTO office_files (file_id, name, bytes, digest, query, at) VALUES (?, ?, ?, ?, ?, ?)')
      .run(fileId, name, bytes, digest, JSON.stringify(query), Date.now());
  }

  /** Removes what has come to a place, and is no file to import. */
  discard(fileId: string): void {
    rmSync(this.path(fileId), { force: true });
  }

  get(fileId: string): ImportFile | null {
    return this.#one('WHERE file_id = ?', fileId);
  }

  /** The file that a job imports. */
  ofJob(jobId: string): ImportFile | null {
    return this.#one('WHERE job_id = ? ORDER BY rowid DESC LIMIT 1', jobId);
  }

  /** Gives the bytes of the file with that digest; null where it is not here. */
  sourceOf(digest: string): FileSource | null {
    const file = this.#one('WHERE digest = ? ORDER BY rowid DESC LIMIT 1', digest);
    return file && this.source(file.fileId);
  }

  source(fileId: string): FileSource {
    return () => createReadStream(this.path(fileId));
  }

  /** The files that were brought last and are not imported yet. */
  waiting(): readonly ImportFile[] {
    const sql = 'SELECT * FROM office_files WHERE job_id IS NULL ORDER BY rowid DESC LIMIT 10';
    return this.#database.prepare<[], FileRow>(sql).all().map(fileOf);
  }

  /** Changes how a file is read. */
  setQuery(fileId: string, query: ImportQuery): void {
    this.#database.prepare('UPDATE office_files SET query = ? WHERE file_id = ?').run(JSON.stringify(query), fileId);
  }

  /** Remembers how a file with these names of columns is read, for the next one. */
  remember(query: ImportQuery, names: readonly string[]): void {
    this.#database
      .prepare('INSERT INTO office_readings VALUES (?, ?) ON CONFLICT DO UPDATE SET query = excluded.query')
      .run(headerOf(query, names), JSON.stringify(query));
  }

  /** How the last file with these names of columns was read, which was imported; null where there was none. */
  remembered(query: ImportQuery, names: readonly string[]): ImportQuery | null {
    const sql = 'SELECT query FROM office_readings WHERE header = ?';
    const found = this.#database.prepare<[string], string>(sql).pluck().get(headerOf(query, names));
    return found === undefined ? null : (JSON.parse(found) as ImportQuery);
  }

  /** Notes the job that imports a file. */
  setStarted(fileId: string, jobId: string, rows: number): void {
    this.#database
      .prepare(
        `UPDATE office_files SET job_id = ?, rows = ?, new_customers = query ->> 'mode' = 'opening' WHERE file_id = ?`,
      )
      .run(jobId, rows, fileId);
  }

  /** The jobs whose customers the shop's own directory does not have yet. */
  withNewCustomers(): readonly string[] {
    return this.#database
      .prepare<[], string>('SELECT DISTINCT job_id FROM office_files WHERE new_customers = 1')
      .pluck()
      .all();
  }

  /** Notes that a job, which was stopped, goes on: there may be customers whom the directory does not have. */
  awaitNewCustomers(jobId: string): void {
    this.#database
      .prepare(`UPDATE office_files SET new_customers = query ->> 'mode' = 'opening' WHERE job_id = ?`)
      .run(jobId);
  }

  /** Notes that the directory has the customers of these jobs. */
  forgetNewCustomers(jobIds: readonly string[]): void {
    const forget = this.#database.prepare('UPDATE office_files SET new_customers = 0 WHERE job_id = ?');
    for (const jobId of jobIds) forget.run(jobId);
  }

  #one(where: string, value: string): ImportFile | null {
    const row = this.#database.prepare<[string], FileRow>(`SELECT * FROM office_files ${where}`).get(value);
    return row === undefined ? null : fileOf(row);
  }

  #forgetOld(): void {
    const sql = 'DELETE FROM office_files WHERE job_id IS NULL AND at < ? RETURNING file_id';
    const forgotten = this.#database.prepare<[number], string>(sql).pluck();
    for (const fileId of forgotten.all(Date.now() - lifeMs)) this.discard(fileId);
  }
}

interface FileRow {
  readonly file_id: string;
  readonly name: string;
  readonly bytes: number;
  readonly digest: string;
  readonly query: string;
  readonly at: number;
  readonly rows: number | null;
  readonly job_id: string | null;
}

function fileOf({ file_id, name, bytes, digest, query, at, rows, job_id }: FileRow): ImportFile {
  return {
    fileId: file_id,
    name,
    bytes,
    digest,
    query: JSON.parse(query) as ImportQuery,
    at: new Date(at),
    rows,
    jobId: job_id,
  };
}

/** What a file of rejected rows has before the columns of the file that they are of. */
const rejectedColumns = ['line', 'problem', 'fix'];

/** Files of one header are read alike where they do the same and come from the same program. */
function headerOf({ mode, from }: ImportQuery, names: readonly string[]): string {
  return JSON.stringify([mode, from ?? '', ...names.filter((name) => !rejectedColumns.includes(name))]);
}
