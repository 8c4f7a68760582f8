import type { Result } from 'neverthrow';

/** All rows of a report, which must not fail. */
export async function rowsOf<Row>(report: AsyncIterable<Result<Row, { readonly message: string }>>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of report) {
    if (row.isErr()) throw new Error(row.error.message, { cause: row.error });
    rows.push(row.value);
  }
  return rows;
}

/** How a report fails, which must not have rows. */
export async function failureOf<Failure>(report: AsyncIterable<Result<unknown, Failure>>): Promise<Failure> {
  for await (const row of report) if (row.isErr()) return row.error;
  throw new Error('The report was expected to fail.');
}
