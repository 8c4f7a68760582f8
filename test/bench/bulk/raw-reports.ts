// The bare queries: what the reports say, as SQL adds it up, where nothing is due.
import type { Ledger } from './ground.ts';

/** Reads each member's totals, and answers how many members there are. */
export async function statusRaw({ prefix, read }: Ledger): Promise<number> {
  const word = (name: string) => `(SELECT word FROM ${prefix}words WHERE name = '${name}')`;
  const sums = Object.entries(movements(word)).map(
    ([name, condition]) => `coalesce(sum(e.delta) FILTER (WHERE ${condition}), 0) AS ${name}`,
  );
  return read({
    text: `SELECT m.member_id, ${sums.join(', ')}, m.balance, m.lot_points, m.held, m.debt, count(e.sequence) AS entries,
        max(e.posted_at) FILTER (WHERE e.kind <> ${word('expiry')}) AS last_activity
      FROM ${prefix}accounts m LEFT JOIN ${prefix}entries e ON e.program = m.program AND e.member_id = m.member_id
      WHERE m.program = ${program(prefix)} GROUP BY m.program, m.member_id ORDER BY m.program, m.member_id`,
  });
}

/** Adds up what is in lots, by their end, and answers how many ends there are. */
export async function liabilityRaw({ prefix, read }: Ledger): Promise<number> {
  const lots = prefix.endsWith('.')
    ? `json_array_elements(account::json -> 1) AS lots (value)`
    : `json_each(account, '$[1]')`;
  return read({
    text: `SELECT value ->> 1 AS ends, sum(CAST(value ->> 0 AS bigint)) AS points
      FROM ${prefix}accounts, ${lots} WHERE program = ${program(prefix)} GROUP BY 1 ORDER BY 1`,
  });
}

function program(prefix: string): string {
  return `(SELECT program FROM ${prefix}programs WHERE program_id = 'warung')`;
}

function movements(word: (name: string) => string) {
  return {
    earned: `e.cause IN (${['invoice-saved', 'invoice-paid', 'invoice-claimed'].map(word).join(', ')})`,
    redeemed: `e.kind = ${word('redemption')}`,
    adjusted: `e.kind = ${word('adjustment')}`,
    expired: `e.kind = ${word('expiry')}`,
    undone: `e.kind = ${word('reversal')}`,
  };
}
