import { createPointbook, type Pointbook } from '@pointbook/core';
import { jobs } from '@pointbook/core/jobs';
import type { PluginVerbs } from '@pointbook/core/plugin';
import { postgresStore } from '@pointbook/postgres';
import type { Pool } from 'pg';

/** A ledger with work on many members. */
export type Ledger = Pointbook & PluginVerbs<[ReturnType<typeof jobs>]>;

/** Opens a ledger whose points end after thirty days, and a clock that the story may set forward. */
export async function openLedger(pool: Pool, schema = 'pointbook') {
  let ahead = 0;
  const pointbook = createPointbook({
    program: {
      programId: 'corner-shop',
      name: 'Corner Shop',
      timeZone: 'Europe/London',
      currency: 'GBP',
      earn: { rules: [{ ruleId: 'spend', earn: { per: 'amount', points: 1, of: 1_00 } }] },
      expiry: { kind: 'after', period: { unit: 'days', count: 30 } },
    },
    store: postgresStore(pool, { schema }),
    clock: { now: () => Date.now() + ahead },
    plugins: [jobs()],
  });
  const opened = await pointbook.open();
  if (opened.isErr()) throw new Error(opened.error.message);
  return { pointbook, passDays: (days: number) => void (ahead += days * 86_400_000) };
}
