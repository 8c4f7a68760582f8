// The bare queries: what the reports say, as SQL adds it up, where nothing is due.
import type { Ledger } from './ground.ts';

/** Reads each member's totals, and answers how many members there are. */
export async function statusRaw({ prefix, read }: Ledger): Promise<number> {
  const sums = Object.entries(movements).map(
    ([name, condition]) => `coalesce(sum(e.delta) FILTER (WHERE ${condition}), 0) AS ${name}`,
  );
  return read({
    text: `SELECT m.member_id, ${sums.join(', ')}, m.balance, m.lot_points, m.held, m.debt, count(e.sequence) AS entries,
        max(e.posted_at) FILTER (WHERE e.kind <> 'expiry') AS last_activity
      FROM ${prefix}members m LEFT JOIN ${prefix}entries e ON e.program_id = m.program_id AND e.member_id = m.member_id
      WHERE m.program_id = 'warung' GROUP BY m.program_id, m.member_id ORDER BY m.program_id, m.member_id`,
  });
}

/** Adds up what is in lots, by their end, and answers how many ends there are. */
export async function liabilityRaw({ prefix, read }: Ledger): Promise<number> {
  const lots = prefix.endsWith('.')
    ? `json_array_elements(account -> 'lots') AS lots (value)`
    : `json_each(account, '$.lots')`;
  return read({
    text: `SELECT value ->> 'expiresAt' AS ends, sum(CAST(value ->> 'points' AS bigint)) AS points
      FROM ${prefix}members, ${lots} WHERE program_id = 'warung' GROUP BY 1 ORDER BY 1`,
  });
}

const movements = {
  earned: `e.cause IN ('invoice-saved', 'invoice-paid', 'invoice-claimed')`,
  redeemed: `e.kind = 'redemption'`,
  adjusted: `e.kind = 'adjustment'`,
  expired: `e.kind = 'expiry'`,
  undone: `e.kind = 'reversal'`,
};
