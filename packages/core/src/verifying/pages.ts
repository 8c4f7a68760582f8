import type { Result } from 'neverthrow';
import { othersFirst } from '../kernel/engine/next-turn.ts';
import type { StoreError } from '../kernel/store-error.ts';

/**
 * Reads page by page, each after the last row of the one before, and lets others run between them. The last page is
 * short.
 */
export async function* pagesOf<Row>(
  atATime: number,
  read: (after: Row | null) => PromiseLike<Result<Row[], StoreError>>,
): AsyncGenerator<Result<Row[], StoreError>, void> {
  for (let after: Row | null | undefined = null; after !== undefined;) {
    await othersFirst();
    const page: Result<Row[], StoreError> = await read(after);
    yield page;
    after = page.isErr() || page.value.length < atATime ? undefined : page.value.at(-1);
  }
}
