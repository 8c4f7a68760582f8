import { err, ok, type Result } from 'neverthrow';
import type { EntryLine, MemberId, Reads, StoreError } from '../../../index.ts';

/** What corrections did to points. */
export interface CorrectedPoints {
  /** Members whose time was set back. */
  readonly members: number;
  /** Points that they have again. */
  readonly points: number;
}

const entriesAtATime = 1000;

/** What was corrected under an id, by this call and those before it: its entries tell. */
export async function correctedSoFar(
  reads: Reads,
  id: string,
  memberId: MemberId | null,
): Promise<Result<CorrectedPoints, StoreError>> {
  const filter = {
    causes: ['clock-corrected'],
    reference: { type: 'external', id },
    ...(memberId === null ? {} : { memberId }),
  };
  let members = 0;
  let points = 0;
  for (let last: EntryLine | null = null; ;) {
    const page: Result<readonly EntryLine[], StoreError> = await reads.findEntries(filter, last, entriesAtATime);
    if (page.isErr()) return err(page.error);
    members += page.value.length;
    for (const { delta } of page.value) points += delta;
    last = page.value.at(-1) ?? null;
    if (page.value.length < entriesAtATime) return ok({ members, points });
  }
}
