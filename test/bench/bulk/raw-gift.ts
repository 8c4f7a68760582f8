// The baseline: a gift for everyone as a good hand writes it in SQL who knows this one shop: nobody is in debt, and no
// points have ended. It stores what the library stores, and it is not to be slowed down to flatter anyone.
import { effectJson, reckon, unsealedWithNote } from '../raw-sale.ts';
import { openTill } from '../shop.ts';
import { giftOf } from './bulk-shop.ts';
import type { Ledger, Sql } from './ground.ts';

/** Gives everyone the points of a job: one statement, or where it can write to one table only, one for each. */
export async function giveRaw({ prefix, write }: Ledger, jobId: string, now: number): Promise<void> {
  const { change, reason, comment, actor } = giftOf(jobId);
  const { lot } = reckon(openTill('lot')(), now);
  const gift: Gift = {
    jobId,
    now,
    actor,
    reason,
    comment,
    points: change.add,
    end: lot.expiresAt,
    lot: JSON.stringify([change.add, lot.expiresAt]),
    effect: effectJson({ points: change.add, lot }, unsealedWithNote),
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
  readonly effect: string;
}

const entryColumns = `program, member_id, sequence, kind, cause, delta, balance_after, posted_at, effective_at, actor,
  reference_type, reference_id, format, effect, version`;

function word(prefix: string, name: string): string {
  return `(SELECT word FROM ${prefix}words WHERE name = '${name}')`;
}

/** The kind and the cause of a gift's entry, and what it is about. */
function words(prefix: string) {
  return {
    what: `${word(prefix, 'adjustment')}, ${word(prefix, 'points-added')}`,
    about: word(prefix, 'job'),
    version: `(SELECT version FROM ${prefix}versions)`,
  };
}

/** What else the same lot has goes to the lot of its end, or to one of its own behind those that are there. */
function inThreeStatements({ jobId, now, actor, reason, comment, points, end, lot, effect }: Gift): Sql[] {
  const { what, about, version } = words('pointbook_');
  return [
    {
      text: `UPDATE pointbook_accounts SET sequence = sequence + 1, balance = balance + ?, lot_points = lot_points + ?,
          last_instant = ?, account = coalesce((
            SELECT json_set(account, fullkey || '[0]', (value ->> 0) + ?)
            FROM json_each(account, '$[1]') WHERE value ->> 1 = ?
          ), json_insert(account, '$[1][#]', json(?)))`,
      values: [points, points, now, points, end, lot],
    },
    {
      text: `INSERT INTO pointbook_entries (${entryColumns})
        SELECT program, member_id, sequence, ${what}, ?, balance, ?, ?, ?, ${about}, ?, 1, ?, ${version}
        FROM pointbook_accounts ORDER BY program, member_id`,
      values: [points, now, now, actor, jobId, effect],
    },
    {
      text: `INSERT INTO pointbook_notes (program, member_id, sequence, reason, comment)
        SELECT program, member_id, sequence, ?, ? FROM pointbook_accounts ORDER BY program, member_id`,
      values: [reason, comment],
    },
  ];
}

function inOneStatement({ jobId, now, actor, reason, comment, points, end, lot, effect }: Gift): Sql {
  const { what, about, version } = words('pointbook.');
  return {
    text: `WITH gift AS (
        SELECT ?::bigint AS points, ?::bigint AS now, ?::bigint AS ends, ?::jsonb AS lot
      ), member AS (
        UPDATE pointbook.accounts SET sequence = sequence + 1, balance = balance + points,
          lot_points = lot_points + points, last_instant = now,
          position = greatest(position, pg_current_xact_id()::text::bigint),
          account = coalesce((
            SELECT jsonb_set(account::jsonb, ARRAY['1', (nth - 1)::text, '0'],
              to_jsonb((each ->> 0)::bigint + points))
            FROM jsonb_array_elements(account::jsonb -> 1) WITH ORDINALITY AS lots (each, nth)
            WHERE (each ->> 1) = ends::text
          ), jsonb_insert(account::jsonb, '{1,-1}', lot, true))::text
        FROM gift RETURNING accounts.*
      ), entry AS (
        INSERT INTO pointbook.entries (${entryColumns}, position)
        SELECT program, member_id, sequence, ${what}, ?, balance, last_instant, last_instant, ?, ${about}, ?, 1, ?,
          ${version}, position FROM member
      )
      INSERT INTO pointbook.notes (program, member_id, sequence, reason, comment)
      SELECT program, member_id, sequence, ?, ? FROM member`,
    values: [points, now, end, lot, points, actor, jobId, effect, reason, comment],
  };
}
