import { err, ok, type Result, type ResultAsync } from 'neverthrow';
import { isWhole } from '../../values.ts';
import { othersFirst } from '../../till.ts';

/**
 * Reads page after page, each next one while the rows of the one before are worked on. Others have their turn in
 * between: a store may answer at once, and tills wait meanwhile.
 */
export async function* pagesOf<Row, Failure>(
  limit: number,
  read: (last: Row | null) => ResultAsync<Row[], Failure>,
): AsyncGenerator<Result<readonly Row[], Failure>, void> {
  let page: Result<Row[], Failure> = await read(null);
  for (;;) {
    if (page.isErr()) return yield err(page.error);
    const last = page.value.at(-1);
    const next = last === undefined || page.value.length < limit ? null : begun(read(last));
    // Nobody waits for it should the report be left off.
    next?.catch(() => undefined);
    yield ok(page.value);
    if (next === null) return;
    await othersFirst();
    page = await next;
  }
}

/** What is waited for later. */
async function begun<Value, Failure>(reading: ResultAsync<Value, Failure>): Promise<Result<Value, Failure>> {
  return reading;
}

/** Whether each figure of a row can be written without loss. */
export function hasWholeFigures(row: object): boolean {
  for (const name in row) {
    const value: unknown = row[name as keyof typeof row];
    if (typeof value === 'number' && !isWhole(value)) return false;
  }
  return true;
}
