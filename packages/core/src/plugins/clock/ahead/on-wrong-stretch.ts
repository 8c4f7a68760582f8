import { err, ok, type Result } from 'neverthrow';
import { type MemberId, type Overloaded, type StoreError, storeError } from '../../../index.ts';
import type { Task } from '../../../plugin.ts';
import type { ClockHost } from '../clock-host.ts';
import type { RightTime } from '../right-time.ts';
import { readWrongStretch, type WrongStretch } from './wrong-stretch.ts';

/** How often a member is read anew who goes on buying meanwhile. */
const maxTries = 20;

/**
 * Decides on what was posted while the clock was ahead, once the account stands still for it; null where nothing was.
 *
 * @param taskOf - Decides, or answers null where the account has changed since its entries were read: they are read
 * again.
 */
export async function onWrongStretch<Done, Failed>(
  { reads, engine }: ClockHost,
  memberId: MemberId,
  { until }: RightTime,
  taskOf: (stretch: WrongStretch) => Task<Done | null, Failed>,
): Promise<Result<Done | null, Failed | Overloaded | StoreError>> {
  for (let tries = 1; tries <= maxTries; tries++) {
    const stretch = await readWrongStretch(reads, memberId, until);
    if (stretch.isErr()) return err(stretch.error);
    if (stretch.value === null) return ok(null);
    const done = await engine.run(taskOf(stretch.value));
    if (done.isErr()) return err(done.error);
    if (done.value !== null) return ok(done.value);
  }
  const message = `The member ${JSON.stringify(memberId)} changed again and again meanwhile: send the command again.`;
  return err(storeError({ kind: 'store-locked', message }));
}
