// The baseline on SQLite: parse, stage, settle, as a good hand writes it for this one file, on the library's own
// tables.
import Database from 'better-sqlite3';
import { endOfPoints, unsealedWithNote } from '../raw-sale.ts';
import { type GiftRow, rawRows } from './raw-rows.ts';

const batch = 250;

/** Imports a file in one transaction; answers how many entries that made. */
export async function importRawSqlite(location: string, path: string, jobId: string, now: number): Promise<number> {
  const database = new Database(location);
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) database.pragma(pragma);
  database.exec('BEGIN IMMEDIATE; CREATE TEMP TABLE stage (line INTEGER, member_id TEXT, points INTEGER, reason TEXT)');
  const row = '(?, ?, ?, ?)';
  const stageOne = database.prepare(`INSERT INTO stage VALUES ${row}`);
  const stageMany = database.prepare(`INSERT INTO stage VALUES ${Array.from({ length: batch }, () => row).join()}`);
  const valuesOf = ({ line, memberId, points, reason }: GiftRow) => [line, memberId, points, reason];
  for await (const rows of rawRows(path)) {
    let from = 0;
    for (; from + batch <= rows.length; from += batch) stageMany.run(rows.slice(from, from + batch).flatMap(valuesOf));
    for (const left of rows.slice(from)) stageOne.run(valuesOf(left));
  }
  const at = { now, jobId, ends: endOfPoints(now) };
  const word = (name: string) => `(SELECT word FROM pointbook_words WHERE name = '${name}')`;
  const { changes } = database
    .prepare(
      `INSERT INTO pointbook_entries (program, member_id, sequence, kind, cause, delta, balance_after, posted_at,
         effective_at, actor, reference_type, reference_id, reference_detail, format, effect, version)
       SELECT m.program, m.member_id, m.sequence + 1, ${word('adjustment')}, ${word('points-added')}, s.points,
         m.balance + s.points, :now, :now, 'staff-1', ${word('job')}, :jobId, s.line, 1,
         '["${unsealedWithNote}",[[' || s.points || ',' || CAST(:ends AS INTEGER) || ']]]', p.version
       FROM stage s CROSS JOIN pointbook_versions p CROSS JOIN pointbook_accounts m
       WHERE m.program = p.program AND m.member_id = s.member_id ORDER BY s.rowid`,
    )
    .run(at);
  database.exec(
    `INSERT INTO pointbook_notes (program, member_id, sequence, reason)
     SELECT m.program, m.member_id, m.sequence + 1, s.reason
     FROM stage s CROSS JOIN pointbook_versions p CROSS JOIN pointbook_accounts m
     WHERE m.program = p.program AND m.member_id = s.member_id`,
  );
  database
    .prepare(
      `UPDATE pointbook_accounts SET sequence = sequence + 1, balance = balance + s.points,
         lot_points = lot_points + s.points, last_instant = :now, due_at = min(coalesce(due_at, :ends), :ends),
         account = json_insert(account, '$[1][#]', json_array(s.points, CAST(:ends AS INTEGER)))
       FROM stage s, pointbook_versions p
       WHERE pointbook_accounts.program = p.program AND pointbook_accounts.member_id = s.member_id`,
    )
    .run({ now, ends: at.ends });
  database.exec('COMMIT');
  database.close();
  return changes;
}
