import { memberColumns, namesOf } from './rows.ts';
import { prepared, type Statement } from './session.ts';
import type { Tables } from './tables.ts';

/** A lookup for one key, and for any number of them. */
export interface OneOrMany {
  readonly one: Statement;
  readonly many: Statement;
}

/** The statements that lock and read what keys name, by primary key or unique index. */
export function loadStatements(tables: Tables) {
  const { programs, members, profiles, invoices, challenges, budgets, jobs, entries } = tables;
  const lookup = (table: string, columns: string, key: string, end = ''): OneOrMany => {
    const from = `SELECT ${columns} FROM ${table} WHERE program_id = $1 AND ${key}`;
    // Behind a SELECT the planner cannot count the keys, and so does not plan anew for each few of them.
    return { one: prepared(`${from} = $2${end}`), many: prepared(`${from} = ANY((SELECT $2::text[])::text[])${end}`) };
  };
  // LATERAL with LIMIT: one lookup by index for each key, whatever the statistics say.
  const each = (keys: string, columns: string, condition: string) =>
    prepared(`SELECT e.* FROM unnest(${keys}) CROSS JOIN LATERAL (SELECT ${columns} FROM ${entries} e
      WHERE e.program_id = $1 AND ${condition} LIMIT 1) e`);
  const reversed = `(SELECT coalesce(sum(abs(r.delta)), 0) FROM ${entries} r WHERE r.program_id = $1
    AND r.member_id = e.member_id AND r.reference_id = e.sequence::text
    AND r.kind = 'reversal' AND r.reference_type = 'entry') AS reversed`;
  return {
    programs: lookup(programs, 'version, program', 'version'),
    members: lookup(members, `${memberColumns}, position`, 'member_id', ' ORDER BY member_id FOR UPDATE'),
    invoices: lookup(invoices, 'invoice_id, invoice', 'invoice_id', ' ORDER BY invoice_id FOR UPDATE'),
    challenges: lookup(challenges, 'challenge_id, challenge', 'challenge_id', ' ORDER BY challenge_id FOR UPDATE'),
    budgets: lookup(budgets, 'budget_key, budget', 'budget_key', ' ORDER BY budget_key FOR UPDATE'),
    jobs: lookup(jobs, 'job_id, job', 'job_id', ' ORDER BY job_id FOR UPDATE'),
    profiles: lookup(profiles, namesOf('profiles'), 'member_id'),
    phones: lookup(profiles, 'phone, member_id', 'phone').many,
    cardCodes: lookup(profiles, 'card_code, member_id', 'card_code').many,
    entries: each(
      '$2::text[], $3::bigint[]) AS k (id, number',
      `${namesOf('entries', 'e')}, ${reversed}`,
      'e.member_id = k.id AND e.sequence = k.number',
    ),
    commands: each(
      '$2::text[], $3::text[]) AS k (id, command',
      namesOf('entries', 'e'),
      'e.member_id = k.id AND e.command_key = k.command',
    ),
  };
}
