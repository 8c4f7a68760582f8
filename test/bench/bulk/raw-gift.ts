// The baseline: a gift for everyone as a good hand writes it in SQL who knows this one shop: nobody is in debt, and no
// points have ended. It stores what the library stores, and it is not to be slowed down to flatter anyone.
import { reckon } from '../raw-sale.ts';
import { openTill } from '../shop.ts';
import { giftOf } from './bulk-shop.ts';
import type { Ledger, Sql } from './ground.ts';

/** Gives everyone the points of a job: one statement, or where it can write to one table only, one for each. */
export async function giveRaw({ prefix, write }: Ledger, jobId: string, now: number): Promise<void> {
  const { change, reason, comment, actor } = giftOf(jobId);
  const lot = { ...reckon(openTill('lot')(), now).lot, points: change.add };
  const gift: Gift = {
    jobId,
    now,
    actor,
    reason,
    comment,
    points: change.add,
    end: lot.expiresAt,
    lot: JSON.stringify(lot),
  };
  await write(prefix.endsWith('.') ? [inOneStatement(gift)] : inThreeStatements(gift));
}

interface Gift {
  readonly jobId: string;
  readonly now: number;
  readonly actor: string;
  readonly reason: string;
  readonly comment: string;
  readonly points: number;
  readonly end: number;
  readonly lot: string;
}

const entryColumns = `program_id, member_id, sequence, kind, cause, delta, balance_after, posted_at, effective_at, actor,
  reference_type, reference_id, effect, program_version`;

/** What else the same lot has goes to the lot of its end, or to one of its own behind those that are there. */
function inThreeStatements({ jobId, now, actor, reason, comment, points, end, lot }: Gift): Sql[] {
  return [
    {
      text: `UPDATE pointbook_members SET sequence = sequence + 1, balance = balance + ?, lot_points = lot_points + ?,
          last_instant = ?, account = coalesce((
            SELECT json_set(account, fullkey || '.points', (value ->> 'points') + ?)
            FROM json_each(account, '$.lots') WHERE value ->> 'expiresAt' = ?
          ), json_insert(account, '$.lots[#]', json(?)))`,
      values: [points, points, now, points, end, lot],
    },
    {
      text: `INSERT INTO pointbook_entries (${entryColumns})
        SELECT program_id, member_id, sequence, 'adjustment', 'points-added', ?, balance, ?, ?, ?, 'job', ?, ?,
          (SELECT version FROM pointbook_programs) FROM pointbook_members ORDER BY program_id, member_id`,
      values: [points, now, now, actor, jobId, `{"v":1,"added":[${lot}]}`],
    },
    {
      text: `INSERT INTO pointbook_notes (program_id, member_id, sequence, reason, comment)
        SELECT program_id, member_id, sequence, ?, ? FROM pointbook_members ORDER BY program_id, member_id`,
      values: [reason, comment],
    },
  ];
}

function inOneStatement({ jobId, now, actor, reason, comment, points, end, lot }: Gift): Sql {
  return {
    text: `WITH gift AS (
        SELECT ?::bigint AS points, ?::bigint AS now, ?::bigint AS ends, ?::jsonb AS lot
      ), member AS (
        UPDATE pointbook.members SET sequence = sequence + 1, balance = balance + points,
          lot_points = lot_points + points, last_instant = now,
          position = greatest(position, pg_current_xact_id()::text::bigint),
          account = coalesce((
            SELECT jsonb_set(account::jsonb, ARRAY['lots', (nth - 1)::text, 'points'],
              to_jsonb((each ->> 'points')::bigint + points))
            FROM jsonb_array_elements(account::jsonb -> 'lots') WITH ORDINALITY AS lots (each, nth)
            WHERE (each ->> 'expiresAt') = ends::text
          ), jsonb_insert(account::jsonb, '{lots,-1}', lot, true))
        FROM gift RETURNING members.*
      ), entry AS (
        INSERT INTO pointbook.entries (${entryColumns}, position)
        SELECT program_id, member_id, sequence, 'adjustment', 'points-added', ?, balance, last_instant, last_instant, ?,
          'job', ?, ?, (SELECT version FROM pointbook.programs), position FROM member
      )
      INSERT INTO pointbook.notes (program_id, member_id, sequence, reason, comment)
      SELECT program_id, member_id, sequence, ?, ? FROM member`,
    values: [points, now, end, lot, points, actor, jobId, `{"v":1,"added":[${lot}]}`, reason, comment],
  };
}
