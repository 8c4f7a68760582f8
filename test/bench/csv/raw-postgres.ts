// The baseline on PostgreSQL: parse, stage, settle, as a good hand writes it for this one file, on the library's own
// tables. Entries go in by member: a join of large tables mixes them up, and indexes want them in order.
import pg from 'pg';
import { endOfPoints, unsealedWithNote } from '../raw-sale.ts';
import { rawRows } from './raw-rows.ts';

/** Imports a file in one transaction; answers how many notes, and so entries, that made. */
export async function importRawPostgres(url: string, path: string, jobId: string, now: number): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN');
  await client.query(
    'CREATE TEMP TABLE stage (line bigint, member_id text COLLATE "C", points bigint, reason text) ON COMMIT DROP',
  );
  for await (const rows of rawRows(path)) {
    await client.query({
      name: 'stage',
      text: 'INSERT INTO stage SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[])',
      values: [
        rows.map(({ line }) => line),
        rows.map(({ memberId }) => memberId),
        rows.map(({ points }) => points),
        rows.map(({ reason }) => reason),
      ],
    });
  }
  await client.query('ANALYZE stage');
  const { rowCount } = await client.query(
    `WITH at AS (
       SELECT v.program, v.version, pg_current_xact_id()::text::bigint + p.feed_base AS position
       FROM pointbook.versions v JOIN pointbook.programs p USING (program)
     ), settled AS (
       UPDATE pointbook.accounts m SET sequence = m.sequence + 1, balance = m.balance + s.points,
         lot_points = m.lot_points + s.points, last_instant = $1, due_at = least(coalesce(m.due_at, $2), $2),
         account = jsonb_set(m.account::jsonb, '{1}', coalesce(m.account::jsonb -> 1, '[]')
           || jsonb_build_array(jsonb_build_array(s.points, $2::bigint)))::text,
         position = greatest(m.position, at.position)
       FROM stage s, at WHERE m.program = at.program AND m.member_id = s.member_id
       RETURNING m.program, m.member_id, m.sequence, m.balance, m.position, at.version, s.line, s.points, s.reason
     ), added AS (
       INSERT INTO pointbook.entries (program, member_id, sequence, kind, cause, delta, balance_after, posted_at,
         effective_at, actor, reference_type, reference_id, reference_detail, format, effect, version, position)
       SELECT program, member_id, sequence, ${word('adjustment')}, ${word('points-added')}, points, balance, $1, $1,
         'staff-1', ${word('job')}, $3, line, 1,
         '["${unsealedWithNote}",[[' || points || ',' || $2::bigint || ']]]',
         version, position
       FROM settled ORDER BY member_id
     )
     INSERT INTO pointbook.notes (program, member_id, sequence, reason)
     SELECT program, member_id, sequence, reason FROM settled ORDER BY member_id`,
    [now, endOfPoints(now), jobId],
  );
  await client.query('COMMIT');
  await client.end();
  return rowCount ?? 0;
}

function word(name: string): string {
  return `(SELECT word FROM pointbook.words WHERE name = '${name}')`;
}
