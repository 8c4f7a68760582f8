import { type Answers, instantOf, type Question } from '@pointbook/sql';

/** What time it is in the database, whatever the connection's settings. */
export async function timeOf(
  read: (questions: readonly Question[]) => Promise<Answers>,
): Promise<ReturnType<typeof instantOf>> {
  const [rows] = await read([
    { sql: 'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now', values: [] },
  ]);
  return instantOf(rows?.[0]?.['now']);
}
