// A baseline: earning in a single round trip, as a good hand writes it who knows SQL well. It stores what the library
// stores, it does no more than that needs, and it is not to be slowed down to flatter anyone.
import { effectJson, invoiceJson, reckon } from '../raw-sale.ts';
import { numbersIn, openPool, type RawLedger, type RawLedgerOptions } from './raw-ledger.ts';

// One lot ends with each month: the points go to that one, or to a lot of their own behind those that are there.
// A member who is not there gets nothing, and an invoice that was saved before violates the primary key.
const earn = {
  name: 'earn',
  text: `WITH member AS (
      UPDATE pointbook.accounts SET
        sequence = sequence + 1,
        balance = balance + $3,
        lot_points = lot_points + $3,
        last_instant = $4,
        account = (
          SELECT CASE WHEN bool_or(lot ->> 1 = $5::jsonb ->> 1)
            THEN jsonb_set(account::jsonb, '{1}', jsonb_agg(
              CASE WHEN lot ->> 1 = $5::jsonb ->> 1
                THEN jsonb_set(lot, '{0}', to_jsonb((lot ->> 0)::bigint + $3)) ELSE lot END ORDER BY nth))
            ELSE jsonb_insert(account::jsonb, '{1,-1}', $5::jsonb, true) END::text
          FROM jsonb_array_elements(account::jsonb -> 1) WITH ORDINALITY AS lots (lot, nth)
        ),
        activity = CASE WHEN activity::jsonb ->> 0 IS NULL
          THEN jsonb_set(activity::jsonb, '{0}', to_jsonb($6::text))::text ELSE activity END,
        position = greatest(position, pg_current_xact_id()::text::bigint)
      WHERE program = $1 AND member_id = $2
      RETURNING sequence, balance, lot_points, position
    ), saved AS (
      INSERT INTO pointbook.records (program, kind, key, format, version, body)
      SELECT $1, $11, $6, 1, $10, replace($7, '"sequence"', sequence::text) FROM member
    )
    INSERT INTO pointbook.entries (program, member_id, sequence, kind, cause, delta, balance_after, posted_at,
      effective_at, actor, reference_type, reference_id, format, effect, version, position)
    SELECT $1, $2, sequence, $12, $13, $3, balance, $4, $4, $8, $11, $6, 1, $9, $10, position
    FROM member`,
};

/** One statement, which is a transaction by itself. */
export async function openOneStatement({ url, connections, now = Date.now }: RawLedgerOptions): Promise<RawLedger> {
  const pool = openPool(url, connections);
  const { program, version, ...words } = await numbersIn(pool);
  return {
    earn: async (sale) => {
      const { invoiceId, memberId, actor } = sale;
      const reckoned = reckon(sale, now());
      const { points, soldAt, lot } = reckoned;
      // The statement fills in the number of the entry.
      const invoice = invoiceJson(sale, reckoned, 'sequence');
      const posted = [points, soldAt, JSON.stringify([points, lot.expiresAt])];
      const told = [invoiceId, invoice, actor, effectJson(reckoned), version];
      const named = [words.invoice, words.earn, words.invoiceSaved];
      const { rowCount } = await pool.query({ ...earn, values: [program, memberId, ...posted, ...told, ...named] });
      if (rowCount !== 1) throw new Error(`There is no member ${memberId}.`);
    },
    close: () => pool.end(),
  };
}
