import { err, ok, type Result, type ResultAsync } from 'neverthrow';
import type { Failure } from '../cli-failure.ts';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** The items of a list, as rows for the printer. */
export async function* rowsOfList<Row>(list: readonly Row[]): AsyncGenerator<Result<Row, Failure>, void> {
  for (const row of list) yield ok(row);
}

/** The items of all pages, read when they are wanted. */
export async function* rowsOfPages<Item>(
  read: (cursor: string | undefined) => ResultAsync<Page<Item>, Failure>,
): AsyncGenerator<Result<Item, Failure>, void> {
  for (let cursor: string | undefined; ;) {
    const page: Result<Page<Item>, Failure> = await read(cursor);
    if (page.isErr()) return yield err(page.error);
    for (const item of page.value.items) yield ok(item);
    if (page.value.next === null) return;
    cursor = page.value.next;
  }
}

/** Rows made of others. */
export async function* mapped<From, To>(
  rows: AsyncIterable<Result<From, Failure>>,
  change: (row: From) => To,
): AsyncGenerator<Result<To, Failure>, void> {
  for await (const row of rows) yield row.map(change);
}
