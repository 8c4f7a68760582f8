import { err, ok, type Result } from 'neverthrow';
import type { Finding } from '../kernel/check.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { FeedPlace } from '../store/record-reader.ts';
import type { MemberId } from '../values/ids.ts';
import type { CheckingHost } from './checking-host.ts';
import { pagesOf } from './pages.ts';

const placesAtATime = 1000;

/** In the feed a member's entries must come in the order of their sequence. */
export async function checkFeed(
  { store, program }: CheckingHost,
  report: (finding: Finding) => void,
): Promise<Result<void, StoreError>> {
  const { positions } = store.rows;
  if (positions === undefined) return ok();
  let before: FeedPlace | null = null;
  for await (const page of pagesOf<FeedPlace>(placesAtATime, (last) =>
    positions(program.programId, last, placesAtATime),
  )) {
    if (page.isErr()) return err(page.error);
    for (const place of page.value) {
      const { memberId, sequence, position } = place;
      if (before?.memberId === memberId && position < before.position)
        report({
          memberId: memberId as MemberId,
          sequence,
          problem: `The entry stands in the feed before entry ${before.sequence}, which was written earlier.`,
        });
      before = place;
    }
  }
  return ok();
}
